"""Where the places of a printed table stand on a sheet, all of whose columns are of one width."""

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from girml.text.width import display_width
from girml.view.sheets import Place, Sheet
from girml.writers.xlsx.page import Area

COLUMNS = 15
"""Of a sheet: as many as table 4 has."""
WIDTH = 12.5
"""Of a column, in characters."""
_SHARES = {"t2": (3, 4, 4, 4), "t3": (1, 1, 6, 1, 1, 1, 1, 1, 1, 1), "t4": (1,) * COLUMNS}
"""How many columns of the sheet each column of a table takes."""


class Spot(NamedTuple):
    """A place of a grid, and the area of the sheet that it takes."""

    place: Place
    area: Area

    def is_in(self, row: int) -> bool:
        """Return whether it takes that row of the sheet and no other."""
        return self.area[0] == self.area[2] == row


def spots(table: Sheet, top: int) -> Iterator[Spot]:
    """Yield the places of a table with what they take of the sheet, the first line being its row `top`."""
    edges = [0, *accumulate(_SHARES[table.table])]
    taken: set[tuple[int, int]] = set()
    for y, line in enumerate(table.rows):
        x = 0
        for place in line.places:
            while (y, x) in taken:
                x += 1
            taken.update((y + down, x + right) for down in range(place.rows) for right in range(place.columns))
            yield Spot(place, (top + y, edges[x], top + y + place.rows - 1, edges[x + place.columns] - 1))


def lines(spot: Spot) -> int:
    """Return how many lines the label of a place takes, 1 for a cell."""
    text = spot.place.label.texts[0] if spot.place.label else ""
    room = (spot.area[3] - spot.area[1] + 1) * WIDTH - 1
    return max(1, -int(-display_width(text) // room))
