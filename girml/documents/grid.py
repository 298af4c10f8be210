"""Tables as grids: which cell fills each place."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from girml.documents.laying import Placed, PlacedTable

MOST_PLACES = 200_000
"""A table of more places is no form; spans could make it as large as they like."""


class Seat(NamedTuple):
    """A cell as a row of a grid shows it: where it begins there, and whether the row is its first."""

    cell: Placed
    column: int
    first: bool


Grid = Sequence[Sequence[Seat]]
"""The rows of a grid, each with the cells that fill it from left to right, those that began in rows above it too."""


def grid(table: PlacedTable) -> Grid | None:
    """Return a table as a grid; None where its cells do not fill it: places are left out, or filled twice.

    A cell that spans rows beyond the last one ends there, as browsers have it; a row without cells is none, unless
    cells above span it.
    """
    width = sum(cell.columns for cell in next(filter(None, table), ()))
    if width * len(table) > MOST_PLACES:
        return None
    places: list[list[Seat | None]] = [[None] * width for _ in table]
    for at, line in enumerate(table):
        free = 0
        for cell in line:
            while free < width and places[at][free] is not None:
                free += 1
            if not _fill(places, cell, at, free):
                return None
    rows = [[next(same) for _, same in groupby(row, key=_where)] for row in places if any(row)]
    whole = [[seat for seat in row if seat] for row in rows]
    return whole if whole == rows else None


def _where(seat: Seat | None) -> int | None:
    return seat and seat.column


def _fill(places: Sequence[list[Seat | None]], cell: Placed, at: int, column: int) -> bool:
    """Set a cell into its places; return whether they are there, and free."""
    end = column + cell.columns
    for number, row in enumerate(places[at : at + cell.rows]):
        if end > len(row) or any(row[column:end]):
            return False
        row[column:end] = [Seat(cell, column, number == 0)] * cell.columns
    return True
