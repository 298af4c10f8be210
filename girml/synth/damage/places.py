"""Where things stand in an annotated text: rows, tables, the beginnings of lines that may be written at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from girml.records import RowSpec, TableId
from girml.records.annotation import AnnotatedSpan, Annotation, ToldCount
from girml.synth.damage.gold import IN_CELLS, rows

_LINE = re.compile(r"(?<=\n)")
_IN_TABLES = (*IN_CELLS, "row", "column")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row and what stands of it, in order of the text: pieces of its label, figures, nil marks. Empty cells are
    left out."""

    row: RowSpec
    spans: tuple[AnnotatedSpan, ...]

    def column(self, span: AnnotatedSpan) -> int:
        """Return the column of a span of this row, -1 for its label."""
        return next((at for at, cell in enumerate(self.row.cells) if cell.id == span.label), -1)


def printed_rows(annotation: Annotation) -> Iterator[PrintedRow]:
    """Yield the rows of which something stands in the text, in form order."""
    owners = {name: at for at, row in enumerate(rows(annotation)) for name in _names(row)}
    found: dict[int, list[AnnotatedSpan]] = {}
    for span in sorted(annotation.spans):
        if span.label in owners and span.start < span.end:
            found.setdefault(owners[span.label], []).append(span)
    for at, row in enumerate(rows(annotation)):
        if at in found:
            yield PrintedRow(row, tuple(found[at]))


def everything(annotation: Annotation) -> list[AnnotatedSpan | ToldCount]:
    """Return all spans and told counts."""
    return [*annotation.spans, *annotation.counts]


def figures(annotation: Annotation) -> list[AnnotatedSpan]:
    """Return the spans of figures that are numbers."""
    return [
        span
        for span in annotation.spans
        if span.tag == "figure" and isinstance(annotation.cells.get(span.label), int | float)
    ]


def stretch(annotation: Annotation, table: TableId) -> tuple[int, int] | None:
    """Return where a table begins and ends, by the spans that name it; None where nothing does."""
    found = [span for span in annotation.spans if span.tag in _IN_TABLES and _table(span) == table]
    return (min(span.start for span in found), max(span.end for span in found)) if found else None


def line_starts(annotation: Annotation, start: int, end: int) -> list[int]:
    """Return the places in [start, end] where a line begins and something may be written: no span or told count goes
    on from the line before."""
    text = annotation.text
    broken = [one for one in everything(annotation) if "\n" in text[one.start : one.end]]
    found = (match.start() for match in _LINE.finditer(text, max(0, start - 1), end))
    return [at for at in found if at >= start and not any(one.start < at < one.end for one in broken)]


def _names(row: RowSpec) -> tuple[str, ...]:
    return (row.label, *(cell.id for cell in row.cells))


def _table(span: AnnotatedSpan) -> str:
    return span.label.removeprefix("l.").partition(".")[0]
