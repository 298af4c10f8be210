"""Word documents: merged cells, revisions, controls, nested tables."""

from io import BytesIO

from docx import Document
from docx.oxml import parse_xml

from benchmarks.printing import docx_of, made
from girml.documents import read, text_of
from girml.documents.blocks import Block, Cell, Table
from girml.documents.docx import blocks
from girml.pipeline import Extractor

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(body: str) -> list[Block]:
    """Return the blocks of a document with a body."""
    made = Document()
    own = parse_xml(f'<w:body xmlns:w="{W}">{body}</w:body>')
    for child in list(own):
        made.element.body.insert(len(made.element.body) - 1, child)
    out = BytesIO()
    made.save(out)
    return blocks(out.getvalue(), "a.docx")


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_tables_are_exact(extractor: Extractor) -> None:
    one = made(3, 3)
    data = docx_of(one.page)
    report, text = read(extractor, data, "a.docx")[0], text_of(data, "a.docx")
    cells = {cell.id: cell for cell in report.cells}
    assert {name: cells[name].value for name in one.page.cells} == one.page.cells
    assert all(text[cell.start : cell.end] == cell.text for cell in report.cells if cell.start is not None)
    assert (report.encoding, [finding.kind for finding in report.findings if "table" in finding.kind]) == ("docx", [])


def test_paragraphs_leave_out_what_is_deleted() -> None:
    inserted = "<w:ins><w:r><w:t>五</w:t></w:r></w:ins><w:del><w:r><w:delText>六</w:delText></w:r></w:del>"
    shown = f"<w:p><w:r><w:t>共 </w:t></w:r>{inserted}<w:r><w:t> 件</w:t><w:br/><w:t>完</w:t></w:r></w:p><w:p/>"
    assert document(shown) == ["共 五 件", "完"]


def test_merged_cells_span() -> None:
    begins, wide, before = "<w:vMerge w:val='restart'/>", "<w:gridSpan w:val='2'/>", "<w:gridBefore w:val='1'/>"
    first = f"<w:tr>{cell('甲', begins)}{cell('乙', wide)}</w:tr>"
    second = f"<w:tr>{cell('', '<w:vMerge/>')}{cell('1')}{cell('2')}</w:tr>"
    third = f"<w:tr><w:trPr>{before}</w:trPr>{cell('3')}{cell('4')}</w:tr>"
    assert document(f"<w:tbl>{first}{second}{third}</w:tbl>") == [
        Table((
            (Cell("甲", 1, 2), Cell("乙", 2)),
            (Cell("1"), Cell("2")),
            (Cell(""), Cell("3"), Cell("4")),
        ))
    ]  # fmt: skip


def test_a_table_in_a_control_is_read_and_one_that_holds_another_is_walked() -> None:
    inner = f"<w:tbl><w:tr>{cell('甲')}{cell('1')}</w:tr></w:tbl>"
    control = f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    outer = f"<w:tbl><w:tr>{cell('外')}<w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    own = Table(((Cell("甲"), Cell("1")),))
    assert document(control + outer) == [own, "外", own]
