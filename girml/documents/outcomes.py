"""Table 4 read from whole tables of a document: outcomes by the heads over them, in one table or in three."""

from collections.abc import Sequence

from girml.documents.cells import kind, row
from girml.documents.grid import Grid, Seat
from girml.documents.heads import heads
from girml.documents.likeness import LEAST, likeness
from girml.documents.rows import Filled
from girml.records import RowReadings, RowSpec, Table


def outcomes_of(table: Table, grid: Grid) -> Filled | None:
    """Return what a grid shows of table 4; None where it shows nothing of it, or not all of it can be told."""
    shown = [at for at, seats in enumerate(grid) if all(seat.first and kind(seat.cell) != "words" for seat in seats)]
    size = len(table.rows[0].cells)
    if len(shown) != 1 or len(grid[shown[0]]) % size:
        return None
    at, seats = shown[0], grid[shown[0]]
    found: dict[RowSpec, RowReadings] = {}
    fit = 0.0
    for begin in range(0, len(seats), size):
        own = seats[begin : begin + size]
        paths = [_path(grid, at, seat) for seat in own]
        alike, spec = max(((_headed(table, one, paths), one) for one in table.rows), key=lambda pair: pair[0])
        if alike < LEAST or spec in found:
            return None
        fit += alike
        found[spec] = row(spec, [seat.cell for seat in own])
    return Filled(fit, tuple(found.values()))


def _path(grid: Grid, at: int, seat: Seat) -> list[str]:
    """Return the heads over a cell, from the nearest up."""
    above = [next(one for one in grid[number] if one.column + one.cell.columns > seat.column) for number in range(at)]
    return [one.cell.text for one in reversed(above) if one.first and one.cell.text]


def _headed(table: Table, spec: RowSpec, paths: Sequence[Sequence[str]]) -> float:
    """Return how like the heads over five cells are to those of a row of table 4, all together; 0 where one is not the
    same."""
    alike: list[float] = []
    for cell, path in zip(spec.cells, paths, strict=True):
        own = heads(table.form, table.id)[cell.id][:2]
        if len(path) < len(own):
            return 0.0
        alike += (likeness(table.form, name, text) for name, text in zip(own, path, strict=False))
    return sum(alike) / len(alike) if min(alike) >= LEAST else 0.0
