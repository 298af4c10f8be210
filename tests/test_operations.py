"""Operations: the one slip that explains rules which fail in several cells."""

import pytest

from girml.forms import load
from girml.reconcile.operations import Operation, operations, slip

TABLE_3 = load("2021").tables["t3"]
COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_services", "other_organisation", "total")


def figures(**rows: tuple[int | None, ...]) -> dict[str, int]:
    """Return the figures of table 3 by cell, zeros but for these rows; None for a cell that shows nothing."""
    known: dict[str, int] = {}
    for row in TABLE_3.rows:
        printed = rows.get(row.id.removeprefix("t3."), (0,) * 7)
        known |= {cell.id: value for cell, value in zip(row.cells, printed, strict=True) if value is not None}
    return known


RIGHT = (2, 1, 3, 0, 0, 0, 6)


def test_where_all_rules_hold_no_operation_is_found() -> None:
    assert operations(TABLE_3, figures(received=RIGHT, granted=RIGHT, processed=RIGHT)) == []


def test_a_row_printed_a_cell_further_is_found_and_the_rules_fill_what_it_left() -> None:
    known = figures(received=(None, 2, 1, 3, 0, 0, 0), granted=RIGHT, processed=RIGHT)
    values = {"natural_person": 2, "business": 1, "research": 3, "public_welfare": 0, "total": 6}
    cells = tuple(f"t3.received.{column}" for column in values)
    assert operations(TABLE_3, known) == [
        Operation("row t3.received read a cell further left", cells, tuple(values.values()))
    ]


def test_two_cells_in_each_others_place_are_found() -> None:
    known = figures(received=RIGHT, granted=(2, 3, 1, 0, 0, 0, 6), processed=RIGHT)
    cells = ("t3.granted.business", "t3.granted.research")
    words = "t3.granted.business and t3.granted.research in each other's place"
    assert operations(TABLE_3, known) == [Operation(words, cells, (1, 3))]


def test_a_figure_that_only_two_slips_explain_is_no_operation() -> None:
    assert operations(TABLE_3, figures(received=RIGHT, granted=(9, 1, 3, 0, 0, 0, 6), processed=RIGHT)) == []


@pytest.mark.parametrize(
    ("printed", "needed", "words"),
    [
        (8, 4, "counted twice"),
        (12, 1200, None),
        (12, 102, "a digit lost"),
        (112, 12, "a digit too many"),
        (0, 3, "left out"),
        (31, 13, "digits in another order"),
        (31, 14, None),
        (1.5, 2.5, None),
    ],
)
def test_the_slip_behind_a_figure_is_told(printed: float, needed: float, words: str | None) -> None:
    assert slip(printed, needed) == words
