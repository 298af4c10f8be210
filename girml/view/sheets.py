"""The tables of a form as they are printed, filled in, and the failing rules beside the row or under the column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from girml.forms import load
from girml.records import Cell, Form, GridCell, Label, Report, Table
from girml.view.controls import plain
from girml.view.reasons import Reason, reasons
from girml.view.rules import Told, cell_labels

_PRINTED = 0
"""The first grid of a table is the one that the form prints; the others are shapes that bodies make of it."""


class Filled(NamedTuple):
    """A cell as the form shows it: what stands in it, its alternatives (None for a blank), its reason, the ids of the
    labels of its row and column."""

    cell: Cell
    shown: str
    alternatives: tuple[str | None, ...]
    reason: Reason | None
    row: str
    column: str


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


class Foot(NamedTuple):
    """So many columns under a grid, and the failing rules of the cells above."""

    columns: int
    failing: tuple[Told, ...]


class Sheet(NamedTuple):
    """A table of the form: its caption and form, its unit where all cells share one, its grid."""

    table: str
    caption: str
    form: str
    unit: str | None
    width: int
    rows: tuple[SheetRow, ...]
    feet: tuple[tuple[Foot, ...], ...]


def sheets(report: Report, failing: Iterable[Told]) -> Iterator[Sheet]:
    """Yield the tables of a report, in form order."""
    broken = tuple(failing)
    cells = {cell.id: cell for cell in report.cells}
    by_cell = reasons(report)
    for table_id, form_id in (report.form or {}).items():
        form = load(form_id)
        filled = {
            cell.id: _filled(form, cell, by_cell.get(cell.id)) for cell in cells.values() if cell.id[:2] == table_id
        }
        own = [one for one in broken if one.check.id.startswith(f"c.{table_id}.")]
        yield _sheet(form, form.tables[table_id], filled, own)


def _sheet(form: Form, table: Table, filled: Mapping[str, Filled], failing: Sequence[Told]) -> Sheet:
    grid = table.grids[_PRINTED][1]
    extents = _extents(grid)
    beside, under = _drawn(extents, failing)
    section = next(one for one in form.sections if one.table == table.id)
    units = {cell.unit for row in table.rows for cell in row.cells}
    return Sheet(
        table=table.id,
        caption=f"{section.numeral}、{section.titles[0]}",
        form=form.id,
        unit=units.pop() if len(units) == 1 else None,
        width=sum(place.columns for place in grid[0]),
        rows=tuple(
            SheetRow(tuple(_place(form, place, filled) for place in line), tuple(beside.get(y, ())))
            for y, line in enumerate(grid)
        ),
        feet=tuple(_feet(under)),
    )


def _place(form: Form, place: GridCell, filled: Mapping[str, Filled]) -> Place:
    return Place(place.columns, place.rows, form.labels.get(place.id), filled.get(place.id))


class _Extent(NamedTuple):
    """Where a cell stands in a grid: its line, its first column, the column after its last."""

    line: int
    first: int
    after: int


def _extents(grid: Sequence[Sequence[GridCell]]) -> dict[str, _Extent]:
    """Return where each cell of a grid stands; labels come again, so they are left out."""
    found: dict[str, _Extent] = {}
    taken: set[tuple[int, int]] = set()
    for y, line in enumerate(grid):
        x = 0
        for place in line:
            while (y, x) in taken:
                x += 1
            taken.update((y + down, x + right) for down in range(place.rows) for right in range(place.columns))
            if place.id.startswith("t"):
                found[place.id] = _Extent(y, x, x + place.columns)
    return found


_Beside = dict[int, list[Told]]
_Under = dict[tuple[int, int], list[Told]]


def _drawn(extents: Mapping[str, _Extent], failing: Iterable[Told]) -> tuple[_Beside, _Under]:
    """Return the rules beside each line, and those under each stretch of columns.

    A rule within one line is drawn beside it, unless it is the only line of the table with cells.
    """
    beside: _Beside = {}
    under: _Under = {}
    many = len({place.line for place in extents.values()}) > 1
    for one in failing:
        places = [extents[cell] for cell in one.check.cells]
        if many and len({place.line for place in places}) == 1:
            beside.setdefault(places[0].line, []).append(one)
        else:
            stretch = min(place.first for place in places), max(place.after for place in places)
            under.setdefault(stretch, []).append(one)
    return beside, under


def _feet(under: _Under) -> Iterator[tuple[Foot, ...]]:
    """Yield the lines under a grid; stretches that overlap stand in lines of their own."""
    left = sorted(under)
    while left:
        line, after = [], 0
        for first, end in list(left):
            if first >= after:
                line += [Foot(first - after, ())] if first > after else []
                line.append(Foot(end - first, tuple(under[first, end])))
                left.remove((first, end))
                after = end
        yield tuple(line)


def _filled(form: Form, cell: Cell, reason: Reason | None) -> Filled:
    row, column = cell_labels(form, cell.id)
    alternatives = tuple(None if value is None else plain(value) for value in cell.alternatives)
    return Filled(cell, shown(cell), alternatives, reason, row, column)


def shown(cell: Cell) -> str:
    """Return what stands in a cell of the form: as printed where it was read, else its likeliest value.

    A printed blank shows its mark, an absent cell nothing.
    """
    if cell.state in ("read", "blank") and cell.parts is None:
        return plain(cell.text or "")
    return "" if cell.value is None else plain(cell.value)
