"""Tables 2 and 3 read from whole tables of a document: rows by their labels, columns by their heads."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from girml.documents.alignment import align, label_of
from girml.documents.cells import kind, row
from girml.documents.grid import Grid, Seat
from girml.documents.heads import heads
from girml.documents.likeness import LEAST, likeness
from girml.records import ExtraRow, RowReadings, RowSpec, Table

_PRINTED = ("figure", "nil", "unreadable")


class Filled(NamedTuple):
    """The rows of a table of the form that a table of a document shows, and how well they fit."""

    fit: float
    rows: tuple[RowReadings, ...]
    extras: tuple[ExtraRow, ...] = ()


def rows_of(table: Table, grid: Grid) -> Filled | None:
    """Return what a grid shows of table 2 or 3; None where it shows nothing of it, or not all of it can be told."""
    fit, paired = align(table, grid)
    if not paired:
        return None
    found: list[RowReadings] = []
    for at, spec in paired.items():
        own = grid[at][-len(spec.cells) :]
        named = _headed(table, spec, _over(grid, at, len(own), paired))
        if named < LEAST:
            return None
        fit += named
        found.append(row(spec, [seat.cell for seat in own]))
    extras = [_extra(grid, at, paired) for at in range(len(grid)) if at not in paired and _is_row(grid[at], paired)]
    known = [one for one in extras if one is not None]
    return Filled(fit, tuple(found), tuple(known)) if len(known) == len(extras) else None


def _over(grid: Grid, at: int, cells: int, paired: Mapping[int, RowSpec]) -> Sequence[str]:
    """Return the heads over so many cells of a row, from left to right: the words that end the nearest row above it
    which is none of the form. They are told by their order, for the form itself sets its second table's heads and
    figures into columns of different widths."""
    for number in reversed(range(at)):
        seats = grid[number]
        own = [seat.cell for seat in seats[-cells:]]
        if number not in paired and len(seats) > cells and all(kind(cell) == "words" for cell in own):
            return [cell.text for cell in own]
    return [""] * cells


def _headed(table: Table, spec: RowSpec, over: Sequence[str]) -> float:
    """Return how like the heads over the cells of a row are to their own, at the least; 0 where one is more like the
    head of another."""
    names = [heads(table.form, table.id)[cell.id][0] for cell in spec.cells]
    least = 1.0
    for text, name in zip(over, names, strict=True):
        own = likeness(table.form, name, text)
        if any(likeness(table.form, other, text) > own for other in names):
            return 0.0
        least = min(least, own)
    return least


def _is_row(seats: Sequence[Seat], paired: Mapping[int, RowSpec]) -> bool:
    """Return whether a row that is none of the form shows figures, or nothing where those of the form have cells."""
    own = [kind(seat.cell) for seat in seats if seat.first]
    most = max(len(spec.cells) for spec in paired.values())
    return any(one in _PRINTED for one in own) or (len(own) > most and set(own[-most:]) == {"empty"})


def _extra(grid: Grid, at: int, paired: Mapping[int, RowSpec]) -> ExtraRow | None:
    """Return a row that the form does not know; None where its cells are not those of the rows above it, or empty: then
    it may be the rest of a row."""
    above = next((number for number in reversed(range(at)) if number in paired), None)
    label = label_of(paired[above], grid[at]) if above is not None else None
    if above is None or label is None or len(grid[at]) != len(grid[above]) or kind(label.cell) != "words":
        return None
    cells = [seat.cell for seat in grid[at][-len(paired[above].cells) :]]
    figures = tuple(cell.text for cell in cells if cell.text)
    return ExtraRow(label.cell.text, figures, label.cell.start, cells[-1].end) if figures else None
