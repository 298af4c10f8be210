"""The rows of tables as they stand in a text: what is printed in which column, and the gaps around and between."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from girml.forms import load
from girml.records import RowSpec, TableId
from girml.records.annotation import AnnotatedSpan, Annotation
from girml.synth.damage.gold import IN_CELLS

Side = Literal["lead", "inner", "tail", "whole"]


class Item(NamedTuple):
    """What is printed in a cell, a figure or a nil mark: its column, and the stretch [start, end) of the text."""

    column: int
    start: int
    end: int


class Gap(NamedTuple):
    """A stretch [start, end) beside or between the items of a row, and the blank columns [first, last) that lie in it.

    `side` is lead (behind the label), inner, tail (up to what stands next) or whole (a row without any item). Gaps of
    one `group` are alike but for their blanks.
    """

    side: Side
    group: tuple[str, ...]
    first: int
    last: int
    start: int
    end: int

    @property
    def blanks(self) -> int:
        """The number of blank cells in the gap."""
        return self.last - self.first


class TextRow(NamedTuple):
    """A row of a table in a text: the shape of its labels, its printed cells by column, its items in the order of
    both, and its gaps."""

    table: TableId
    shape: str
    cells: tuple[str, ...]
    items: tuple[Item, ...]
    gaps: tuple[Gap, ...]


def blank_columns(row: TextRow) -> list[int]:
    """Return the columns of a row in which nothing is printed."""
    printed = {item.column for item in row.items}
    return [column for column in range(len(row.cells)) if column not in printed]


def text_rows(annotation: Annotation) -> list[TextRow]:
    """Return the rows whose items stand in the order of their columns, in form order.

    Rows are alike in shape where the printed grid gives them the same labels: their leads are of one group.

    The rows of table 4 that stand under one head make one row.
    """
    named = _named(annotation)
    found = []
    for table, form in annotation.form.items():
        rows, shapes = load(form).tables[table].rows, _shapes(form, table)
        groups = _together(annotation, rows, named) if table == "t4" else [(row,) for row in rows]
        texts = [_text_row(annotation, table, group, named=named, shape=shapes[group[0].id]) for group in groups]
        own = [row for row in texts if row]
        found += [*own[:-1], *map(_last, own[-1:])]
    return found


def _last(row: TextRow) -> TextRow:
    """Return the last row of a table: what stands behind it is no row, so its tail is like no other."""
    gaps = [gap._replace(group=(*gap.group, "last")) if gap.side == "tail" else gap for gap in row.gaps]
    return row._replace(gaps=tuple(gaps))


@cache
def _shapes(form: str, table: TableId) -> dict[str, str]:
    """Return, by row, how many columns each label spans that the printed grid begins in its line."""
    _, grid = load(form).tables[table].grids[0]
    shapes = {}
    for row in load(form).tables[table].rows:
        line = next((line for line in grid if any(place.id == row.cells[0].id for place in line)), ())
        shapes[row.id] = " ".join(str(place.columns) for place in line if place.id.startswith("l."))
    return shapes


def _named(annotation: Annotation) -> dict[str, list[AnnotatedSpan]]:
    found: dict[str, list[AnnotatedSpan]] = defaultdict(list)
    for span in sorted(annotation.spans):
        if span.label and span.start < span.end:
            found[span.label].append(span)
    return found


def _together(
    annotation: Annotation, rows: Sequence[RowSpec], named: dict[str, list[AnnotatedSpan]]
) -> list[list[RowSpec]]:
    """Return rows by the heads they stand under: a label between what two of them print parts them."""
    others = sorted(span.start for span in annotation.spans if span.tag not in IN_CELLS)
    groups: list[list[RowSpec]] = [[]]
    end = None
    for row in rows:
        spans = sorted(span for cell in row.cells for span in named.get(cell.id, ()))
        if end is not None and spans and bisect(others, end) < bisect(others, spans[0].start):
            groups.append([])
        groups[-1].append(row)
        end = spans[-1].end if spans else end
    return groups


def _text_row(
    annotation: Annotation,
    table: TableId,
    group: Sequence[RowSpec],
    *,
    named: dict[str, list[AnnotatedSpan]],
    shape: str,
) -> TextRow | None:
    cells = tuple([cell.id for row in group for cell in row.cells if cell.id in annotation.cells])
    items = [
        Item(column, spans[0].start, spans[-1].end)
        for column, cell in enumerate(cells)
        if (spans := [span for span in named.get(cell, ()) if span.tag in IN_CELLS])
    ]
    rises = all(one.end <= other.start for one, other in pairwise(items))
    printed = {item.column for item in items}
    others = [cell for column, cell in enumerate(cells) if column not in printed]
    if not cells or not rises or any(annotation.cells[cell] is not None or cell in annotation.lost for cell in others):
        return None
    label = _head_end(annotation, items) if table == "t4" else _label_end(group, items, named)
    if not items and label is None:
        return None
    gaps = tuple(_gaps(annotation.text, items, len(cells), label=label, names=(table, shape)))
    return TextRow(table, shape, cells, tuple(items), gaps)


def _label_end(group: Sequence[RowSpec], items: Sequence[Item], named: dict[str, list[AnnotatedSpan]]) -> int | None:
    """Return where the label before the first item ends, None where it stands elsewhere."""
    ends = [span.end for span in named.get(group[0].label, ()) if not items or span.end <= items[0].start]
    return max(ends, default=None)


def _head_end(annotation: Annotation, items: Sequence[Item]) -> int | None:
    """Return where what stands before the first item ends: the heads of table 4 are its label."""
    if not items:
        return None
    return max((span.end for span in annotation.spans if span.end <= items[0].start), default=None)


def _gaps(text: str, items: Sequence[Item], cells: int, *, label: int | None, names: tuple[str, ...]) -> Iterator[Gap]:
    if not items:
        assert label is not None
        yield Gap("whole", names, 0, cells, label, len(text))
        return
    if label is not None:
        yield Gap("lead", names, 0, items[0].column, label, items[0].start)
    for one, other in pairwise(items):
        yield Gap("inner", (), one.column + 1, other.column, one.end, other.start)
    yield Gap("tail", (names[0], str(cells)), items[-1].column + 1, cells, items[-1].end, len(text))
