"""What prose tells beside what the tables print: it confirms, or questions; it never overwrites."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from girml.forms import load
from girml.prose.sentences import Sentence
from girml.prose.words import Count, told
from girml.records import Cell, Finding, ProseRelation, TableId, View
from girml.rules import Number
from girml.text.view import source_span

_LONGEST = 60
_NEAR = 1e-9
_SURE = 0.8
"""Figures that are read less surely are held against nothing: the reading is in doubt before the prose is."""
_BESIDE = {
    "p.fee_none": "that no fee was collected",
    "p.proposals_deputies": "{} proposals of deputies",
    "p.proposals_members": "{} proposals of members",
}
"""What is told beside the tables, by relation: there is no cell for it."""


class Told(NamedTuple):
    """A count told at [start, end) of the source: its relation, its value, and the sentence."""

    relation: str
    value: int
    start: int
    end: int
    sentence: str


def prose_findings(
    view: View, found: Sequence[Sentence], form: Mapping[TableId, str], cells: Sequence[Cell]
) -> Iterator[Finding]:
    """Yield a finding for each count that sentences tell: `prose_confirms` where the tables print as much,
    `prose_contradicts` where they print something else, `prose_told` where they print nothing to hold it against."""
    known, marked = dict(_known(cells)), {cell.id for cell in cells if cell.state == "blank" and cell.text}
    for one in _placed(view, found):
        yield _finding(one, _relation(form, one.relation), known, marked)


def _placed(view: View, found: Sequence[Sentence]) -> Iterator[Told]:
    for sentence, counts in told(found):
        for count in counts:
            yield _at(view, sentence, count)


def _at(view: View, sentence: Sentence, count: Count) -> Told:
    start, end = source_span(view, sentence.places[count.start], sentence.places[count.end - 1] + 1)
    text = sentence.text if len(sentence.text) <= _LONGEST else f"{sentence.text[:_LONGEST]}…"
    return Told(count.relation, count.value, start, end, text)


def _known(cells: Iterable[Cell]) -> Iterator[tuple[str, Number]]:
    for cell in cells:
        is_read = cell.state in ("read", "derived") and cell.confidence >= _SURE
        if is_read and isinstance(cell.value, (int, float)):
            yield cell.id, cell.value
        elif cell.state == "blank" and cell.text:
            yield cell.id, 0


def _relation(form: Mapping[TableId, str], relation_id: str) -> ProseRelation | None:
    """Return a relation of the report's forms: that of table 3 goes first, one with no cell to hold it against counts
    as none."""
    for form_id in dict.fromkeys((form["t3"], form["t2"])):
        for relation in load(form_id).prose:
            if relation.id == relation_id and relation.sums:
                return relation
    return None


def _finding(one: Told, relation: ProseRelation | None, known: Mapping[str, Number], marked: Set[str]) -> Finding:
    """Return what is to be said of a count; a nil mark (`marked`) agrees with none, but contradicts nothing."""
    place = {"rules": (one.relation,), "start": one.start, "end": one.end}
    if relation is None:
        what = _BESIDE.get(one.relation, "{}").format(one.value)
        return Finding("prose_told", f"The prose tells {what}: {one.sentence}", **place)  # type: ignore[arg-type]
    cells = tuple(dict.fromkeys(cell for terms in relation.sums for cell in terms))
    sums = [sum(known[cell] for cell in terms) for terms in relation.sums if all(cell in known for cell in terms)]
    if any(allows(relation, one.value, total) for total in sums):
        message = f"The prose tells {one.value}, as the tables print: {one.sentence}"
        return Finding("prose_confirms", message, cells, **place)  # type: ignore[arg-type]
    if len(sums) < len(relation.sums) or not marked.isdisjoint(cells):
        message = f"The prose tells {one.value}, and the tables print too little to compare: {one.sentence}"
        return Finding("prose_told", message, cells, **place)  # type: ignore[arg-type]
    printed = " or ".join(f"{' + '.join(terms)} = {total:g}" for terms, total in zip(relation.sums, sums, strict=True))
    message = f"The prose tells {one.value}, but the tables print {printed}: {one.sentence}"
    return Finding("prose_contradicts", message, cells, **place)  # type: ignore[arg-type]


def allows(relation: ProseRelation, value: int, total: Number) -> bool:
    """Return whether a count told in prose is what cells sum up to, in the way of its relation."""
    told_value = value * relation.scale
    return told_value <= total + _NEAR if relation.relation == "<=" else abs(told_value - total) <= _NEAR
