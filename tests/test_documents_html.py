"""HTML pages: whole tables are read exactly, broken ones by the text and marked; encodings are found out."""

from random import Random

import pytest

from benchmarks.printing import BREAKS, broken, made
from girml.documents import read, text_of
from girml.documents.blocks import Cell, Table
from girml.documents.html import blocks
from girml.errors import InputError
from girml.pipeline import Extractor
from girml.records import Finding, Report

MARKED = "is no whole table of the document, so it was read from its text."
TABLE = """<table><thead><tr><th colspan=4>第二十条第（一）项</th></tr>
<tr><td>信息内容<td>本年<br>制发件数<td>本年废止件数<td>现行有效件数</tr></thead>
<tr><td>规章<td>0<td>&nbsp;<td>-</tr><tr><td><p>行政</p><p>规范性文件</p><td> 1 <td>{}<td>3</tr></table>"""
HEADING = "<h1>云川县水利局2023年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>"


def page(cell: str = "2") -> bytes:
    return f"<html><body>{HEADING}{TABLE.format(cell)}</body></html>".encode()


def found(report: Report) -> list[Finding]:
    return [one for one in report.findings if one.kind in ("broken_table", "ways_differ")]


def test_a_page_is_blocks_as_a_browser_shows_them() -> None:
    shown = "<title>无</title><div>一<b>二</b><p>三\n 四<br>五</div><script>六</script>七<ul><li>八<li>九</ul>"
    assert blocks(shown, "a.html") == ["一二", "三 四", "五", "七", "八", "九"]


def test_a_table_keeps_its_spans_and_its_foot_stands_last() -> None:
    shown = "<table><tfoot><tr><td>脚<td>1</tfoot><tr><td rowspan=2 colspan=x>头<td>2<tr><td rowspan=99999>3</table>"
    assert blocks(shown, "a.html") == [
        Table(((Cell("头", 1, 2), Cell("2")), (Cell("3", 1, 65534),), (Cell("脚"), Cell("1")))),
    ]


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("<table><tr><td>一<td><table><tr><td>二<td>三</table></table>", id="another table"),
        pytest.param("<table><td>一<td>二</table>", id="cells without a row"),
        pytest.param(f"<table><tr><td>一<td>{'文' * 301}</table>", id="a part of the page"),
        pytest.param("<table><tr><td>一</table>", id="one cell"),
        pytest.param("<table>上<tr><td>一<td>二</table>", id="words beside its cells"),
    ],
)
def test_a_table_that_lays_out_a_page_is_walked(shown: str) -> None:
    found = blocks(shown, "a.html")
    assert found[-1] in ("一", "二", Table(((Cell("二"), Cell("三")),)), "文" * 301)
    assert not any(isinstance(one, Table) and one.lines[0][0].text == "一" for one in found)


def test_a_page_goes_on_behind_its_end() -> None:
    assert blocks("<html><body>一</body></html><!DOCTYPE html><html><head><title>无</title></head><p>二", "a") == [
        "一",
        "二",
    ]


def test_a_page_may_be_nested_deep_but_not_without_end() -> None:
    assert blocks("<div><b>" * 1000 + "深", "a.html") == ["深"]
    with pytest.raises(InputError, match=r"^a\.html is nested deeper than any page is: look at what it is\.$"):
        blocks("<div>" * 3000 + "深", "a.html")


def test_the_cells_of_a_whole_table_stand_in_the_text_of_the_page(extractor: Extractor) -> None:
    data = page()
    report, text = read(extractor, data, "a.html")[0], text_of(data, "a.html")
    assert text.splitlines()[-2:] == ["规章\t0\t\t-", "行政规范性文件\t1\t2\t3"]
    cells = {cell.id: cell for cell in report.cells if cell.state != "absent"}
    assert {name[3:]: (cell.state, cell.value, cell.text) for name, cell in cells.items()} == {
        "rules.made": ("read", 0, "0"), "rules.repealed": ("blank", None, ""), "rules.in_force": ("blank", None, "-"),
        "normative_documents.made": ("read", 1, "1"), "normative_documents.repealed": ("read", 2, "2"),
        "normative_documents.in_force": ("read", 3, "3"),
    }  # fmt: skip
    assert all(text[cell.start : cell.end] == cell.text for cell in cells.values())
    assert (report.encoding, report.sha256[:8], found(report)) == ("html+utf-8", "e01820d7", [])
    assert {cell.confidence for cell in cells.values()} == {0.9995}


def test_where_the_text_reads_otherwise_the_table_counts_and_a_finding_says_so(extractor: Extractor) -> None:
    rows = "<tr><td>规章<td>0<td>0<td>0</tr>" + "<tr><td>其他规章<td>1<td>2<td>3</tr>"
    shown = page().decode().replace("<tr><td>规章<td>0<td>&nbsp;<td>-</tr>", rows)
    report = read(extractor, shown.encode(), "a.html")[0]
    assert [cell.value for cell in report.cells[:3]] == [0, 0, 0]
    assert [one.kind for one in report.findings if "其他规章" in one.message] == ["extra_row"]


@pytest.mark.parametrize("number", range(12))
def test_whole_tables_are_exact(number: int, extractor: Extractor) -> None:
    one = made(number, 11)
    report = read(extractor, one.html.encode(), "a.html")[0]
    cells = {cell.id: (cell.value, cell.state) for cell in report.cells}
    printed = {name: (value, "blank" if value is None else "read") for name, value in one.page.cells.items()}
    assert {name: cells[name] for name in printed} == printed
    assert not [finding for finding in report.findings if finding.kind == "broken_table"]


@pytest.mark.parametrize("way", BREAKS)
def test_broken_tables_are_read_by_the_text_and_marked(way: str, extractor: Extractor) -> None:
    one = made(5, 11)
    report = read(extractor, broken(one.html, way, Random(1)).encode(), "a.html")[0]
    marked = {finding.message for finding in report.findings if finding.kind == "broken_table"}
    tables = ("Table 3", "Table 4") if way == "row span cut" else ("Table 2", "Table 3", "Table 4")
    assert marked == {f"{name} {MARKED}" for name in tables}
    cells = {cell.id: cell for cell in report.cells}
    read_right = [name for name, value in one.page.cells.items() if cells[name].value == value]
    assert len(read_right) >= 0.85 * len(one.page.cells)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(page().decode().encode("gb18030"), "html+gb18030", id="found out"),
        pytest.param(b"\xef\xbb\xbf" + page(), "html+utf-8", id="by its mark"),
        pytest.param(page().decode().encode("utf-16"), "html+utf-16-le", id="by that of UTF-16"),
        pytest.param(b"<meta charset=gb2312>" + page().decode().encode("gbk"), "html+gb18030", id="told"),
        pytest.param(b"<meta charset=gb2312>" + page(), "html+utf-8", id="told wrongly"),
    ],
)
def test_encodings_are_found_out(data: bytes, encoding: str, extractor: Extractor) -> None:
    report = read(extractor, data, "a.html")[0]
    assert report.encoding == encoding
    assert report.agency is not None
    assert report.agency.value == "云川县水利局"


def test_two_reports_on_a_page_have_their_own_tables(extractor: Extractor) -> None:
    pages = made(1, 11), made(3, 11)
    reports = read(extractor, "".join(one.html for one in pages).encode(), "a.html")
    assert [(report.index, report.of) for report in reports] == [(1, 2), (2, 2)]
    for one, report in zip(pages, reports, strict=True):
        cells = {cell.id: cell.value for cell in report.cells}
        assert {name: cells[name] for name in one.page.cells} == one.page.cells
        assert found(report) == []
