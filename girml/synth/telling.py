"""Counts told in prose: the value of a form's prose relation, agreeing with the tables or, recorded, not."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from girml.forms import load
from girml.records import ProseRelation, Value
from girml.synth.bodies import Body
from girml.synth.figures import Figures
from girml.synth.page import Run, told

_CONTRADICTS = 0.06
_OTHER_SUM = 0.15
_YUAN = 10000


@dataclass(frozen=True, slots=True)
class Story:
    """What prose speaks of: the body, the true figures of the year, and the cells as the page prints them."""

    body: Body
    report: Figures
    gold: Mapping[str, Value]


def tellable(story: Story, relation_id: str) -> bool:
    """Return whether prose may truly state a relation: none of what is none, no fee where nothing was collected."""
    relation = _relation(story, relation_id)
    if relation is None:
        return False
    truth = _sum(relation.sums[0], story.report.values)
    return truth > 0 if relation.relation == "<=" else relation.value is None or truth == relation.value


def tell(rng: Random, story: Story, relation_id: str, words: str | None) -> Run:
    """Return the run that states a relation, in figures or in the given words; one in twenty contradicts."""
    relation = _relation(story, relation_id)
    assert relation is not None
    value = relation.value if relation.value is not None else _value(rng, story, relation)
    text = words if words is not None else str(value)
    return Run(text, told(relation_id, value, agrees=_agrees(relation, value, story.gold)))


def _relation(story: Story, relation_id: str) -> ProseRelation | None:
    # Table 3's form goes first; a mixture takes from table 2's what only that form can tell.
    for form_id in (story.report.form["t3"], story.report.form["t2"]):
        for relation in load(form_id).prose:
            if relation.id == relation_id and all(cell in story.report.values for cell in relation.sums[0]):
                return relation
    return None


def _sum(cells: tuple[str, ...], values: Mapping[str, int | float]) -> int | float:
    return sum(values[cell] for cell in cells)


def _value(rng: Random, story: Story, relation: ProseRelation) -> int:
    if relation.relation == "<=":
        return rng.randint(1, max(1, int(_sum(relation.sums[0], story.report.values) * _YUAN)))
    chosen = relation.sums[-1] if rng.random() < _OTHER_SUM else relation.sums[0]
    truth = int(_sum(chosen, story.report.values))
    if rng.random() >= _CONTRADICTS:
        return truth
    return max(0, truth + rng.choice((-2, -1, 1, 1, 2, 10)))


def _agrees(relation: ProseRelation, value: int, gold: Mapping[str, Value]) -> bool:
    """Return whether the printed tables allow the value; a blank, a worded or a missing cell allows any."""
    sums = [[gold.get(cell) for cell in cells] for cells in relation.sums]
    return any(_allows(relation, value, terms) for terms in sums)


def _allows(relation: ProseRelation, value: int, terms: list[Value]) -> bool:
    known = [term for term in terms if isinstance(term, int | float)]
    if len(known) < len(terms):
        return True
    told_value = value * relation.scale
    return told_value <= sum(known) + 1e-9 if relation.relation == "<=" else told_value == sum(known)
