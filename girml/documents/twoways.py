"""The reports of a document, read in two ways: by its whole tables, and by its text, which must agree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from girml.documents.grid import Grid, grid
from girml.documents.laying import Laid
from girml.documents.tables import whole_tables
from girml.pipeline import Extractor
from girml.pipeline.outline import Part
from girml.records import Cell, Finding, Report, TableId, TableReadings, Tokens

NAMES: dict[TableId, str] = {"t2": "Table 2", "t3": "Table 3", "t4": "Table 4"}


def read_both_ways(extractor: Extractor, laid: Laid, head: Report) -> list[Report]:
    """Return every report of a document that is laid out as a text; `head` tells what all share.

    What a whole table shows stands fast. A table that is broken is read by the text, and a finding says so; where the
    text reads a cell otherwise than its table, a finding says that.
    """
    outline = extractor.outline(laid.text)
    by_text = extractor.reports(outline, head, ())
    grids = [(found[0][0].cell.start, found) for table in laid.tables if (found := grid(table))]
    given = [
        _given(extractor, outline.tokens, part, [one for start, one in grids if part.start <= start < part.end])
        for part in outline.parts
    ]
    by_tables = extractor.reports(outline, head, given)
    return [_told(report, other, own) for report, other, own in zip(by_tables, by_text, given, strict=True)]


def _given(extractor: Extractor, tokens: Tokens, part: Part, grids: Sequence[Grid]) -> dict[TableId, TableReadings]:
    """Return the tables of a report that whole tables show: each with all the rows that its text shows."""
    tables = extractor.tables(tokens, part)
    found = whole_tables(grids, tables.forms)
    return {
        table_id: one
        for table_id, one in found.items()
        if _shown(tables.readings.get(table_id)) <= {row.row.id for row in one.rows}
    }


def _shown(readings: TableReadings | None) -> set[str]:
    """Return the rows that print something."""
    rows = readings.rows if readings else ()
    return {row.row.id for row in rows if any(one.text for one in row.candidates[0].readings)}


def _told(report: Report, by_text: Report, given: Mapping[TableId, TableReadings]) -> Report:
    """Return a report with what its two ways say of each other."""
    if not report.form:
        return report
    other = {cell.id: cell for cell in by_text.cells}
    differing = tuple(cell.id for cell in report.cells if cell.id[:2] in given and _differs(cell, other.get(cell.id)))
    findings = (*_broken(report, given), *_differing(differing))
    asking = {one for one in differing if other[one].review is False}
    cells = tuple(cell._replace(review=True) if cell.id in asking else cell for cell in report.cells)
    return replace(report, cells=cells, findings=(*findings, *report.findings))


def _differs(cell: Cell, other: Cell | None) -> bool:
    """Return whether the text reads a cell, and otherwise."""
    return (
        other is not None
        and other.state in ("read", "blank")
        and (cell.state, cell.value) != (other.state, other.value)
    )


def _broken(report: Report, given: Mapping[TableId, TableReadings]) -> Iterator[Finding]:
    for table_id, name in NAMES.items():
        if table_id not in given and any(c.id[:2] == table_id and c.state != "absent" for c in report.cells):
            message = f"{name} is no whole table of the document, so it was read from its text."
            yield Finding("broken_table", message)


def _differing(cells: tuple[str, ...]) -> Iterator[Finding]:
    if cells:
        message = f"The text reads {len(cells)} cells otherwise than the tables, which count; look at them."
        yield Finding("ways_differ", message, cells=cells)
