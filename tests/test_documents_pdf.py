"""PDF documents: ruled tables by their lines, also over pages; all else in display columns."""

import pytest

from benchmarks.printing import made
from girml.documents import read, text_of
from girml.documents.blocks import Cell, Table
from girml.documents.continued import joined
from girml.documents.lattice import Line, tables
from girml.documents.pdf import blocks
from girml.documents.ruled import Box, Char, Ruled, table, text_in
from girml.pipeline import Extractor
from tests.pdfs import Rule, Sheet, Words, pdf, printed


def chars(text: str, left: float, top: float) -> tuple[Char, ...]:
    """Return a text of characters ten points wide and high."""
    return tuple(
        Char(Box(left + 10 * at, top, left + 10 * at + 10, top + 10), char)
        for at, char in enumerate(text)
        if char != " "
    )


def box(*edges: tuple[int, int, int, int]) -> list[Rule]:
    return [
        rule
        for x0, y0, x1, y1 in edges
        for rule in (Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1))
    ]


def test_ruled_tables_are_exact(extractor: Extractor) -> None:
    one = made(0, 3)
    data = printed(one.page)
    report, text = read(extractor, data, "a.pdf")[0], text_of(data, "a.pdf")
    cells = {cell.id: cell for cell in report.cells}
    assert {name: cells[name].value for name in one.page.cells} == one.page.cells
    assert all(text[cell.start : cell.end] == cell.text for cell in report.cells if cell.start is not None)
    assert (report.encoding, [finding.kind for finding in report.findings if "table" in finding.kind]) == ("pdf", [])


def test_words_outside_tables_keep_their_display_columns() -> None:
    sheet = [Words(20, 500, "规章"), Words(110, 500, "12"), Words(20, 480, "其他事项"), Words(110, 480, "3 4")]
    assert blocks(pdf([sheet]), "a.pdf") == ["规章                12", "其他事项            3   4"]


def test_a_table_goes_on_over_a_page_number() -> None:
    upper: Sheet = [*box((20, 100, 60, 140), (60, 100, 100, 140)), Words(24, 120, "规章"), Words(64, 120, "5")]
    lower: Sheet = [*box((20, 1000, 60, 1040), (60, 1000, 100, 1040)), Words(24, 1020, "许可"), Words(64, 1020, "6")]
    sheets: list[Sheet] = [[*upper, Words(50, 20, "- 1 -")], [*lower, Words(20, 900, "注")]]
    assert blocks(pdf(sheets), "a.pdf") == [
        Table(((Cell("规章"), Cell("5")), (Cell("许可"), Cell("6")))), "-   1   -", "注",
    ]  # fmt: skip


def test_a_row_cut_by_the_end_of_a_page_is_one_again() -> None:
    upper = Ruled((Box(0, 0, 50, 20), Box(50, 0, 100, 20)), chars("公开", 5, 5))
    lower = Ruled((Box(0, 0, 50, 20), Box(50, 0, 100, 20)), chars("7", 55, 5))
    assert joined([[upper], [lower]]) == [Table(((Cell("公开"), Cell("7")),))]
    full = Ruled(lower.boxes, chars("其他", 5, 5) + lower.chars)
    assert joined([[upper], [full]]) == [Table(((Cell("公开"), Cell("")), (Cell("其他"), Cell("7"))))]


def test_lines_with_open_corners_make_cells_and_what_is_no_box_makes_none() -> None:
    upright = [Line(True, x, 1, 59) for x in (0, 40, 80)]
    level = [Line(False, y, 1, 79) for y in (0, 30)]
    half = [Line(False, 15, 42, 78)]
    assert tables([*upright, *level, *half]) == [
        (Box(0, 0, 40, 30), Box(40, 0, 79, 15), Box(40, 15, 79, 30), Box(0, 30, 40, 59), Box(40, 30, 79, 59))
    ]
    assert tables(level) == []
    assert tables([*upright[:2], *level]) == [
        (Box(0, 0, 40, 30), Box(40, 0, 79, 30), Box(0, 30, 40, 59), Box(40, 30, 79, 59))
    ]


@pytest.mark.parametrize(
    ("width", "text"),
    [pytest.param(35, "1234", id="wrapped, as no digit more has room"), pytest.param(90, "123 4", id="two numbers")],
)
def test_a_number_that_fills_its_cell_goes_on_below(width: int, text: str) -> None:
    assert text_in(Box(0, 0, width, 40), chars("123", 0, 5) + chars("4", 0, 20)) == text


def test_a_cell_takes_the_characters_in_it_though_they_touch_others() -> None:
    found = table(Ruled((Box(0, 0, 20, 20), Box(20, 0, 40, 20)), chars("甲乙——", 0, 5)))
    assert found == Table(((Cell("甲乙"), Cell("——")),))
