"""What stands in the cells of a table, and the rows of the form that such cells make."""

from collections.abc import Sequence

from girml.documents.laying import Placed
from girml.evidence import Evidence
from girml.records import Candidate, Reading, RowReadings, RowSpec
from girml.text.values import shown
from girml.text.view import fold


def kind(cell: Placed) -> str:
    """Return what a cell shows: a figure, a nil mark (nil), nothing (empty), signs that are no figure (unreadable), or
    words."""
    return shown(fold(cell.text))[0]


def reading(cell: Placed) -> Reading:
    """Return what a cell shows, as a reading."""
    what, state, value, length, unit = shown(fold(cell.text))
    text = cell.text[:length]
    return Reading(state, text if what == "words" else value, text, cell.start, cell.start + length, None, unit)


def row(spec: RowSpec, cells: Sequence[Placed]) -> RowReadings:
    """Return a row of the form as its cells show it: there is one way to read it."""
    return RowReadings(spec, (Candidate(tuple(map(reading, cells)), 0.0, Evidence.WHOLE_TABLE),), 1.0)
