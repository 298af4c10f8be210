"""The cells that lines of a page draw: places between lines, those that no line parts put together.

A line counts where it passes the middle of a side, so that corners may be open; the ends of lines close a table that
the page's end cuts.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from girml.documents.ruled import TOLERANCE, Box

MOST_LINES = 2000
"""A page of more lines is a drawing."""
_MOST_PLACES = 20_000


class Line(NamedTuple):
    """A line of a page: upright or level, where it stands, and where it begins and ends."""

    upright: bool
    at: float
    begin: float
    end: float


def tables(lines: Sequence[Line]) -> list[tuple[Box, ...]]:
    """Return the cells of each table that lines draw, from the upper left; none of what is no table of boxes."""
    found = (_cells(some) for some in _touching(lines)) if len(lines) <= MOST_LINES else ()
    return [cells for cells in found if len(cells) > 1]


def _touching(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines by what hangs together."""
    groups: list[list[Line]] = []
    waiting = list(lines)
    while waiting:
        group, edge = [], [waiting.pop()]
        while edge:
            one = edge.pop()
            group.append(one)
            touched = [other for other in waiting if _touch(one, other)]
            edge += touched
            waiting = [other for other in waiting if other not in touched] if touched else waiting
        groups.append(group)
    return groups


def _touch(one: Line, other: Line) -> bool:
    if one.upright == other.upright:
        near = abs(one.at - other.at) <= TOLERANCE
        return near and one.begin - TOLERANCE <= other.end and other.begin - TOLERANCE <= one.end
    return _passes(one, other.at) and _passes(other, one.at)


def _passes(line: Line, at: float) -> bool:
    return line.begin - TOLERANCE <= at <= line.end + TOLERANCE


def _cells(lines: Sequence[Line]) -> tuple[Box, ...]:
    upright = [line for line in lines if line.upright]
    level = [line for line in lines if not line.upright]
    columns, rows = _edges(upright, level), _edges(level, upright)
    width, height = len(columns) - 1, len(rows) - 1
    if not upright or not level or width * height > _MOST_PLACES:
        return ()
    parted = _parted(upright, columns, rows), _parted(level, rows, columns)
    cells = []
    waiting = set(product(range(height), range(width)))
    for place in product(range(height), range(width)):
        if place in waiting:
            own = _together(place, waiting, parted)
            (top, left), (bottom, right) = min(own), max(own)
            if len(own) != (bottom - top + 1) * (right - left + 1):
                return ()
            cells.append(Box(columns[left], rows[top], columns[right + 1], rows[bottom + 1]))
    return tuple(cells)


def _edges(lines: Sequence[Line], across: Sequence[Line]) -> list[float]:
    """Return where lines stand, and where those across them begin and end; those that are one once."""
    ends = [min((line.begin for line in across), default=0.0), max((line.end for line in across), default=0.0)]
    found: list[float] = []
    for at in sorted([*(line.at for line in lines), *ends]):
        if not found or at - found[-1] > TOLERANCE:
            found.append(at)
    return found


Parted = set[tuple[int, int]]
"""Which edges, by their number, are drawn between which two edges across them."""


def _parted(lines: Iterable[Line], edges: Sequence[float], across: Sequence[float]) -> Parted:
    found: Parted = set()
    for line in lines:
        number = min(range(len(edges)), key=lambda one: abs(edges[one] - line.at))
        for at in range(len(across) - 1):
            if _passes(line, (across[at] + across[at + 1]) / 2):
                found.add((number, at))
    return found


def _together(
    place: tuple[int, int], waiting: set[tuple[int, int]], parted: tuple[Parted, Parted]
) -> list[tuple[int, int]]:
    """Return the places that no line parts from one, and take them from those that wait."""
    upright, level = parted
    waiting.discard(place)
    own, edge = [], [place]
    while edge:
        row, column = edge.pop()
        own.append((row, column))
        beside = (
            ((row, column + 1), (column + 1, row) in upright), ((row, column - 1), (column, row) in upright),
            ((row + 1, column), (row + 1, column) in level), ((row - 1, column), (row, column) in level),
        )  # fmt: skip
        for other, is_parted in beside:
            if not is_parted and other in waiting:
                waiting.discard(other)
                edge.append(other)
    return own
