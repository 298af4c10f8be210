"""What may be asked of an evaluation."""

from pathlib import Path

import pytest

from girml.errors import UsageError
from girml.evaluation import Plan
from girml.evaluation.planning import check

HERE, FILE = Path("here"), Path("a.jsonl")
SYSTEMS = "name deterministic, learned, regex, zeros, or a pack's folder."


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        pytest.param(Plan(HERE, systems=("crf",)), f"There is no system 'crf': {SYSTEMS}", id="unknown system"),
        pytest.param(
            Plan(HERE, by=("kind", "colour")),
            "There is no stratum 'colour': name one of kind, flattener, library, form, year.",
            id="unknown stratum",
        ),
        pytest.param(
            Plan(HERE, systems=("zeros", "zeros")),
            "Two systems go by the name 'zeros': give each a name of its own.",
            id="a system twice",
        ),
        pytest.param(
            Plan(HERE, predictions=(("regex", FILE),)),
            "Two systems go by the name 'regex': give each a name of its own.",
            id="reports under the name of a system",
        ),
    ],
)
def test_what_there_is_not_is_refused(plan: Plan, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        check(plan)
    assert str(refused.value) == message


def test_systems_come_before_what_was_written_before() -> None:
    plan = Plan(HERE, systems=("zeros",), predictions=(("old", FILE), ("new", FILE)))
    check(plan)
    assert plan.names == ("zeros", "old", "new")
