"""A figure of a damaged text beside the form that girml reads from it, drawn anew at every build."""

from collections import Counter
from collections.abc import Iterator
from html import escape

from borrowed import ROOT
from grids import grid

import girml
from girml.corpus import read
from girml.forms import load
from girml.records import Cell, Report
from girml.records.annotation import Annotation
from girml.writers.terminal import mark

CORPUS = ROOT / "annotations" / "generated" / "test.parquet"
TABLES = ("t2", "t3")
LINE_END = '<span class="end">⏎</span>'


def damaged_report(name: str) -> str:
    """Return the figure of a generated report as HTML: its text on the left, tables 2 and 3 on the right."""
    document = next(one for one in read(CORPUS) if one.id == name)
    report = girml.load()(document.text)
    tables = "".join(map(_table, TABLES, [report] * len(TABLES)))
    return (
        f'<figure class="beside" id="{name}"><pre lang="zh">{"".join(_marked(document.text, report))}</pre>'
        f"<div>{tables}</div><figcaption>{_caption(document, report)}</figcaption></figure>"
    )


def _caption(document: Annotation, report: Report) -> str:
    states = Counter(cell.state for cell in report.cells)
    counted = ", ".join(f"{number} {state}" for state, number in states.items())
    doubted = sum(cell.review for cell in report.cells)
    return (
        f"An invented report as {document.flattener} left it, then damaged: {', '.join(document.damage)}. Shown are "
        f"its tables 2 and 3, every line end as ⏎. Of {len(report.cells)} cells: {counted}; {doubted} ask for review. "
        "A figure in the text leads to its cell."
    )


def _marked(text: str, report: Report) -> Iterator[str]:
    """Yield the text from the second section to the fourth, with what was read marked."""
    headings = [(one.heading_start, one.heading_end, "<b>", "</b>") for one in report.sections]
    figures = [
        (start, end, f'<a class="{_class(cell)}" href="#{cell.id}" title="{cell.id}">', "</a>")
        for cell in report.cells
        if cell.start is not None and cell.end is not None and cell.start < cell.end
        for start, end in cell.parts or ((cell.start, cell.end),)
    ]
    shown = [one for one in report.sections if one.number in (2, 3)]
    at, last = shown[0].heading_start, shown[-1].end
    for start, end, opening, closing in sorted(headings + figures):
        if at <= start < last:
            yield _escaped(text[at:start])
            yield f"{opening}{_escaped(text[start:end])}{closing}"
            at = end
    yield _escaped(text[at:last])


def _escaped(text: str) -> str:
    return escape(text).replace("\r\n", "\n").replace("\n", LINE_END + "<wbr>")


def _table(table_id: str, report: Report) -> str:
    form = load((report.form or {})[table_id])
    cells = {cell.id: cell for cell in report.cells}

    def fill(name: str, spans: str) -> str:
        cell = cells[name]
        return f'<td{spans} id="{name}" class="{_class(cell)}" title="{_told(cell)}">{escape(mark(cell))}</td>'

    return grid(form, form.tables[table_id], fill)


def _class(cell: Cell) -> str:
    return f"{cell.state} review" if cell.review else cell.state


def _told(cell: Cell) -> str:
    return escape(f"{cell.id}: {cell.state}, confidence {cell.confidence}{', asks for review' if cell.review else ''}")
