"""Blanks seen by columns that line up: a figure below or above others of its column, and of no other."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from girml.records.annotation import Annotation
from girml.synth.traces.rows import TextRow
from girml.text.width import Metric, code_points, display_width

_METRICS: tuple[Metric, ...] = (display_width, code_points)
_LEAST_ROWS = 3
BORDERS = "│┃║|"


class Range(NamedTuple):
    """A stretch of display columns [left, right)."""

    left: int
    right: int


class Columns(NamedTuple):
    """The display columns of the columns of rows in a text: of each row those of its items, and those of the heads."""

    text: str
    metric: Metric
    rows: Sequence[TextRow]
    heads: Mapping[int, Range]

    def known(self) -> tuple[int, int]:
        """Return how many columns are shown, and how many of them by heads."""
        shown = _united([*(_ranges(self.text, row, self.metric) for row in self.rows), self.heads])
        return len(shown), len(self.heads)

    def agrees(self, row: TextRow, blank: Sequence[int]) -> bool:
        """Return whether the items of a row, and its blanks, lie in columns that other rows or heads show."""
        own, others = _ranges(self.text, row, self.metric), self._others(row)
        if not _are_apart(others) or any(column not in others for column in (*own, *blank)):
            return False
        return all(_overlap(own[one], others[other]) == (one == other) for one in own for other in others)

    def places(self, row: TextRow, blank: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the column of each blank of a row, and the place in the text below the others of its column."""
        others = self._others(row)
        for column in blank:
            before = max((item for item in row.items if item.column < column), default=None)
            after = min((item for item in row.items if item.column > column), default=None)
            start, end = _line(self.text, (before or after or row.items[0]).start)
            place = start + _offset(self.text[start:end], others[column].left, self.metric)
            # Inside the gap, off its borders: at these it would belong to what stands there.
            low = before.end + 1 if before else start
            high = min(end, after.start - 1) if after else end
            inside = max(min(max(place, low), high), start)
            # A cell begins behind its border.
            yield column, inside + (inside < end and self.text[inside] in BORDERS)

    def _others(self, row: TextRow) -> dict[int, Range]:
        found = [_ranges(self.text, other, self.metric) for other in self.rows if other is not row]
        return _united([*found, self.heads])


def metrics(annotation: Annotation, grids: Iterable[Sequence[TextRow]]) -> tuple[Metric, ...]:
    """Return the metrics by which the most columns of all grids line up: one of them, or both.

    What one metric takes for columns may be far from lining up by the other.
    """
    grids = list(grids)
    known = {}
    for metric in _METRICS:
        found = [columns for rows in grids if (columns := aligned(annotation, rows, (metric,)))]
        known[metric] = tuple([sum(numbers) for numbers in zip(*(one.known() for one in found), strict=True)])
    return tuple([metric for metric in _METRICS if known[metric] == max(known.values())])


def aligned(annotation: Annotation, rows: Sequence[TextRow], by: Iterable[Metric]) -> Columns | None:
    """Return the columns of rows of one grid, with their heads where these line up too; None where nothing does."""
    text = annotation.text
    printed = [row for row in rows if row.items]
    lines = {text.count("\n", 0, row.items[0].start) for row in printed}
    # What begins its line stands there whatever its column is.
    if len(lines) < len(printed) or all(_begins_line(text, item.start) for row in printed for item in row.items):
        return None
    found = [columns for metric in by for columns in _by_metric(annotation, rows, lines, metric)]
    return max(found, key=Columns.known, default=None)


def _by_metric(annotation: Annotation, rows: Sequence[TextRow], lines: Set[int], metric: Metric) -> Iterator[Columns]:
    """Yield the columns that rows line up in by a metric: with all heads, with those of other columns, without any."""
    own = _united(_ranges(annotation.text, row, metric) for row in rows)
    heads = _heads(annotation, rows[0], metric, lines)
    # Heads may be wider than their columns: they tell of a column only where nothing else does.
    free = {column: one for column, one in heads.items() if column not in own and _is_free(one, own)}
    for shown in (heads, free, {}):
        enough = len(lines) >= _LEAST_ROWS or len(own | shown) == len(rows[0].cells)
        if enough and _are_apart(_united([own, shown])):
            yield Columns(annotation.text, metric, rows, shown)


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"


def _is_free(one: Range, others: Mapping[int, Range]) -> bool:
    return not any(_overlap(one, other) for other in others.values())


def _ranges(text: str, row: TextRow, metric: Metric) -> dict[int, Range]:
    return {item.column: _range(text, item.start, item.end, metric) for item in row.items}


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)


def _heads(annotation: Annotation, row: TextRow, metric: Metric, lines: Set[int]) -> dict[int, Range]:
    """Return the display columns of the heads of a row that stand on lines of their own, as far as each column has
    one."""
    found = [
        (span.label, _range(annotation.text, span.start, span.end, metric))
        for span in annotation.spans
        if span.tag == "column"
        and span.label.startswith(f"l.{row.table}.col.")
        and annotation.text.count("\n", 0, span.start) not in lines
    ]
    if row.table != "t4":
        names = {f"l.{row.table}.col.{cell.rpartition('.')[2]}": column for column, cell in enumerate(row.cells)}
        return _united({names[label]: one} for label, one in found if label in names)
    # The heads of table 4 come three times; from left to right they are those of its columns.
    clusters: list[Range] = []
    for one in sorted(one for _, one in found):
        if clusters and _overlap(clusters[-1], one):
            clusters[-1] = Range(clusters[-1].left, max(clusters[-1].right, one.right))
        else:
            clusters.append(one)
    return dict(enumerate(clusters)) if len(clusters) == len(row.cells) else {}


def _range(text: str, start: int, end: int, metric: Metric) -> Range:
    line = text.rfind("\n", 0, start) + 1
    left = metric(text[line:start].expandtabs(8))
    return Range(left, left + metric(text[start:end].partition("\n")[0]))


def _united(found: Iterable[Mapping[int, Range]]) -> dict[int, Range]:
    united: dict[int, Range] = {}
    for ranges in found:
        for column, one in ranges.items():
            other = united.get(column, one)
            united[column] = Range(min(one.left, other.left), max(one.right, other.right))
    return united


def _are_apart(ranges: Mapping[int, Range]) -> bool:
    return all(ranges[one].right <= ranges[other].left for one, other in pairwise(sorted(ranges)))


def _overlap(one: Range, other: Range) -> bool:
    return one.left < other.right and other.left < one.right


def _offset(line: str, column: int, metric: Metric) -> int:
    """Return the place of a line that stands at a display column, or the line's end."""
    return bisect_right(range(len(line)), column, key=lambda at: metric(line[: at + 1].expandtabs(8)))
