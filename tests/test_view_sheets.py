"""The form filled in: its grid, what stands in each cell, the reason of a cell, and where failing rules are drawn."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import girml
from girml.forms import FORM_IDS, load
from girml.records import Cell, Finding, Report
from girml.view.drawing import drawn, extents, feet
from girml.view.reasons import doubts, reasons
from girml.view.rules import Told, told
from girml.view.sheets import Sheet, sheets, shown

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def misprinted() -> Report:
    """Return the example that adds up wrongly."""
    return girml.load()((EXAMPLES / "spaces_2019.txt").read_text(encoding="utf-8"))


def failing(report: Report) -> list[Told]:
    """Return the failing checks of a report in words."""
    return [one for one in told(report) if one.check.holds is False]


def test_a_rule_in_words_lists_what_counts_and_how_much_does_not(misprinted: Report) -> None:
    balance = next(one for one in failing(misprinted) if one.check.id == "c.t3.balance.total")
    assert (balance.family, balance.about, balance.left_cells) == ("t3.balance", ("l.t3.col.total",), 2)
    assert [(term.cell, term.labels, term.number) for term in balance.left.terms + balance.right.terms] == [
        ("t3.received.total", ("l.t3.row.received",), 4),
        ("t3.processed.total", ("l.t3.row.processed",), 8),
    ]
    assert (balance.left.zeros, balance.right.zeros, balance.left.unknown) == (1, 1, 0)


def test_an_empty_cell_counts_nothing_that_is_known_and_a_nil_mark_is_zero(misprinted: Report) -> None:
    blanks = {"t3.received.business": "", "t3.received.research": "/", "t3.received.legal_services": None}
    cells = tuple(
        cell._replace(state="blank", value=None, text=blanks[cell.id]) if cell.id in blanks else cell
        for cell in misprinted.cells
    )
    every = told(replace(misprinted, cells=cells))
    left = next(one.left for one in every if one.check.id == "c.t3.row_total.received")
    assert ([term.number for term in left.terms], left.zeros, left.unknown) == ([4], 3, 2)


def drawn_at(report: Report) -> tuple[list[tuple[int, str]], list[list[tuple[int, list[str]]]]]:
    """Return the rules beside the lines of table 3, and those under it."""
    sheet = next(one for one in sheets(report, list(told(report))) if one.table == "t3")
    beside = [(y, one.check.id) for y, row in enumerate(sheet.rows) for one in row.failing]
    return beside, [[(foot.columns, [one.check.id for one in foot.failing]) for foot in line] for line in sheet.feet]


def test_a_column_that_does_not_add_up_has_its_rules_under_it(misprinted: Report) -> None:
    person = ["c.t3.balance.natural_person", "c.t3.handled.natural_person"]
    total = ["c.t3.balance.total", "c.t3.handled.total"]
    assert drawn_at(misprinted) == ([], [[(3, []), (1, person), (5, []), (1, total)]])


def test_a_row_that_does_not_add_up_has_its_rule_beside_it(misprinted: Report) -> None:
    cells = tuple(cell._replace(value=3) if cell.id == "t3.received.total" else cell for cell in misprinted.cells)
    checks = tuple(check._replace(holds=check.id != "c.t3.row_total.received") for check in misprinted.checks)
    beside, under = drawn_at(replace(misprinted, cells=cells, checks=checks))
    assert (beside, under) == ([(3, "c.t3.row_total.received")], [])


def test_a_table_of_one_line_has_its_rules_under_their_columns(misprinted: Report) -> None:
    checks = tuple(check._replace(holds=not check.id.startswith("c.t4.")) for check in misprinted.checks)
    sheet = list(sheets(misprinted, list(told(replace(misprinted, checks=checks)))))[-1]
    assert [[foot.columns for foot in line] for line in sheet.feet] == [[5, 5, 5]]


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_every_printed_grid_places_every_cell_once(form_id: str) -> None:
    for table in load(form_id).tables.values():
        grid = table.grids[0][1]
        places = extents(grid)
        assert set(places) == {cell.id for row in table.rows for cell in row.cells}
        assert len({(one.line, one.first) for one in places.values()}) == len(places)
        assert max(one.after for one in places.values()) == sum(place.columns for place in grid[0])


def test_rules_whose_columns_overlap_are_drawn_in_lines_of_their_own() -> None:
    found = list(feet({(0, 3): (), (2, 4): (), (4, 5): ()}))
    assert [[foot.columns for foot in line] for line in found] == [[3, 1, 1], [2, 2]]
    assert drawn({}, ()) == ({}, {})


def test_the_head_of_a_table_is_told_where_it_has_one(misprinted: Report) -> None:
    every: list[Sheet] = list(sheets(misprinted, []))
    assert [(one.table, one.head, one.unit, len(one.rows)) for one in every] == [
        ("t2", 0, None, 18),
        ("t3", 3, "件", 26),
        ("t4", 3, "件", 4),
    ]


def test_a_sheet_is_captioned_as_the_form_prints_it(misprinted: Report) -> None:
    assert next(sheets(misprinted, [])).caption == "二、主动公开政府信息情况"


def a_cell(**others: Any) -> Cell:
    """Return a cell that was read and is sure, unless said otherwise."""
    return Cell("t2.rules.made", 5, "5", 1, 2, None, None, "read", 0.999, False)._replace(**others)


REASONS = [
    pytest.param(a_cell(), (), None, id="sure"),
    pytest.param(a_cell(state="unresolved", review=True), (), "unresolved", id="unresolved"),
    pytest.param(a_cell(review=True), ("misprint",), "misprint", id="misprint"),
    pytest.param(a_cell(state="unresolved", review=True), ("misprint",), "unresolved", id="unresolved goes first"),
    pytest.param(a_cell(review=True), ("inconsistent",), "inconsistent", id="inconsistent"),
    pytest.param(a_cell(), ("inconsistent",), None, id="sure among inconsistent ones"),
    pytest.param(a_cell(state="derived"), (), "derived", id="derived"),
    pytest.param(a_cell(review=True), (), "low", id="low confidence"),
    pytest.param(a_cell(state="blank", review=True), (), "low", id="a blank that is not sure"),
    pytest.param(a_cell(state="blank"), (), "blank", id="blank"),
    pytest.param(a_cell(state="absent"), (), "absent", id="absent"),
]


@pytest.mark.parametrize(("cell", "kinds", "reason"), REASONS)
def test_a_cell_has_the_heaviest_reason(cell: Cell, kinds: tuple[str, ...], reason: str | None) -> None:
    findings = tuple(Finding(kind, "…", cells=(cell.id,)) for kind in kinds)
    report = Report("", "", "utf-8", 1, 1, 0, 0, "", cells=(cell,), findings=findings)
    assert reasons(report).get(cell.id) == reason
    assert doubts(report) == ({reason: 1} if cell.review else {})


SHOWN = [
    pytest.param(a_cell(text="５件"), "５件", id="as printed"),
    pytest.param(a_cell(value=15, text="1\n5", parts=((0, 1), (2, 3))), "15", id="in parts"),
    pytest.param(a_cell(state="blank", value=None, text="/"), "/", id="nil mark"),
    pytest.param(a_cell(state="blank", value=None, text=None), "", id="blank without a trace"),
    pytest.param(a_cell(state="derived", value=7, text=None), "7", id="derived"),
    pytest.param(a_cell(state="absent", value=None, text=None), "", id="absent"),
    pytest.param(a_cell(text="\u202e5"), "⟦U+202E⟧5", id="control character"),
]


@pytest.mark.parametrize(("cell", "text"), SHOWN)
def test_a_cell_shows_what_is_printed_or_likeliest(cell: Cell, text: str) -> None:
    assert shown(cell) == text


def test_the_example_has_its_doubts_counted(misprinted: Report) -> None:
    assert doubts(misprinted) == {"misprint": 2, "low": 1}
    assert Counter(reasons(misprinted).values()) == {"misprint": 2, "low": 1}
