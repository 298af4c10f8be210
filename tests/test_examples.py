"""The example reports against what is right for them: every cell, heading, field and failing check."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from girml.pipeline import Extractor
from girml.records import Report

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = ("cells_nbsp", "cells_plain", "pipes_blank", "spaces_2019", "tabs")

Expected = dict[str, Any]


def text_of(name: str) -> str:
    """Return the text of an example, line ends untouched."""
    return (EXAMPLES / f"{name}.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def reports(extractor: Extractor) -> dict[str, Report]:
    """Return the report of each example."""
    return {name: extractor(text_of(name)) for name in NAMES}


@pytest.fixture(scope="module")
def expected() -> dict[str, Expected]:
    """Return what is right for each example."""
    return {name: json.loads((EXAMPLES / "expected" / f"{name}.json").read_text(encoding="utf-8")) for name in NAMES}


def test_every_example_has_its_expected_results() -> None:
    assert tuple(sorted(path.stem for path in EXAMPLES.glob("*.txt"))) == NAMES
    assert tuple(sorted(path.stem for path in (EXAMPLES / "expected").glob("*.json"))) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_has_its_value(reports: dict[str, Report], expected: dict[str, Expected], name: str) -> None:
    assert {cell.id: cell.value for cell in reports[name].cells} == expected[name]["cells"]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_printed_or_blank_and_stands_where_it_says(
    reports: dict[str, Report], expected: dict[str, Expected], name: str
) -> None:
    text = text_of(name)
    for cell in reports[name].cells:
        assert cell.state == ("blank" if expected[name]["cells"][cell.id] is None else "read")
        if cell.state == "read":
            assert cell.text
            assert text[cell.start : cell.end] == cell.text


@pytest.mark.parametrize("name", NAMES)
def test_every_heading_stands_at_its_exact_place(
    reports: dict[str, Report], expected: dict[str, Expected], name: str
) -> None:
    text = text_of(name)
    found = [
        {
            "number": one.number,
            "text": text[one.heading_start : one.heading_end],
            "start": one.heading_start,
            "end": one.heading_end,
        }
        for one in reports[name].sections
    ]
    assert found == expected[name]["headings"]
    assert len(found) == 6


@pytest.mark.parametrize("name", NAMES)
def test_head_and_form_are_read(reports: dict[str, Report], expected: dict[str, Expected], name: str) -> None:
    report, right = reports[name], expected[name]
    assert report.form == right["form"]
    assert (report.title and asdict(report.title)) == right["title"]
    found = {key: getattr(report, key) for key in ("agency", "year", "published")}
    assert {key: field and field.value for key, field in found.items()} == {key: right[key] for key in found}


@pytest.mark.parametrize("name", NAMES)
def test_exactly_the_rules_fail_that_the_print_breaks(
    reports: dict[str, Report], expected: dict[str, Expected], name: str
) -> None:
    failing = sorted(check.id for check in reports[name].checks if check.holds is False)
    assert failing == sorted(expected[name]["checks_failing"])


@pytest.mark.parametrize("name", ["cells_nbsp", "cells_plain", "tabs"])
def test_where_all_is_printed_all_rules_hold(reports: dict[str, Report], name: str) -> None:
    assert [check.holds for check in reports[name].checks] == [True] * 42
    assert not any(cell.review for cell in reports[name].cells)


def test_the_misprint_stays_as_printed_beside_the_figure_that_would_be_right(reports: dict[str, Report]) -> None:
    report = reports["spaces_2019"]
    wrong = ("t3.processed.natural_person", "t3.processed.total")
    (finding,) = [one for one in report.findings if one.kind == "misprint"]
    assert (finding.cells, finding.sets) == (wrong, (wrong,))
    assert finding.rules == (
        "c.t3.balance.natural_person", "c.t3.balance.total", "c.t3.handled.natural_person", "c.t3.handled.total",
    )  # fmt: skip
    assert {(cell.id, cell.value, cell.suggested, cell.review) for cell in report.cells if cell.id in wrong} == {
        (wrong[0], 8, 4, True),
        (wrong[1], 8, 4, True),
    }
    assert {cell.suggested for cell in report.cells if cell.id not in wrong} == {None}


def test_a_sentence_in_a_cell_is_its_value(reports: dict[str, Report]) -> None:
    worded = [cell for cell in reports["spaces_2019"].cells if isinstance(cell.value, str)]
    assert [(cell.id, cell.value == cell.text) for cell in worded] == [("t2.licences.change", True)]


def test_empty_cells_are_blank_and_leave_their_rules_open(reports: dict[str, Report]) -> None:
    report = reports["pipes_blank"]
    assert sum(cell.state == "blank" for cell in report.cells) == 168
    holds = [check.holds for check in report.checks]
    assert (holds.count(True), holds.count(None), len(holds)) == (2, 40, 42)


def test_all_examples_together_hold_998_cells_of_which_36_print_a_figure_above_zero(
    reports: dict[str, Report],
) -> None:
    cells = [cell for report in reports.values() for cell in report.cells]
    assert len(cells) == 998
    assert sum(cell.state == "read" and cell.value != 0 for cell in cells) == 36
