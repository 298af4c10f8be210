"""Damage to lines and blanks: one line for all, equal lines once, blank cells without a trace."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from girml.records.annotation import AnnotatedSpan, Annotation
from girml.synth.damage.edits import Edit
from girml.synth.damage.gold import Case, edited
from girml.synth.damage.places import PrintedRow, printed_rows

_BREAK = re.compile(r"\r?\n|[\r\f\v]")
_LINE = re.compile(r"[^\n]*(?:\n|$)")
_GAP = re.compile(r"[\s|]+")
# Where a cell is a line, a gap is lines, whatever else stands on them.
_FIRST_STEP = re.compile(r"[^\n]*\n|[^|]*\|[ ]?|[^\t]*\t|\s")
_LAST_BAR = re.compile(r"[ ]*\|")


def one_line(case: Case) -> Annotation | None:
    """Return the annotation with a space for every line end; None where there is none within."""
    breaks = list(_BREAK.finditer(case.annotation.text.rstrip()))
    return edited(case.annotation, [Edit(*match.span(), " ") for match in breaks]) if breaks else None


def deduplicated_lines(case: Case) -> Annotation | None:
    """Return the annotation with lines left out that repeat the one before, empty lines aside; None where no line does.

    The first of equal lines keeps its figures, those of the others are lost.
    """
    edits = list(_repeated(case.annotation.text))
    return edited(case.annotation, edits) if edits else None


def _repeated(text: str) -> Iterator[Edit]:
    """Yield the edits that drop repeated lines, together with the empty lines before them."""
    before, done = "", 0
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if not line:
            continue
        if line == before:
            yield Edit(done, match.end())
        before, done = line, match.end()


def collapsed_blanks(case: Case) -> Annotation | None:
    """Return the annotation with one delimiter where empty cells had left several; None where none had.

    The cells are blank as before; whether the text still decides them is another question. Nil marks stay.
    """
    found = [pair for row in printed_rows(case.annotation) for pair in _row_edits(case.annotation, row)]
    if not found:
        return None
    hidden = {cell for _, cells in found for cell in cells}
    shown = tuple(span for span in case.annotation.spans if span.label not in hidden or span.start < span.end)
    return edited(replace(case.annotation, spans=shown), [edit for edit, _ in found])


def _row_edits(annotation: Annotation, row: PrintedRow) -> Iterator[tuple[Edit, list[str]]]:
    """Yield the edits of a row, each with the blank cells that it takes the trace of."""
    # A head that serves as the label of table 4's rows does not stand beside their cells.
    spans = [span for span in row.spans if span.tag != "column"]
    for one, other in pairwise(spans):
        between = [cell.id for cell in row.row.cells[row.column(one) + 1 : max(0, row.column(other))]]
        if _are_empty(annotation, between):
            yield from ((edit, between) for edit in _narrowed(annotation.text, one.end, other.start))
    if spans:
        behind = [cell.id for cell in row.row.cells[row.column(spans[-1]) + 1 :]]
        yield from ((edit, behind) for edit in _tail_edits(annotation, behind, spans[-1]))


def _are_empty(annotation: Annotation, cells: list[str]) -> bool:
    """Return whether these are cells, one at least, all of them blank."""
    return bool(cells) and all(annotation.cells.get(cell, "") is None for cell in cells)


def _narrowed(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edit that leaves the first delimiter of a gap, if it has more."""
    step = _FIRST_STEP.match(text, start, end)
    if step and step.end() < end and _GAP.fullmatch(text, start, end):
        yield Edit(step.end(), end)


def _tail_edits(annotation: Annotation, behind: list[str], last: AnnotatedSpan) -> Iterator[Edit]:
    """Yield the edits that drop the trace of empty cells at the end of a row: delimiters, or empty lines."""
    if not _are_empty(annotation, behind):
        return
    gap = annotation.text[last.end : _line_of_next(annotation, last.end)]
    ends = gap.partition("\n")[0]
    if ends and _GAP.fullmatch(ends):
        bar = _LAST_BAR.match(ends)
        kept = bar.end() if bar else 0
        if kept < len(ends):
            yield Edit(last.end + kept, last.end + len(ends))
    elif not ends and gap.count("\n") > 1 and not gap.strip():
        yield Edit(last.end + 1, last.end + len(gap))


def _line_of_next(annotation: Annotation, at: int) -> int:
    """Return where the line begins on which something stands next behind a place, empty cells aside."""
    behind = (span.start for span in annotation.spans if at <= span.start < span.end)
    return annotation.text.rfind("\n", 0, min(behind, default=len(annotation.text))) + 1
