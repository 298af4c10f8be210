"""Generated reports printed as documents: HTML pages whole and broken, PDF, Word; for benchmarks and tests alike."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from random import Random
from typing import Any, NamedTuple

from lxml import html

from girml.synth.bodies import body
from girml.synth.choosing import Split
from girml.synth.composing import compose
from girml.synth.flatteners import office, paper
from girml.synth.markup import to_html
from girml.synth.page import Page, PageTable
from girml.synth.style import draw_style

RULES = "<style>table { border-collapse: collapse } td { border: 1px solid black }</style></head>"
FIRST_BODY = 100_000
"""Bodies from this number on are in no corpus."""
_TABLES = "//table[not(.//table)][count(.//td) > 1]"


class Made(NamedTuple):
    """A report: its page, which knows every cell as printed, and as HTML with whole tables."""

    page: Page
    html: str

    @property
    def ruled(self) -> str:
        """The page with lines around all cells."""
        return self.html.replace("</head>", RULES)


def made(number: int, seed: int, split: Split = "test") -> Made:
    """Return a report of its own body, in the words and habits of a split."""
    one = body(seed, FIRST_BODY + number)
    year = one.years[number % len(one.years)]
    style = replace(draw_style(Random(f"style/{seed}/{one.id}").getrandbits(32)), spans="kept")
    page = compose(one, year, seed=seed, split=split)
    return Made(page, to_html(page, style))


def docx_of(page: Page) -> bytes:
    """Return a page as a Word document, its tables with merged cells."""
    from docx import Document

    document = Document()
    for block in page.blocks:
        if isinstance(block, PageTable):
            _add_table(document, block)
        else:
            document.add_paragraph("".join(run.text for run in block.runs))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add_table(document: Any, block: PageTable) -> None:
    width = sum(cell.columns for cell in block.lines[0])
    table = document.add_table(len(block.lines), width)
    taken: set[tuple[int, int]] = set()
    for at, line in enumerate(block.lines):
        column = 0
        for cell in line:
            while (at, column) in taken:
                column += 1
            last = at + cell.rows - 1, column + cell.columns - 1
            place = table.cell(at, column)
            (place.merge(table.cell(*last)) if cell.rows * cell.columns > 1 else place).text = "".join(
                run.text for run in cell.runs
            )
            taken |= {(row, one) for row in range(at, last[0] + 1) for one in range(column, last[1] + 1)}


def _office_pdf(one: Made) -> bytes:
    return office._converted(office._office_docx(one.ruled), "docx", "pdf")


PRINTERS: Mapping[str, Callable[[Made], bytes]] = {
    "html": lambda one: one.html.encode(),
    "docx, python-docx": lambda one: docx_of(one.page),
    "docx, LibreOffice": lambda one: office._office_docx(one.html),
    "docx, pandoc": lambda one: office._pandoc_docx(one.html),
    "pdf ruled, WeasyPrint": lambda one: paper.weasyprint(one.ruled),
    "pdf ruled, LibreOffice": _office_pdf,
    "pdf ruled, Chromium": lambda one: paper._chromium(one.ruled),
    "pdf as styled, WeasyPrint": lambda one: paper.weasyprint(one.html),
    "pdf as styled, Chromium": lambda one: paper._chromium(one.html),
}
"""What prints a report as a document of each kind."""


def printed(kind: str, number: int, seed: int) -> bytes:
    """Return a report printed as an HTML page, a PDF or a Word document, by what needs no Debian program; of the PDFs
    every other one has lines, and most can be read though parts of them are moved."""
    one = made(number, seed, "train")
    if kind == "pdf":
        from weasyprint import HTML

        plain: dict[str, Any] = {"pdf_version": "1.4", "uncompressed_pdf": number % 3 == 1} if number % 3 else {}
        pdf: bytes = HTML(string=one.html if number % 2 else one.ruled).write_pdf(**plain)
        return pdf
    return docx_of(one.page) if kind == "docx" else one.html.encode()


def _cut_rowspan(tables: list[Any], rng: Random) -> None:
    cells = [cell for table in tables for cell in table.iter("td") if int(cell.get("rowspan", 1)) > 1]
    for cell in rng.sample(cells, min(2, len(cells))):
        cell.set("rowspan", str(int(cell.get("rowspan")) - 1))


def _missing_cells(tables: list[Any], rng: Random) -> None:
    for table in tables:
        rows = [row for row in table.iter("tr") if len(row) > 3]
        if rows:
            row = rng.choice(rows)
            row.remove(rng.choice(list(row)))


def _as_divs(tables: list[Any], rng: Random) -> None:
    for table in tables:
        for one in table.iter("table", "tbody", "thead", "tr", "td"):
            one.tag = "div"


def _table_a_row(tables: list[Any], rng: Random) -> None:
    for table in tables:
        for row in list(table.iter("tr")):
            own = html.Element("table")
            own.append(row)
            table.addprevious(own)
        table.drop_tree()


def _nested(tables: list[Any], rng: Random) -> None:
    for table in tables:
        for row in list(table.iter("tr")):
            cells = list(row)
            own = html.Element("table")
            inner = html.Element("tr")
            own.append(inner)
            inner.extend(cells)
            place = html.Element("td")
            place.append(own)
            row.append(place)


def _no_spans(tables: list[Any], rng: Random) -> None:
    for table in tables:
        for cell in table.iter("td"):
            for name in ("rowspan", "colspan"):
                cell.attrib.pop(name, None)


BREAKS: Mapping[str, Callable[[list[Any], Random], None]] = {
    "row span cut": _cut_rowspan,
    "cells missing": _missing_cells,
    "divs for tables": _as_divs,
    "a table a row": _table_a_row,
    "nested tables": _nested,
    "no spans": _no_spans,
}
"""What breaks the tables of a page."""


def broken(page: str, way: str, rng: Random) -> str:
    """Return a page with its tables broken in one way."""
    root = html.document_fromstring(page)
    BREAKS[way](root.xpath(_TABLES), rng)
    whole: str = html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return whole
