"""Damage to tables: labels and figures torn apart, a row shifted by a cell."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from girml.records import TableId
from girml.records.annotation import AnnotatedSpan, Annotation
from girml.synth.damage.edits import Edit
from girml.synth.damage.gold import IN_CELLS, Case, edited, forget, rows
from girml.synth.damage.places import PrintedRow, printed_rows, stretch

# Table 4 has its labels above its figures anyway.
_TABLES: tuple[TableId, ...] = ("t2", "t3")
_FURNITURE_OF_TABLES = re.compile(r"[\s|:+=─━│┃─-╿*#>\-]*")
_REMARK = re.compile(r"[ ]?[(（][^()（）]+[)）]")
_DELIMITED = re.compile(r"[^\S\n]*[|\t][|\s]*")
_SHORTEST_ROW = 3

Piece = tuple[str, AnnotatedSpan]


def labels_then_figures(case: Case) -> Annotation | None:
    """Return the annotation with all labels of a table before all its figures, in tables 2 and 3; None where neither
    stands in lines that hold nothing but the table.

    A label is a line; figures stand a row or a figure a line. Empty cells leave no trace.
    """
    join = case.rng.choice((" ", "\n"))
    edits = [edit for table in _TABLES for edit in _torn(case.annotation, table, join)]
    return edited(case.annotation, edits) if edits else None


def _torn(annotation: Annotation, table: TableId, join: str) -> Iterator[Edit]:
    found = stretch(annotation, table)
    if found is None or any(found[0] < one.end and one.start < found[1] for one in annotation.counts):
        return
    inside = sorted(span for span in annotation.spans if found[0] <= span.start and span.end <= found[1])
    starts = [*(span.start for span in inside), len(annotation.text)]
    figures = [
        _with_remark(annotation.text, span, limit=starts[at])
        for at, span in enumerate(inside, 1)
        if span.tag in IN_CELLS and span.start < span.end
    ]
    labels = [_printed(annotation.text, span) for span in inside if span.tag not in IN_CELLS]
    start, end = _lines(annotation.text, found[0], max([found[1], *(span.end for _, span in figures)]))
    shown = [(span.start, span.start + len(text)) for text, span in (*figures, *labels)]
    if figures and labels and _holds_nothing_else(annotation.text[start:end], start, shown):
        named = {cell.id: row.id for row in rows(annotation) for cell in row.cells}
        by_row = groupby(figures, key=lambda piece: named.get(piece[1].label, ""))
        groups = [*([label] for label in labels), *(list(group) for _, group in by_row)]
        yield _written(start, end, groups=groups, join=join)


def _printed(text: str, span: AnnotatedSpan) -> Piece:
    return text[span.start : span.end], span


def _with_remark(text: str, span: AnnotatedSpan, *, limit: int) -> Piece:
    remark = _REMARK.match(text, span.end, limit)
    return text[span.start : remark.end() if remark else span.end], span


def _lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the delimiters before and behind it on its lines."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    begins = first if _FURNITURE_OF_TABLES.fullmatch(text[first:start]) else start
    return begins, last if _FURNITURE_OF_TABLES.fullmatch(text[end:last]) else end


def _holds_nothing_else(text: str, offset: int, shown: Sequence[tuple[int, int]]) -> bool:
    rest, done = [], 0
    for start, end in sorted(shown):
        rest.append(text[done : start - offset])
        done = end - offset
    return _FURNITURE_OF_TABLES.fullmatch("".join((*rest, text[done:]))) is not None


def _written(start: int, end: int, *, groups: Sequence[Sequence[Piece]], join: str) -> Edit:
    """Return the edit that writes groups of pieces, each a line or, joined by line ends, several."""
    text = ""
    spans = []
    for group in groups:
        for at, (printed, span) in enumerate(group):
            text += join if at else "\n" if text else ""
            spans.append(span._replace(start=len(text), end=len(text) + span.end - span.start))
            text += printed
    return Edit(start, end, text, tuple(spans))


def shifted_row(case: Case) -> Annotation | None:
    """Return the annotation with the figures of one row a cell further right; None where no row stands on a line with
    delimiters.

    A full row has one reading all the same: its figures in their order. Of one with blanks the text then shows other
    places than the page did, and gold is the page: all its cells are lost, their spans are of no cell.
    """
    rows_seen = printed_rows(case.annotation)
    fit = [row for row in rows_seen if _varies(case.annotation, row) and _delimiter(case.annotation, row)]
    if not fit:
        return None
    row = case.rng.choice(fit)
    first = row.spans[1]
    empty = AnnotatedSpan(0, 0, "blank", "")
    moved = edited(case.annotation, [Edit(first.start, first.start, _delimiter(case.annotation, row), (empty,))])
    shown = {span.label for span in row.spans}
    cells = {cell.id for cell in row.row.cells if cell.id in case.annotation.cells}
    return moved if cells <= shown else forget(moved, cells)


def _varies(annotation: Annotation, row: PrintedRow) -> bool:
    """Return whether a shift of a row can be seen: equal figures look the same in any place."""
    return len({annotation.cells.get(cell.id) for cell in row.row.cells}) > 1


def _delimiter(annotation: Annotation, row: PrintedRow) -> str:
    """Return what parts the cells of a row: a tab, a bar with a space, or "" where it does not stand on a line of its
    own, its label first, with something printed in it."""
    text = annotation.text[row.spans[0].start : row.spans[-1].end]
    columns = [row.column(span) for span in row.spans]
    if len(row.row.cells) < _SHORTEST_ROW or "\n" in text or len(columns) < 2 or columns != sorted(set(columns)):
        return ""
    gap = annotation.text[row.spans[0].end : row.spans[1].start]
    if columns[0] >= 0 or not _DELIMITED.fullmatch(gap):
        return ""
    return "\t" if "\t" in gap else "| " if gap.endswith(" ") else "|"
