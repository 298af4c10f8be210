"""Systems run over documents: every document once, in order, whatever the number of processes."""

from dataclasses import replace
from pathlib import Path

import pytest

from girml.evaluation import Plan, Selection, outcomes
from girml.writers import contract
from tests.corpora import CELLS
from tests.evaluations import generated, reading

DOCUMENTS = tuple(generated(f"{number:02}", note=f"{number}。") for number in range(20))
SELECTION = Selection(DOCUMENTS, DOCUMENTS)
PLAN = Plan(Path("here"), systems=("regex", "zeros"), workers=1)


def test_the_number_of_processes_changes_nothing() -> None:
    one, two = (list(outcomes(replace(PLAN, workers=workers), SELECTION)) for workers in (1, 2))
    assert [outcome.id for outcome in one] == [document.id for document in DOCUMENTS]
    assert one == two


def test_each_system_is_scored_on_each_document() -> None:
    found = next(outcomes(PLAN, SELECTION))
    assert set(found.judged) == {"regex", "zeros"}
    assert found.judged["zeros"].score.cells.right == 11
    assert found.judged["zeros"].score.cells.silent == 4
    assert (found.keys["kind"], found.damaged) == ("rows", False)


def test_reports_written_before_are_scored_beside_the_systems(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    with file.open("w", encoding="utf-8") as out:
        contract.write_lines([reading(one, *CELLS[:2]) for one in DOCUMENTS], out)
    plan = replace(PLAN, systems=("zeros",), predictions=(("old", file),))
    found = list(outcomes(plan, SELECTION))
    assert {tuple(one.judged) for one in found} == {("zeros", "old")}
    assert {one.judged["old"].score.cells.right for one in found} == {13}


@pytest.mark.parametrize("damage", [pytest.param((), id="whole"), pytest.param(("one_line",), id="damaged")])
def test_it_is_kept_whether_a_document_was_damaged(damage: tuple[str, ...]) -> None:
    one = (generated(damage=damage),)
    assert next(outcomes(replace(PLAN, systems=("zeros",)), Selection(one, one))).damaged is bool(damage)
