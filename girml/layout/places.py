"""Which cells the entries of a row stand in: what all ways of placing them share."""

from collections.abc import Callable
from itertools import pairwise

from girml.layout.segments import Segment
from girml.records import RowSpec

Places = tuple[int, ...]
Row = tuple[RowSpec, Segment]
Place = Callable[[Row], Places | None]
"""A way to place the printed entries of a row, or None where it says nothing of the row."""


def is_open(row: Row) -> bool:
    """Return whether a row shows fewer entries than it has cells, so that their places are in question."""
    return 0 < len(row[1].printed) < len(row[0].cells)


def delimited(segment: Segment) -> bool:
    """Return whether a row stands on one line with delimiters after its label."""
    if not segment.entries:
        return False
    return segment.entries[0].field > 0 and segment.entries[0].line == segment.entries[-1].line


def whole(found: list[float], cells: int) -> Places | None:
    """Return places as whole numbers where they are, rise, and lie within the row."""
    places = tuple(int(at) for at in found)
    if any(place != at for place, at in zip(places, found, strict=True)) or any(not 0 <= at < cells for at in places):
        return None
    return places if all(a < b for a, b in pairwise(places)) else None
