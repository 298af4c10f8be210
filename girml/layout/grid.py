"""Places by columns: where on their lines the figures of all rows, and the heads, line up."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from girml.layout.columns import METRICS, Ruler
from girml.layout.heads import Head, Range, merged, over_columns, overlap
from girml.layout.places import Place, Places, Row
from girml.layout.segments import TABLE_4
from girml.text.width import Metric, code_points, display_width

_TOLERANCE = 0.5
_LEAST_ROWS = 3
_MOST_FREE = 3
_EDGES: tuple[Callable[[tuple[int, int]], float], ...] = (
    lambda spot: spot[1],
    lambda spot: (spot[0] + spot[1]) / 2,
    lambda spot: spot[0],
)

Edge = Callable[[tuple[int, int]], float]
Grid = tuple[str, int]
"""What rows share whose columns are the same: their table, and how many cells they have."""
Spots = Mapping[int, Sequence[Range]]
"""Where the figures of rows stand, by the identity of their segments."""


class _Look(NamedTuple):
    """Where by one metric the figures of all grids stand, and the heads over the columns of each."""

    metric: Metric
    spots: Spots
    over: Callable[[Grid], Mapping[int, Range]]


class _Lines(NamedTuple):
    """The rows of a grid, where their figures stand, and the heads over its columns."""

    rows: Sequence[Row]
    spots: Spots
    over: Mapping[int, Range]


class Columns(NamedTuple):
    """What the columns of a report tell: the metric by which figures line up better, whether spaces fill lines up to
    one length by it, and two ways to place the figures of a row: into the columns of all rows of its grid, and into
    those of the rows with as much before their first figure."""

    metric: Metric
    is_padded: bool
    in_all: Place
    by_depth: Place


def by_columns(ruler: Ruler, rows: Sequence[Row], heads: Sequence[Head], *, barred: bool = False) -> Columns:
    """Return what the columns tell of rows whose figures have nothing but spaces between them, or with `barred` of
    those whose figures delimiters part.

    Where no row is full, the heads tell which columns these are. Where figures line up as well by both metrics, a row
    is placed if both agree on it.
    """
    grids: dict[Grid, list[Row]] = {}
    for row in rows:
        if _in_columns(row, barred=barred):
            grids.setdefault(_grid(row), []).append(row)

    @cache
    def look(metric: Metric) -> _Look:
        spots = {id(row[1]): _spots(ruler, row, metric) for own in grids.values() for row in own}
        return _Look(metric, spots, cache(lambda grid: over_columns(ruler, heads, grids[grid][0][0], metric)))

    lengths = _lengths(ruler, grids)
    is_padded = 2 * min(lengths) <= max(lengths) > 0
    loose = ([_looseness(grids, look(metric), used) for metric in METRICS] for used in ((), grids))
    wide, narrow = lengths if is_padded else next((one for one in loose if one[0] != one[1]), (0, 0))
    metric = display_width if wide <= narrow else code_points
    lined_up = list(_lined_up(ruler, grids, look(metric)))
    whole = _together(lined_up)
    others = _together(_lined_up(ruler, grids, look(code_points))) if wide == narrow else {}
    by_depth = cache(lambda: _by_depth(ruler, lined_up))

    def in_all(row: Row) -> Places | None:
        places = whole.get(id(row[1]))
        return places if others.get(id(row[1]), places) == places else None

    return Columns(metric, is_padded, in_all, lambda row: by_depth().get(id(row[1])))


def _lengths(ruler: Ruler, grids: Mapping[Grid, Sequence[Row]]) -> list[int]:
    """Return how many lengths the lines of grids have that spaces fill up, by each metric: they are filled up to
    one."""
    lines = [[ruler.padded_line(segment.printed[-1].token) for _, segment in rows] for rows in grids.values()]
    return [sum(len({metric(line) for line in own if line is not None}) for own in lines) for metric in METRICS]


def _looseness(grids: Mapping[Grid, Sequence[Row]], look: _Look, headed: Container[Grid]) -> int:
    """Return how many columns the figures of grids take up, those of all rows and, of some grids, their heads set over
    each other: the fewer, the better they line up."""
    found = 0
    for grid, rows in grids.items():
        over = look.over(grid).values() if grid in headed else ()
        if len(rows) > 1 or over:
            spots = [*over, *(spot for _, segment in rows for spot in look.spots[id(segment)])]
            found += sum(one.right - one.left for one in merged(spots))
    return found


def _grid(row: Row) -> Grid:
    return row[0].id[:2], len(row[0].cells)


def _in_columns(row: Row, *, barred: bool) -> bool:
    """Return whether a row's figures stand on one line, with nothing but spaces between them, or with delimiters."""
    spec, segment = row
    places = {(one.line, 0 if barred else one.field) for one in segment.printed}
    return len(spec.cells) > 1 and len(places) == 1 and barred == (segment.printed[-1].field > 0)


