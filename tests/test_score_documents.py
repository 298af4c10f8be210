"""The score of one document, counted by hand on table 4: three rows of five cells."""

from dataclasses import replace

import pytest

from girml.records import Cell, Finding, Report, State, TableId, Value
from girml.records.annotation import Annotation, Misprint
from girml.score import CellCounts, score

DIRECT, AFTER = "t4.litigation_direct", "t4.litigation_after_reconsideration"
FIRST = "t4.reconsideration"
COLUMNS = ("upheld", "corrected", "other", "pending", "total")


def row(name: str, *values: Value) -> dict[str, Value]:
    """Return the cells of a row of table 4."""
    return {f"{name}.{column}": value for column, value in zip(COLUMNS, values, strict=True)}


PRINTED = row(FIRST, 2, 0, 0, 1, 3) | row(DIRECT, 0, None, None, None, "无案件")
"""The third row is not printed."""

GOLD = Annotation("a", "", "cells", "f", "l", "b", 2023, {"t4": "2021"}, PRINTED, ())

Said = dict[str, tuple[State, Value, bool]]


def plainly(printed: dict[str, Value]) -> Said:
    """Return what a report says that reads every printed cell."""
    said: Said = {
        name: ("blank", None, False) if value is None else ("read", value, False) for name, value in printed.items()
    }
    return said | {f"{AFTER}.{column}": ("absent", None, False) for column in COLUMNS}


def report(said: Said, *findings: Finding, form: dict[TableId, str] | None = None) -> Report:
    """Return a report that says this of its cells."""
    cells = tuple(
        Cell(name, value, None, None, None, None, None, state, 0.99, review)
        for name, (state, value, review) in said.items()
    )
    return Report("", "", "utf-8", 1, 1, 0, 0, "m", form=form or {"t4": "2021"}, cells=cells, findings=findings)


def misprint(*sets: tuple[str, ...]) -> Finding:
    """Return a misprint finding with its minimal sets."""
    return Finding("misprint", "", tuple(dict.fromkeys(cell for cells in sets for cell in cells)), sets)


def test_all_cells_as_printed_are_exactly_right() -> None:
    found = score(report(plainly(PRINTED)), GOLD)
    assert found.exact
    assert found.cells == CellCounts(cells=15, right=15, nonzero=4, nonzero_right=4)
    assert found.tables == {"t4": found.cells}


def test_errors_are_counted_by_hand() -> None:
    said = plainly(PRINTED) | {
        f"{FIRST}.upheld": ("read", 1, False),  # wrong, silent, not zero
        f"{FIRST}.corrected": ("blank", None, False),  # wrong, silent, a zero
        f"{FIRST}.pending": ("unresolved", 1, True),  # wrong, marked, not zero
        f"{FIRST}.total": ("read", 3, True),  # right, under review
        f"{DIRECT}.corrected": ("read", 0, True),  # wrong, marked, a blank
        f"{AFTER}.total": ("read", 3, False),  # wrong, silent, not printed
    }
    found = score(report(said), GOLD)
    assert not found.exact
    assert found.cells == CellCounts(cells=15, right=10, silent=3, nonzero=4, nonzero_right=2, reviewed=1, unresolved=1)


def test_undecided_cells_that_are_marked_leave_a_report_exactly_right() -> None:
    marked = frozenset({f"{FIRST}.upheld", f"{FIRST}.pending"})
    said = plainly(PRINTED) | dict.fromkeys(marked, ("unresolved", 1, True))
    assert score(report(said), replace(GOLD, undecided=marked)).exact
    assert not score(report(plainly(PRINTED)), replace(GOLD, undecided=marked)).exact


def test_counts_are_kept_by_table() -> None:
    annotation = replace(GOLD, form={"t2": "2021", "t4": "2021"})
    found = score(report(plainly(PRINTED), form={"t2": "2021", "t4": "2021"}), annotation)
    assert found.tables["t2"] == CellCounts(cells=10, right=10)
    assert found.tables["t4"].cells == 15
    assert found.cells.cells == 25


