"""Places by columns: where on their lines the figures of the full rows line up."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from girml.layout.columns import place
from girml.layout.places import Place, Places, Row, delimited
from girml.records import Tokens
from girml.text.width import Metric

_TOLERANCE = 0.5
_EDGES: tuple[Callable[[tuple[int, int]], float], ...] = (
    lambda spot: spot[1],
    lambda spot: (spot[0] + spot[1]) / 2,
    lambda spot: spot[0],
)

Edge = Callable[[tuple[int, int]], float]


def by_columns(tokens: Tokens, full: Sequence[Row], metric: Metric) -> Place:
    """Assign entries to the column whose figures, in the full rows, stand nearest."""
    by_width: dict[int, list[list[tuple[int, int]]]] = {}
    for spec, segment in full:
        if len({entry.line for entry in segment.printed}) == 1:
            spots = [place(tokens, entry.token, metric) for entry in segment.printed]
            by_width.setdefault(len(spec.cells), []).append(spots)
    grids = {cells: _grid(rows) for cells, rows in by_width.items()}

    def places(row: Row) -> Places | None:
        spec, segment = row
        grid = grids.get(len(spec.cells))
        if grid is None or delimited(segment) or len({entry.line for entry in segment.printed}) > 1:
            return None
        spots = [place(tokens, entry.token, metric) for entry in segment.printed]
        return _nearest(spots, *grid)

    return places


def _grid(rows: list[list[tuple[int, int]]]) -> tuple[Edge, list[float]] | None:
    """Return the edge of the figures that lines up best over the rows, and the columns' places by it.

    None where nothing lines up: then the rows are not laid out in columns.
    """
    columns = list(zip(*rows, strict=True))

    def spread(edge: Edge) -> float:
        return max(max(map(edge, column)) - min(map(edge, column)) for column in columns)

    # Right edges first: figures are mostly set flush right, and ties keep that order.
    edge = min(_EDGES, key=spread)
    grid = [median(map(edge, column)) for column in columns]
    pitch = min(b - a for a, b in pairwise(grid))
    return (edge, grid) if len(rows) > 1 and spread(edge) <= _TOLERANCE * pitch else None


def _nearest(spots: list[tuple[int, int]], edge: Edge, grid: list[float]) -> Places | None:
    pitch = min(b - a for a, b in pairwise(grid))
    found = []
    for spot in spots:
        distances = sorted((abs(edge(spot) - x), number) for number, x in enumerate(grid))
        if distances[0][0] > _TOLERANCE * pitch:
            return None
        found.append(distances[0][1])
    return tuple(found) if all(a < b for a, b in pairwise(found)) else None