def _lined_up(ruler: Ruler, grids: Mapping[Grid, Sequence[Row]], look: _Look) -> Iterator[_Lines]:
    """Yield the rows of the grids in which what stands before figures tells their columns."""
    for grid, rows in grids.items():
        spots = {id(segment): look.spots[id(segment)] for _, segment in rows}
        lines = {segment.printed[0].line for _, segment in rows}
        begun = all(left == 0 for own in spots.values() for left, _ in own)
        # What begins its line stands there whatever its column is, and so it is where nothing but single spaces part.
        apart = any(entry.spaces > 1 or entry.field for _, segment in rows for entry in segment.printed)
        if len(lines) == len(rows) and not begun and apart:
            yield _Lines(rows, spots, _clear_of_labels(ruler, rows, look.over(grid), look.metric))


def _together(lined_up: Iterable[_Lines]) -> dict[int, Places]:
    """Return the places of the rows that line up with all of their grid, by the identity of their segments."""
    found: dict[int, Places] = {}
    for rows, spots, over in lined_up:
        found |= _by_clusters(rows, spots, over) or _by_full_rows(rows, spots)
    return found


def _by_depth(ruler: Ruler, lined_up: Iterable[_Lines]) -> dict[int, Places]:
    """Return the places of the rows that line up with those alone that have as much before their first figure."""
    depths = ((_depths(ruler, rows), spots, over) for rows, spots, over in lined_up)
    return _together(_Lines(own, spots, over) for some, spots, over in depths if len(some) > 1 for own in some)


def _clear_of_labels(
    ruler: Ruler, rows: Sequence[Row], over: Mapping[int, Range], metric: Metric
) -> Mapping[int, Range]:
    """Return heads where they stand in the order of their columns, and none of them over the labels of the rows."""
    labels = [Range(*ruler.place(segment.mention.first, metric)) for spec, segment in rows if spec.id != TABLE_4]
    ordered = [over[column] for column in sorted(over)]
    apart = all(one.right <= other.left for one, other in pairwise(ordered))
    return over if apart and not any(overlap(label, head) for label in labels for head in ordered) else {}


def _depths(ruler: Ruler, rows: Sequence[Row]) -> list[list[Row]]:
    """Return rows by how much stands before their first figure on its line: some converters set a row further right by
    each label that begins there."""
    tokens, depths = ruler.tokens, dict[int, list[Row]]()
    for row in rows:
        first = row[1].printed[0].token
        begin = first
        while begin and tokens.lines[begin - 1] == tokens.lines[first]:
            begin -= 1
        apart = sum(tokens.gaps[at].newlines > 0 or tokens.gaps[at].spaces > 1 for at in range(begin, first))
        depths.setdefault(apart, []).append(row)
    return list(depths.values())


def _spots(ruler: Ruler, row: Row, metric: Metric) -> list[Range]:
    return [Range(*ruler.place(entry.token, metric)) for entry in row[1].printed]


