"""Reports that were written before: each matched to its document, none left over, none doubled."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from girml.errors import InputError
from girml.evaluation import Selection
from girml.evaluation.predicting import predicted
from girml.records import Report
from girml.writers import contract
from tests.corpora import CELLS
from tests.evaluations import generated, reading

A, B, C = (generated(name, note=f"{name}。") for name in "abc")
ALL = Selection((A, B, C), (A, B, C))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the place of a file of reports."""
    return tmp_path / "reports.jsonl"


def write(file: Path, reports: Iterable[Report]) -> None:
    """Write reports to a file."""
    with file.open("w", encoding="utf-8") as out:
        contract.write_lines(reports, out)


def test_a_report_is_of_the_document_whose_id_is_its_source(file: Path) -> None:
    write(file, [reading(C), reading(A, CELLS[0]), replace(reading(B), sha256="0" * 64)])
    found = predicted(file, ALL)
    assert {name: one.score.exact for name, one in found.items()} == {"a": False, "b": True, "c": True}
    assert found["a"].model == "by-hand"


def test_a_report_is_of_the_document_whose_text_has_its_sha256(file: Path) -> None:
    write(file, [replace(reading(one), source=f"made/texts/{one.id}.txt") for one in (B, A, C)])
    assert set(predicted(file, ALL)) == {"a", "b", "c"}


def test_documents_of_one_text_have_a_report_each(file: Path) -> None:
    twins = tuple(replace(A, id=name) for name in ("a1", "a2"))
    reports = [replace(reading(one), source=f"{one.id}.txt") for one in twins]
    write(file, reports)
    assert set(predicted(file, Selection(twins, twins))) == {"a1", "a2"}
    write(file, [*reports, reports[0]])
    with pytest.raises(InputError, match="has more than one report of a1: keep one"):
        predicted(file, Selection(twins, twins))


def test_of_several_reports_in_a_text_the_first_is_scored(file: Path) -> None:
    second = replace(reading(A, CELLS[0]), index=2, of=2)
    write(file, [replace(reading(A), of=2), second, reading(B), reading(C)])
    assert predicted(file, ALL)["a"].score.exact


def test_documents_that_were_not_drawn_may_have_reports_or_none(file: Path) -> None:
    write(file, [reading(A), reading(B)])
    assert set(predicted(file, Selection(ALL.documents, (A,)))) == {"a"}


@pytest.mark.parametrize(
    ("reports", "told"),
    [
        pytest.param([reading(B)], "has no report of a, c: extract these documents too.", id="missing"),
        pytest.param(
            [reading(A), reading(B), reading(C), reading(B)],
            "has more than one report of b: keep one report a document.",
            id="doubled",
        ),
        pytest.param(
            [reading(A), reading(B), reading(C), reading(generated("d", note="d"))],
            "has reports of what is no document here: d: take them out, or name their split.",
            id="foreign",
        ),
    ],
)
def test_missing_doubled_and_foreign_documents_are_errors(file: Path, reports: list[Report], told: str) -> None:
    write(file, reports)
    with pytest.raises(InputError) as refused:
        predicted(file, ALL)
    assert str(refused.value) == f"{file} {told}"


def test_five_documents_are_named_at_most(file: Path) -> None:
    many = tuple(generated(str(number), note=str(number)) for number in range(7))
    write(file, [])
    with pytest.raises(InputError, match="has no report of 0, 1, 2, 3, 4 and 2 more: extract"):
        predicted(file, Selection(many, many))
