"""Figures that no row takes: a report that has many says that its tables lie otherwise than they were read."""

from collections.abc import Iterable, Sequence

from girml.layout.segments import Segment
from girml.records import TableReadings


def loose_figures(found: Sequence[Segment], tables: Iterable[TableReadings]) -> int:
    """Return how many entries of all segments are in the best reading of no row."""
    taken = {
        reading.start
        for table in tables
        for row in table.rows
        for reading in row.candidates[0].readings
        if reading.start is not None
    }
    entries = {entry.reading.start for segment in found for entry in segment.printed}
    return len(entries - taken)