def _by_clusters(rows: Sequence[Row], spots: Spots, over: Mapping[int, Range]) -> dict[int, Places]:
    """Return the places of rows whose figures, all together, stand in as many stretches as there are columns, or in
    stretches below heads; none where two figures of a row share one."""
    spots = {id(segment): spots[id(segment)] for _, segment in rows}
    clusters = merged(one for own in spots.values() for one in own)
    cells = len(rows[0][0].cells)
    if any(len(_within(own, clusters)) < len(own) for own in spots.values()):
        return {}
    if len(over) == cells and (below := _below(rows, spots, over)):
        return below
    columns = list(range(cells))
    if len(clusters) != cells or len(rows) < _LEAST_ROWS:
        told = _told(clusters, over, cells)
        if len(told) != 1:
            return {}
        columns = list(told[0])
    return {id(segment): tuple([columns[at] for at in _within(spots[id(segment)], clusters)]) for _, segment in rows}


def _below(rows: Sequence[Row], spots: Spots, over: Mapping[int, Range]) -> dict[int, Places]:
    """Return the places of rows each of whose figures stands below one head, none where one does not."""
    found: dict[int, Places] = {}
    for _, segment in rows:
        own = [[column for column, head in over.items() if overlap(spot, head)] for spot in spots[id(segment)]]
        if any(len(columns) != 1 for columns in own):
            return {}
        found[id(segment)] = tuple([column for (column,) in own])
    return found if all(one < other for places in found.values() for one, other in pairwise(places)) else {}


def _within(own: Iterable[Range], clusters: Sequence[Range]) -> list[int]:
    """Return in which of the stretches figures stand, each once."""
    return sorted({next(at for at, one in enumerate(clusters) if overlap(one, spot)) for spot in own})


def _told(clusters: Sequence[Range], over: Mapping[int, Range], cells: int) -> list[tuple[int, ...]]:
    """Return the columns that stretches may be, from left to right: that of the one head which a stretch stands below,
    for one below none a column without a head; what is left out has heads."""
    free = [column for column in range(cells) if column not in over]
    if len(free) > _MOST_FREE:
        return []
    found: list[tuple[int, ...]] = [()]
    for cluster in clusters:
        below = [column for column, head in over.items() if overlap(cluster, head)]
        choices = free if not below else below if len(below) == 1 else []
        found = [(*before, column) for before in found for column in choices if not before or before[-1] < column]
    return [columns for columns in found if set(free) <= set(columns)]


def _by_full_rows(rows: Sequence[Row], spots: Spots) -> dict[int, Places]:
    """Return the columns whose figures, in the full rows, stand nearest."""
    grid = _edges([spots[id(segment)] for spec, segment in rows if len(segment.printed) == len(spec.cells)])
    found = ((segment, _nearest(spots[id(segment)], *grid)) for _, segment in rows) if grid else ()
    return {id(segment): places for segment, places in found if places is not None}


def _edges(rows: Sequence[Sequence[Range]]) -> tuple[Edge, list[float]] | None:
    """Return the edge of the figures that lines up best over the rows, and the columns' places by it.

    None where nothing lines up: then the rows are not laid out in columns.
    """
    columns = list(zip(*rows, strict=True))
    if len(rows) < 2 or not columns:
        return None

    def spread(edge: Edge) -> float:
        return max(max(map(edge, column)) - min(map(edge, column)) for column in columns)

    # Right edges first: figures are mostly set flush right, and ties keep that order.
    edge = min(_EDGES, key=spread)
    grid = [median(map(edge, column)) for column in columns]
    pitch = min(b - a for a, b in pairwise(grid))
    return (edge, grid) if spread(edge) <= _TOLERANCE * pitch else None


def _nearest(spots: Sequence[Range], edge: Edge, grid: Sequence[float]) -> Places | None:
    pitch = min(b - a for a, b in pairwise(grid))
    found = []
    for spot in spots:
        distances = sorted((abs(edge(spot) - x), number) for number, x in enumerate(grid))
        if distances[0][0] > _TOLERANCE * pitch:
            return None
        found.append(distances[0][1])
    return tuple(found) if all(a < b for a, b in pairwise(found)) else None
