"""Which row of the form each row of a grid is, by its label, in the order of the form."""

from collections.abc import Mapping, Sequence

from girml.documents.grid import Grid, Seat
from girml.documents.likeness import LEAST, likeness
from girml.records import RowSpec, Table

MOST_ROWS = 500
"""A grid of more rows is no form."""
_GROUP = 0.2
"""What the label of a group counts beside that of the row."""


def align(table: Table, rows: Grid) -> tuple[float, Mapping[int, RowSpec]]:
    """Return how well the rows of a grid fit a table of the form, and which of its rows each of them is.

    Rows keep the order of the form; of all ways to pair them that with the likest labels is taken.
    """
    if len(rows) > MOST_ROWS:
        return 0.0, {}
    specs = table.rows
    best = [[0.0] * (len(specs) + 1) for _ in range(len(rows) + 1)]
    alike = [[_alike(table.form, spec, seats) for spec in specs] for seats in rows]
    for at in reversed(range(len(rows))):
        for number in reversed(range(len(specs))):
            paired = alike[at][number] + best[at + 1][number + 1] if alike[at][number] else 0.0
            best[at][number] = max(best[at + 1][number], best[at][number + 1], paired)
    return best[0][0], _paired(specs, alike, best)


def _paired(
    specs: Sequence[RowSpec], alike: Sequence[Sequence[float]], best: Sequence[Sequence[float]]
) -> dict[int, RowSpec]:
    found: dict[int, RowSpec] = {}
    at = number = 0
    while at < len(alike) and number < len(specs):
        own = alike[at][number]
        if own and best[at][number] == own + best[at + 1][number + 1]:
            found[at] = specs[number]
            at, number = at + 1, number + 1
        elif best[at][number] == best[at + 1][number]:
            at += 1
        else:
            number += 1
    return found


def label_of(spec: RowSpec, seats: Sequence[Seat]) -> Seat | None:
    """Return the label of a row of a grid that has as many cells behind it as a row of the form; None where it has
    not, or they are of rows above it."""
    cells = len(spec.cells)
    if len(seats) <= cells or not all(seat.first for seat in seats[-cells - 1 :]):
        return None
    return seats[-cells - 1]


def _alike(form: str, spec: RowSpec, seats: Sequence[Seat]) -> float:
    """Return how like the label of a row of a grid is to that of a row of the form; 0 where they are not the same."""
    label = label_of(spec, seats)
    own = likeness(form, spec.label, label.cell.text) if label else 0.0
    if own < LEAST:
        return 0.0
    before = seats[-len(spec.cells) - 2 : -len(spec.cells) - 1]
    return own + (_GROUP * likeness(form, spec.group, before[0].cell.text) if before and spec.group else 0.0)