def test_a_report_that_fills_a_table_gold_does_not_have_is_not_exactly_right() -> None:
    said: Said = {"t2.rules.made": ("read", 7, False)}
    found = score(report(plainly(PRINTED) | said), GOLD)
    assert not found.exact
    assert (found.cells.right, found.cells.cells) == (15, 15)


def test_absent_cells_of_a_table_gold_does_not_have_do_no_harm() -> None:
    said: Said = {"t2.rules.made": ("absent", None, False)}
    assert score(report(plainly(PRINTED) | said), GOLD).exact


WRONG_TOTAL = replace(GOLD, misprints=(Misprint("total", (f"{FIRST}.total",)),))


def test_review_of_cells_that_explain_a_recorded_misprint_is_counted_apart() -> None:
    said = plainly(PRINTED) | {
        f"{FIRST}.upheld": ("read", 2, True),
        f"{FIRST}.total": ("read", 3, True),
        f"{DIRECT}.upheld": ("read", 0, True),
    }
    alarm = misprint((f"{FIRST}.upheld",), (f"{FIRST}.total",))
    found = score(report(said, alarm), WRONG_TOTAL)
    assert (found.cells.reviewed, found.cells.named, found.cells.named_reviewed) == (1, 2, 2)
    assert found.cells.right == 15


def test_review_for_a_finding_elsewhere_is_not_excused_by_a_recorded_misprint() -> None:
    said = plainly(PRINTED) | {f"{DIRECT}.total": ("read", "无案件", True)}
    found = score(report(said, misprint((f"{DIRECT}.total",))), WRONG_TOTAL)
    assert (found.cells.reviewed, found.cells.named) == (1, 0)


SWAPPED = Misprint("swapped", (f"{FIRST}.upheld", f"{FIRST}.total"))


ONE = WRONG_TOTAL.misprints


@pytest.mark.parametrize(
    ("recorded", "finding", "expected"),
    [
        pytest.param(ONE, misprint((f"{FIRST}.total",)), 1, id="its cell alone"),
        pytest.param(ONE, misprint((f"{FIRST}.upheld",), (f"{FIRST}.total",)), 1, id="in one set of two"),
        pytest.param(ONE, misprint((f"{FIRST}.upheld",)), 0, id="another cell"),
        pytest.param(
            ONE,
            Finding("misprint", "", (f"{FIRST}.total",), ((f"{FIRST}.upheld",),)),
            0,
            id="named beside the sets",
        ),
        pytest.param((SWAPPED,), misprint((f"{FIRST}.upheld",)), 1, id="one of its two cells"),
        pytest.param((SWAPPED, *ONE), misprint((f"{FIRST}.upheld",)), 1, id="one of two misprints"),
        pytest.param(ONE, Finding("inconsistent", "", (f"{FIRST}.total",)), 0, id="the whole table is no set"),
        pytest.param(ONE, Finding("heuristic", "", (f"{FIRST}.total",)), 0, id="another kind"),
    ],
)
def test_a_misprint_is_found_where_a_minimal_set_holds_one_of_its_cells(
    recorded: tuple[Misprint, ...], finding: Finding, expected: int
) -> None:
    found = score(report(plainly(PRINTED), finding), replace(GOLD, misprints=recorded))
    assert (found.misprints, found.misprints_found) == (len(recorded), expected)


def test_misprint_findings_are_false_alarms_only_where_none_is_recorded() -> None:
    alarms = (misprint((f"{FIRST}.total",)), misprint((f"{DIRECT}.total",)), Finding("inconsistent", ""))
    assert score(report(plainly(PRINTED), *alarms), GOLD).false_alarms == 2
    assert score(report(plainly(PRINTED), *alarms), WRONG_TOTAL).false_alarms == 0


def test_a_text_without_a_form_is_exactly_right_where_nothing_is_read() -> None:
    nothing = replace(GOLD, form={}, cells={})
    silent = replace(report({}), form=None)
    assert score(silent, nothing).exact
    assert not score(report(plainly(PRINTED)), nothing).exact
