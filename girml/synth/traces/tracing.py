"""Which blanks of an annotated text left a trace, and an empty span for each of them.

A blank is told where its row tells the column of everything that stands in it: by counting separators from the label
or from the end of the row, or by columns that line up. A row that does not leaves its blanks without a trace.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from girml.records.annotation import AnnotatedSpan, Annotation
from girml.synth.damage.gold import IN_CELLS
from girml.synth.traces.columns import BORDERS, Columns, aligned, metrics
from girml.synth.traces.counting import Counting, counting, empty_lines, hard_spaces
from girml.synth.traces.rows import TextRow, blank_columns, text_rows
from girml.text.width import Metric


def traced(annotation: Annotation) -> Annotation:
    """Return the annotation with an empty span for every blank cell that its text shows."""
    rows = text_rows(annotation)
    if not any(map(blank_columns, rows)):
        return annotation
    ways = (counting, hard_spaces, empty_lines)
    counts = [counts for way in ways if (counts := way(annotation.text, rows))]
    spans = list(annotation.spans)
    grids = [list(alike) for _, alike in groupby(sorted(rows, key=_grid), key=_grid)]
    by = metrics(annotation, grids)
    for alike in grids:
        for row, columns in _aligned(annotation, alike, by):
            found = _places(row, counts=counts, columns=columns)
            shown = [(row.cells[column], _clear_of(annotation, place)) for column, place in found]
            spans += [AnnotatedSpan(place, place, "blank", cell) for cell, place in shown]
    return replace(annotation, spans=tuple(sorted(spans)))


def retraced(annotation: Annotation) -> Annotation:
    """Return a damaged annotation with the blanks that its text still shows, or shows only now: damage may take what
    showed one and leave what shows it too. Blanks that have a place keep it; one that is added has its own."""
    empty = [span for span in annotation.spans if span.tag == "blank" and span.start == span.end]
    found = traced(replace(annotation, spans=tuple([span for span in annotation.spans if span not in empty])))
    shown = {span.label for span in annotation.spans}
    places = Counter(span.start for span in found.spans)
    added = [span for span in found.spans if span.label not in shown and places[span.start] == 1]
    return replace(annotation, spans=tuple(sorted([*annotation.spans, *added])))


def _clear_of(annotation: Annotation, place: int) -> int:
    """Return the place of a blank, behind a label that reaches into its column."""
    text = annotation.text
    labels = [span for span in annotation.spans if span.tag not in IN_CELLS]
    inside = next((one for one in labels if one.start < place < one.end + (text[one.end : one.end + 1] == " ")), None)
    if inside is None:
        return place
    place = inside.end + 1
    return place + (place < len(text) and text[place] in BORDERS)


def _grid(row: TextRow) -> tuple[str, int]:
    """Return what rows share whose columns are the same: a cell that stands alone in its row spans several."""
    return row.table, len(row.cells)


def _aligned(
    annotation: Annotation, rows: Sequence[TextRow], by: Sequence[Metric]
) -> Iterator[tuple[TextRow, Columns | None]]:
    """Yield rows of one grid, each with the columns it lines up in: those of all rows, or where these do not line up
    those of the rows with as many labels, by which some converters shift a row."""
    every = aligned(annotation, rows, by)
    if every:
        yield from ((row, every) for row in rows)
        return
    for _, alike in groupby(sorted(rows, key=_label_count), key=_label_count):
        own = list(alike)
        columns = aligned(annotation, own, by)
        yield from ((row, columns) for row in own)


def _label_count(row: TextRow) -> int:
    return len(row.shape.split())


def _places(row: TextRow, *, counts: Sequence[Counting], columns: Columns | None) -> Iterator[tuple[int, int]]:
    blank = blank_columns(row)
    if not blank:
        return
    if counted := next((one for one in counts if _is_counted(row, one)), None):
        yield from _counted(row, counted)
    elif columns and row.items and columns.agrees(row, blank):
        yield from columns.places(row, blank)
    elif counted := next((one for one in counts if _is_counted_from_label(row, one)), None):
        yield from _counted(row, counted)
    else:
        yield from _within(row, counts)


def _counted(row: TextRow, counts: Counting) -> Iterator[tuple[int, int]]:
    for gap in row.gaps:
        yield from counts.places(gap)


def _within(row: TextRow, counts: Sequence[Counting]) -> Iterator[tuple[int, int]]:
    """Yield the blanks between the items of a row, where it is open how many of the others stand at which end."""
    inner = [gap for gap in row.gaps if gap.side == "inner"]
    counted = next((one for one in counts if all(map(one.agrees, inner))), None)
    if counted:
        for gap in inner:
            yield from counted.places(gap)


def _is_counted(row: TextRow, counts: Counting) -> bool:
    """Return whether a row's gaps tell the column of all that stands in it: those within, and one at an end."""
    ends = [gap for gap in row.gaps if gap.side != "inner"]
    within = all(counts.agrees(gap) for gap in row.gaps if gap.side == "inner")
    return within and any(map(counts.agrees, ends)) and not any(map(counts.contradicts, ends))


def _is_counted_from_label(row: TextRow, counts: Counting) -> bool:
    """Return whether a row's gaps tell the column of all that stands in it, up to its last cell, behind which there is
    less than behind other rows: so it is where cells are merged."""
    *before, tail = row.gaps
    return bool(before) and all(map(counts.agrees, before)) and not tail.blanks and counts.is_short(tail)
