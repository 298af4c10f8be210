"""Blanks shown by fields: a hard space that stands alone in the place of a figure, or an empty field of a line that has
as many fields as the others of its table.

Unlike what counting tells, each row of these shows its own columns; they count only where nearly all rows of the text
agree. This comes last, after damage too: what a text shows hangs on the text alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from girml.records.annotation import AnnotatedSpan, Annotation
from girml.synth.traces.gaps import AGREEING, DELIMITERS, gap_ends
from girml.synth.traces.rows import TextRow, blank_columns, text_rows

_ALONE = re.compile(r"(?:(?<=[^\S\u00a0])|(?<=[|│┃║]))\u00a0+(?=[^\S\u00a0]|[|│┃║])")
_LEAST_ROWS = 3

Shown = list[tuple[int, int]]
"""The column of each blank of a row, and the place where it shows."""


def fielded(annotation: Annotation) -> Annotation:
    """Return the annotation with an empty span for every blank that a field shows and that has none yet."""
    rows = text_rows(annotation)
    if not any(map(blank_columns, rows)):
        return annotation
    shown = {span.label for span in annotation.spans}
    spans = [
        AnnotatedSpan(place, place, "blank", row.cells[column])
        for row, found in _told(annotation.text, rows)
        for column, place in found
        if row.cells[column] not in shown
    ]
    return replace(annotation, spans=tuple(sorted([*annotation.spans, *spans]))) if spans else annotation


def _told(text: str, rows: Sequence[TextRow]) -> Iterator[tuple[TextRow, Shown]]:
    """Yield the rows that tell their blanks, those of one table by one way."""
    for _, alike in groupby(rows, key=lambda row: (row.table, len(row.cells))):
        own = list(alike)
        yield from _agreed(own, lambda row: _hard(text, row)) or _agreed(own, _in_lines(text, own))


def _agreed(rows: Sequence[TextRow], way: Callable[[TextRow], Shown | None]) -> list[tuple[TextRow, Shown]]:
    """Return what a way tells of rows, nothing where too many of them contradict it or none has a blank that it
    shows."""
    found = [(row, told) for row in rows if (told := way(row)) is not None]
    return found if len(found) >= AGREEING * len(rows) and any(told for _, told in found) else []


def _hard(text: str, row: TextRow) -> Shown | None:
    """Return the hard spaces of a row that stand in the place of its blanks; None where a gap has more or fewer."""
    found: Shown = []
    for gap in row.gaps:
        start, end = gap_ends(text, gap, within_lines=False)
        places = [match.start() for match in _ALONE.finditer(text, start, gap.end if end is None else end)]
        if end is None or len(places) != gap.blanks:
            return None
        found += zip(range(gap.first, gap.last), places, strict=True)
    return found


def _in_lines(text: str, rows: Sequence[TextRow]) -> Callable[[TextRow], Shown | None]:
    """Return the way that finds a row's blanks by the number of their field in its line."""
    numbers = {_fields_before(text, row) for row in rows if row.items}
    counts = {len(_behind_delimiters(text, row)) for row in rows if row.items}
    if len(rows) < _LEAST_ROWS or len(numbers) != 1 or len(counts) != 1:
        return lambda row: None
    before, count = numbers.pop(), counts.pop()
    if before is None or count - before - len(rows[0].cells) not in (0, 1):
        # The last field, or the last but a border, is to be the last cell: else the columns hang in the air.
        return lambda row: None
    return lambda row: _of_line(text, row, before, count)


def _of_line(text: str, row: TextRow, before: int, count: int) -> Shown | None:
    places = _behind_delimiters(text, row)
    if len(places) != count:
        return None
    ends = [place - 1 for place in places[1:]] + [_line_of(text, row)[1]]
    found = [(column, before + column) for column in blank_columns(row)]
    if any(text[places[at] : ends[at]].strip() for _, at in found):
        return None
    return [(column, places[at]) for column, at in found]


def _fields_before(text: str, row: TextRow) -> int | None:
    """Return how many fields stand in a line before that of the row's first cell; None where its items differ on it."""
    places = _behind_delimiters(text, row)
    found = {sum(place <= item.start for place in places) - 1 - item.column for item in row.items}
    return found.pop() if len(found) == 1 and min(found) >= 0 else None


def _behind_delimiters(text: str, row: TextRow) -> list[int]:
    """Return the places behind the delimiters of a row's line, that of its label where it has no item, and where the
    line begins."""
    start, end = _line_of(text, row)
    return [start, *(match.end() for match in DELIMITERS.finditer(text, start, end))]


def _line_of(text: str, row: TextRow) -> tuple[int, int]:
    at = row.items[0].start if row.items else row.gaps[0].start
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)
