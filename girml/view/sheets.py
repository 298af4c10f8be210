"""The tables of a form as they are printed, filled in, and the failing rules beside the row or under the column."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from girml.forms import load
from girml.records import Cell, Form, GridCell, Label, Report, Table
from girml.view.controls import plain
from girml.view.drawing import Drawn, Foot, drawn, extents, feet
from girml.view.reasons import Reason, reasons
from girml.view.rules import Told, cell_labels

_PRINTED = 0
"""The first grid of a table is the one that the form prints; the others are shapes that bodies make of it."""


class Filled(NamedTuple):
    """A cell as the form shows it: what stands in it, its alternatives (None for a blank), its reason, the ids of the
    labels of its row and column, and whether a rule fails that is drawn under it."""

    cell: Cell
    shown: str
    alternatives: tuple[str | None, ...]
    reason: Reason | None
    row: str
    column: str
    broken: bool


class Place(NamedTuple):
    """A place of a grid over so many columns and rows: a label, or a filled cell."""

    columns: int
    rows: int
    label: Label | None
    filled: Filled | None


class SheetRow(NamedTuple):
    """A line of a grid, and the failing rules of its cells."""

    places: tuple[Place, ...]
    failing: tuple[Told, ...]


class Sheet(NamedTuple):
    """A table of the form: its caption and form, its unit where all cells share one, its grid and what is under it;
    so many of its lines are its head, 0 where it has several."""

    table: str
    caption: str
    form: str
    unit: str | None
    head: int
    rows: tuple[SheetRow, ...]
    feet: tuple[tuple[Foot, ...], ...]


def sheets(report: Report, checks: Sequence[Told]) -> Iterator[Sheet]:
    """Yield the tables of a report, in form order."""
    by_cell = reasons(report)
    for table_id, form_id in (report.form or {}).items():
        form = load(form_id)
        table = form.tables[table_id]
        failing = [one for one in checks if one.check.holds is False and one.check.id.startswith(f"c.{table_id}.")]
        places = drawn(extents(table.grids[_PRINTED][1]), failing)
        broken = {cell for some in places.under.values() for one in some for cell in one.check.cells}
        own = (cell for cell in report.cells if cell.id.startswith(f"{table_id}."))
        filled = {cell.id: _filled(form, cell, by_cell.get(cell.id), cell.id in broken) for cell in own}
        yield _sheet(form, table, filled, places)


def _sheet(form: Form, table: Table, filled: Mapping[str, Filled], places: Drawn) -> Sheet:
    section = next(one for one in form.sections if one.table == table.id)
    units = {cell.unit for row in table.rows for cell in row.cells}
    return Sheet(
        table=table.id,
        caption=f"{section.numeral}、{section.titles[0]}",
        form=form.id,
        unit=units.pop() if len(units) == 1 else None,
        head=_head(table.grids[_PRINTED][1]),
        rows=tuple(
            SheetRow(tuple(_place(form, place, filled) for place in line), tuple(places.beside.get(y, ())))
            for y, line in enumerate(table.grids[_PRINTED][1])
        ),
        feet=tuple(feet(places.under)),
    )


def _head(grid: Sequence[Sequence[GridCell]]) -> int:
    """Return how many lines of labels a grid begins with, if it has no other."""
    labels = [not any(place.id.startswith("t") for place in line) for line in grid]
    first = labels.index(False)
    return 0 if any(labels[first:]) else first


def _place(form: Form, place: GridCell, filled: Mapping[str, Filled]) -> Place:
    return Place(place.columns, place.rows, form.labels.get(place.id), filled.get(place.id))


def _filled(form: Form, cell: Cell, reason: Reason | None, broken: bool) -> Filled:
    row, column = cell_labels(form, cell.id)
    alternatives = tuple(None if value is None else plain(value) for value in cell.alternatives)
    return Filled(cell, shown(cell), alternatives, reason, row, column, broken)


def shown(cell: Cell) -> str:
    """Return what stands in a cell of the form: as printed where it was read, else its likeliest value.

    A printed blank shows its mark, an absent cell nothing.
    """
    if cell.state in ("read", "blank") and cell.parts is None:
        return plain(cell.text or "")
    return "" if cell.value is None else plain(cell.value)
