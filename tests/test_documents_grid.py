"""Tables as grids, and the rows and columns of the form among them."""

import pytest

from girml.documents.alignment import align
from girml.documents.blocks import Cell, Table
from girml.documents.grid import Grid, grid
from girml.documents.heads import heads
from girml.documents.laying import lay
from girml.documents.likeness import likeness
from girml.documents.outcomes import outcomes_of
from girml.documents.rows import rows_of
from girml.forms import load

MADE = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")


def shown(*lines: tuple[str | Cell, ...]) -> Grid | None:
    cells = tuple(tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in line) for line in lines)
    return grid(lay([Table(cells)]).tables[0])


def test_a_row_without_cells_is_none_unless_it_is_spanned() -> None:
    found = shown((), (Cell("甲", 1, 2), Cell("乙", 1, 2)), (), ("丙", "丁"), ())
    assert found is not None
    assert [[seat.cell.text for seat in row] for row in found] == [["甲", "乙"], ["甲", "乙"], ["丙", "丁"]]
    assert not shown((), ())


def test_a_cell_that_spans_stands_in_every_row_it_fills() -> None:
    found = shown((Cell("甲", 2, 2), "乙"), ("丙",), ("丁", "戊", "己"))
    assert found is not None
    assert [[(seat.cell.text, seat.column, seat.first) for seat in row] for row in found] == [
        [("甲", 0, True), ("乙", 2, True)],
        [("甲", 0, False), ("丙", 2, True)],
        [("丁", 0, True), ("戊", 1, True), ("己", 2, True)],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((("甲", "乙"), ("丙",)), id="a place left out"),
        pytest.param((("甲", "乙"), ("丙", "丁", "戊")), id="one too many"),
        pytest.param((("甲", Cell("乙", 1, 2)), (Cell("丙", 2),)), id="a place filled twice"),
        pytest.param(((Cell("甲", 1000, 1),), *((Cell("乙", 1000),),) * 200), id="more places than a form has"),
    ],
)
def test_cells_that_do_not_fill_a_table_make_no_grid(lines: tuple[tuple[str | Cell, ...], ...]) -> None:
    assert shown(*lines) is None


@pytest.mark.parametrize(
    ("label", "text", "least", "most"),
    [
        ("l.t2.row.rules", "规章", 1.0, 1.0),
        ("l.t2.row.licences", "行政许可事项", 0.7, 0.8),
        ("l.t3.row.processed", "（七）小计", 0.4, 0.4),
        ("l.t3.row.processed", "（六）其他处理", 0.0, 0.1),
    ],
)
def test_labels_are_alike_by_their_characters_or_their_number(label: str, text: str, least: float, most: float) -> None:
    assert least <= likeness("2021", label, text) <= most


def test_a_row_under_no_known_label_is_of_the_row_that_stands_there() -> None:
    found = shown(MADE, ("规章", "0", "1", "2"), ("行政机关规范性文件", "3", "4", "5"))
    assert found is not None
    assert {at: row.id for at, row in align(load("2021").tables["t2"], found)[1].items()} == {
        1: "t2.rules",
        2: "t2.normative_documents",
    }


def test_rows_under_the_heads_of_others_are_not_read() -> None:
    table = load("2021").tables["t2"]
    mixed = ("信息内容", "本年废止件数", "本年制发件数", "现行有效件数")
    rows = (("规章", "0", "1", "2"), ("行政规范性文件", "3", "4", "5"))
    for lines, is_read in (((MADE, *rows), True), ((mixed, *rows), False), (rows, False)):
        found = shown(*lines)
        assert found is not None
        assert (rows_of(table, found) is not None) == is_read


def test_a_row_that_the_form_does_not_know_is_told_and_one_left_blank_is_a_doubt() -> None:
    table = load("2021").tables["t2"]
    rows = (MADE, ("规章", "0", "1", "2"), ("行政规范性文件", "3", "4", "5"))
    local = shown(*rows, ("其他对外公开文件", "6", "7", "8"))
    assert local is not None
    read = rows_of(table, local)
    assert read is not None
    assert [(one.label, one.figures) for one in read.extras] == [("其他对外公开文件", ("6", "7", "8"))]
    blank = shown(*rows, ("其他对外公开文件", "", "", ""))
    assert blank is not None
    assert rows_of(table, blank) is None


def test_heads_stand_over_cells_from_the_nearest_up() -> None:
    assert heads("2019", "t3")["t3.received.research"] == (
        "l.t3.col.research", "l.t3.head.legal_persons", "l.t3.head.applicants",
    )  # fmt: skip
    assert heads("2021", "t2")["t2.fees.amount"] == ("l.t2.col.amount",)


def test_outcomes_in_three_tables_are_told_by_their_heads() -> None:
    table = load("2021").tables["t4"]
    columns = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    found = shown((Cell("复议后起诉", 5),), columns, ("1", "2", "-", "", "3"))
    assert found is not None
    read = outcomes_of(table, found)
    assert read is not None
    assert [row.row.id for row in read.rows] == ["t4.litigation_after_reconsideration"]
    assert [one.state for one in read.rows[0].candidates[0].readings] == ["read", "read", "blank", "blank", "read"]
    other = shown((Cell("行政赔偿", 5),), columns, ("1", "2", "-", "", "3"))
    assert other is not None
    assert outcomes_of(table, other) is None
