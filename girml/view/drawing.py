"""Where in a printed grid a failing rule is drawn: beside the line that it is about, or under its columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from girml.records import GridCell
from girml.view.rules import Told

Stretch = tuple[int, int]
"""Columns [first, after) of a grid."""


class Extent(NamedTuple):
    """Where a cell stands in a grid: its line, its first column, the column after its last."""

    line: int
    first: int
    after: int


class Drawn(NamedTuple):
    """The failing rules beside each line of a grid, and those under each stretch of its columns."""

    beside: Mapping[int, Sequence[Told]]
    under: Mapping[Stretch, Sequence[Told]]


class Foot(NamedTuple):
    """So many columns under a grid, and the failing rules of the cells above."""

    columns: int
    failing: tuple[Told, ...]


def extents(grid: Sequence[Sequence[GridCell]]) -> dict[str, Extent]:
    """Return where each cell of a grid stands; labels come again, so they are left out."""
    found: dict[str, Extent] = {}
    taken: set[tuple[int, int]] = set()
    for y, line in enumerate(grid):
        x = 0
        for place in line:
            while (y, x) in taken:
                x += 1
            taken.update((y + down, x + right) for down in range(place.rows) for right in range(place.columns))
            if place.id.startswith("t"):
                found[place.id] = Extent(y, x, x + place.columns)
    return found


def drawn(places: Mapping[str, Extent], failing: Iterable[Told]) -> Drawn:
    """Return where rules are drawn whose cells stand at these places.

    A rule within one line is drawn beside it, unless it is the only line of the table with cells.
    """
    beside: dict[int, list[Told]] = {}
    under: dict[Stretch, list[Told]] = {}
    many = len({place.line for place in places.values()}) > 1
    for one in failing:
        own = [places[cell] for cell in one.check.cells]
        if many and len({place.line for place in own}) == 1:
            beside.setdefault(own[0].line, []).append(one)
        else:
            stretch = min(place.first for place in own), max(place.after for place in own)
            under.setdefault(stretch, []).append(one)
    return Drawn(beside, under)


def feet(under: Mapping[Stretch, Sequence[Told]]) -> Iterator[tuple[Foot, ...]]:
    """Yield the lines under a grid from left to right; stretches that overlap stand in lines of their own."""
    left = sorted(under)
    while left:
        line: list[Foot] = []
        after = 0
        for first, end in list(left):
            if first >= after:
                line += [Foot(first - after, ())] if first > after else []
                line.append(Foot(end - first, tuple(under[first, end])))
                left.remove((first, end))
                after = end
        yield tuple(line)
