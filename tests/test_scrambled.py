"""Tables whose figures stand apart from their labels: an order counts only where the rules or the lines prove it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from girml.evidence import Evidence
from girml.forms import load
from girml.layout.places import Row
from girml.layout.scrambled import has_own, respread
from girml.layout.segments import ORPHAN, Entry, Segment
from girml.records import Table, TableId, Value

Segments = Callable[[str], list[Segment]]
Spread = dict[str, tuple[Evidence, tuple[Value, ...]]]
Respread = Callable[[str, Table], Spread]

EXAMPLES = Path(__file__).parent.parent / "examples"
TABLE_2, TABLE_3 = load("2021").tables["t2"], load("2021").tables["t3"]
R1, R2, R3 = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开"
LABELS = f"{R1}\n{R2}\n{R3}\n"


def rows_of(segments: list[Segment], table: Table) -> tuple[list[Row], list[Entry]]:
    """Return the rows of a table among segments, the first of each label, and all that is printed."""
    by_label = {one.label: one for one in reversed(segments)}
    rows: list[Row] = [(row, by_label[row.label]) for row in table.rows if row.label in by_label]
    return rows, [entry for one in segments for entry in one.printed]


@pytest.fixture
def spread(segment: Segments) -> Respread:
    """Return a function from a source to the evidence and values of each row that is spread anew."""

    def found(source: str, table: Table) -> Spread:
        segments = segment(source)
        rows, figures = rows_of(segments, table)
        orphan = segments[0] if segments[0].label == ORPHAN else None
        return {
            row: (options[0].evidence, tuple(reading.value for reading in options[0].readings))
            for row, options in respread(table, rows, orphan, figures).items()
        }

    return found


def lines(*rows: str) -> str:
    """Return figures one a line."""
    return "\n".join(" ".join(rows).split()) + "\n"


def test_rows_with_figures_of_their_own_are_left_alone(spread: Respread) -> None:
    assert spread(f"{R1} 1 0 2 0 0 0 3\n{R2} 4 0 0 0 0 1 5\n", TABLE_3) == {}


@pytest.mark.parametrize("table", ["t2", "t3"])
@pytest.mark.parametrize("name", ["cells_nbsp", "cells_plain", "spaces_2019", "tabs"])
def test_no_order_is_looked_for_where_every_row_has_its_own(segment: Segments, name: str, table: TableId) -> None:
    source = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    own = load("2019" if "2019" in name else "2021").tables[table]
    rows, figures = rows_of(segment(source), own)
    assert has_own(rows)
    assert respread(own, rows, None, figures) == {}


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(LABELS + "1 0 2 0 0 0 3\n", id="a row without figures"),
        pytest.param(f"{R1} 1 0 2 0 0 0 3\n{R2} 4 0 0 0 0 1 5 7\n", id="one too many"),
        pytest.param(f"{R1}|1|0|2|0|0|0|3\n{R2}||||||||\n", id="a row of blanks"),
    ],
)
def test_an_order_is_looked_for_where_a_row_has_none_or_too_many(segment: Segments, source: str) -> None:
    rows, _ = rows_of(segment(source), TABLE_3)
    assert len(rows) > 1
    assert not has_own(rows)


def test_labels_then_figures_row_after_row(spread: Respread) -> None:
    source = LABELS + lines("1 0 2 0 0 0 3", "4 0 0 0 0 1 5", "0 6 0 1 0 0 7")
    assert spread(source, TABLE_3) == {
        "t3.received": (Evidence.ROW_AFTER_ROW, (1, 0, 2, 0, 0, 0, 3)),
        "t3.brought_forward": (Evidence.ROW_AFTER_ROW, (4, 0, 0, 0, 0, 1, 5)),
        "t3.granted": (Evidence.ROW_AFTER_ROW, (0, 6, 0, 1, 0, 0, 7)),
    }


def test_labels_then_figures_column_after_column(spread: Respread) -> None:
    source = LABELS + lines("1 4 0", "0 0 6", "2 0 0", "0 0 1", "0 0 0", "0 1 0", "3 5 7")
    assert spread(source, TABLE_3) == {
        "t3.received": (Evidence.COLUMN_AFTER_COLUMN, (1, 0, 2, 0, 0, 0, 3)),
        "t3.brought_forward": (Evidence.COLUMN_AFTER_COLUMN, (4, 0, 0, 0, 0, 1, 5)),
        "t3.granted": (Evidence.COLUMN_AFTER_COLUMN, (0, 6, 0, 1, 0, 0, 7)),
    }


UNDECIDED = (Evidence.TOO_MANY, (None,) * 7)


def test_zeros_are_the_same_in_every_order(spread: Respread) -> None:
    zeros = (Evidence.ROW_AFTER_ROW, (0,) * 7)
    rows = ("t3.received", "t3.brought_forward", "t3.granted")
    assert spread(LABELS + lines("0 " * 21), TABLE_3) == dict.fromkeys(rows, zeros)


def test_figures_whose_totals_no_order_keeps_stay_undecided(spread: Respread) -> None:
    figures = lines("1 0 2 0 0 0 9", "4 0 0 0 0 1 9", "0 6 0 1 0 0 9")
    assert spread(LABELS + figures, TABLE_3) == {
        "t3.received": UNDECIDED,
        "t3.brought_forward": UNDECIDED,
        "t3.granted": UNDECIDED,
    }


def test_each_row_of_figures_before_its_label(spread: Respread) -> None:
    source = f"自然人 法人或其他组织 总计\n1 0 2 0 0 0 3\n{R1}\n4 0 0 0 0 1 5\n{R2}\n0 6 0 1 0 0 7\n{R3}\n"
    assert spread(source, TABLE_3) == {
        "t3.received": (Evidence.BEFORE_LABEL, (1, 0, 2, 0, 0, 0, 3)),
        "t3.brought_forward": (Evidence.BEFORE_LABEL, (4, 0, 0, 0, 0, 1, 5)),
        "t3.granted": (Evidence.BEFORE_LABEL, (0, 6, 0, 1, 0, 0, 7)),
    }


def test_a_table_without_rules_is_spread_where_each_line_has_the_cells_of_its_row(spread: Respread) -> None:
    assert spread("规章\n行政规范性文件\n1 2 3\n4 5 6\n", TABLE_2) == {
        "t2.rules": (Evidence.ROW_AFTER_ROW, (1, 2, 3)),
        "t2.normative_documents": (Evidence.ROW_AFTER_ROW, (4, 5, 6)),
    }


def test_a_table_without_rules_stays_undecided_where_no_lines_show_the_rows(spread: Respread) -> None:
    nothing = (Evidence.TOO_MANY, (None,) * 3)
    assert spread("规章\n行政规范性文件\n" + lines("1 2 3 4 5 6"), TABLE_2) == {
        "t2.rules": nothing,
        "t2.normative_documents": nothing,
    }
