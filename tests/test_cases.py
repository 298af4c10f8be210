"""The golden cases of `tests/cases/*.jsonl`: what is right for each text, known failures among them."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from girml.forms import load
from girml.pipeline import Extractor
from girml.records import Cell, Report, TableId, Value

ROOT = Path(__file__).parent.parent
Case = dict[str, Any]
State = tuple[str, Value]

KINDS = (
    "around", "cells", "figures", "filling", "forms", "glued", "layout", "lost", "ocr", "pdf", "rows", "scrambled",
    "words",
)  # fmt: skip
LEAST_CASES, LEAST_PASSING = 60, 45


def _cases() -> Iterator[Case]:
    for path in sorted((ROOT / "tests" / "cases").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line:
                yield json.loads(line)


CASES = list(_cases())
KNOWN_FAILURES = [case["id"] for case in CASES if "known_failure" in case]


def _marks(case: Case) -> list[pytest.MarkDecorator]:
    reason = case.get("known_failure")
    return [pytest.mark.xfail(strict=True, reason=reason)] if reason else []


def expected_cells(case: Case) -> dict[str, State]:
    """Return state and value of every cell of the case's forms: as its rows list them, else absent."""
    states: dict[str, State] = {}
    forms: dict[TableId, str] = case["form"] or {}
    for table_id, form_id in forms.items():
        for row in load(form_id).tables[table_id].rows:
            printed = case["rows"].get(row.id)
            for number, cell in enumerate(row.cells):
                states[cell.id] = ("absent", None) if printed is None else _printed(printed[number])
    states |= dict.fromkeys(case.get("unresolved", ()), ("unresolved", None))
    return states | {cell: ("derived", value) for cell, value in case.get("derived", {}).items()}


def _printed(value: Value) -> State:
    return ("blank", None) if value is None else ("read", value)


def state(cell: Cell) -> State:
    """Return state and value of a cell; of an unresolved one the state alone."""
    return cell.state, None if cell.state == "unresolved" else cell.value


def notes(case: Case, reports: list[Report], first: Report) -> dict[str, Any]:
    """Return what was found for each key of a case that is there beside its form, rows and checks."""
    report, cells = reports[0], {cell.id: cell for cell in reports[0].cells}
    text = case["text"]
    kinds = {finding.kind for one in (*reports, first) for finding in one.findings}
    fields = {key: getattr(report, key) for key in ("title", "agency", "year", "published")}
    found = {
        **{key: field and field.value for key, field in fields.items()},
        "headings": [[one.number, text[one.heading_start : one.heading_end]] for one in report.sections],
        "reports": len(reports),
        "findings": [kind for kind in case.get("findings", ()) if kind in kinds],
        "units": {cell: cells[cell].unit for cell in case.get("units", ())},
        "texts": {cell: text[cells[cell].start : cells[cell].end] for cell in case.get("texts", ())},
        "suggested": {cell: cells[cell].suggested for cell in case.get("suggested", ())},
    }
    return {key: value for key, value in found.items() if key in case}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"], marks=_marks(case)) for case in CASES])
def test_a_case_is_read_as_it_is_right(extractor: Extractor, case: Case) -> None:
    reports = extractor.all(case["text"])
    report = reports[0]
    assert report.form == case["form"]
    assert {cell.id: state(cell) for cell in report.cells} == expected_cells(case)
    assert sorted(check.id for check in report.checks if check.holds is False) == sorted(case.get("failing", ()))
    found = notes(case, reports, extractor(case["text"]))
    assert found == {key: case[key] for key in found}


def test_each_case_has_a_name_of_its_own_under_its_kind() -> None:
    assert [case["id"] for case in CASES if case["id"].split("/")[0] != case["kind"]] == []
    assert [name for name, count in Counter(case["id"] for case in CASES).items() if count > 1] == []
    assert all(case["note"] for case in CASES)


def test_every_key_of_a_case_is_one_that_is_compared() -> None:
    known = {
        "id", "kind", "note", "text", "form", "rows", "unresolved", "derived", "failing", "findings", "title", "agency",
        "year", "published", "headings", "units", "texts", "suggested", "reports", "known_failure",
    }  # fmt: skip
    assert {key for case in CASES for key in case} - known == set()
    assert {cell for case in CASES for cell in expected_cells(case)} - {
        cell.id
        for form_id in ("2019", "2021")
        for table in load(form_id).tables.values()
        for row in table.rows
        for cell in row.cells
    } == set()


def test_there_are_enough_cases_of_every_kind_and_enough_pass() -> None:
    assert len(CASES) >= LEAST_CASES
    assert len(CASES) - len(KNOWN_FAILURES) >= LEAST_PASSING
    passing = {case["kind"] for case in CASES if case["id"] not in KNOWN_FAILURES}
    assert passing == set(KINDS)


def test_the_cases_hold_texts_without_a_form_and_texts_with_two_reports() -> None:
    assert any(case["form"] is None for case in CASES)
    assert any(case.get("reports", 1) > 1 for case in CASES)


def test_the_readme_states_how_many_cases_there_are_and_how_many_fail() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    stated = re.search(r"(\d+) golden cases\D*?(\d+) of them known failures", readme)
    assert stated is not None
    assert (int(stated[1]), int(stated[2])) == (len(CASES), len(KNOWN_FAILURES))
