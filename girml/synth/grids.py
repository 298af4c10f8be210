"""Tables laid out: the printed grids of the forms and their local variants, filled with runs."""

from collections.abc import Mapping, Sequence
from random import Random

from girml.forms import load
from girml.records import GridCell, TableId
from girml.synth.habits import Filling, LocalRow
from girml.synth.page import Mark, PageCell, PageTable, Run

Lines = tuple[tuple[PageCell, ...], ...]

_LOCAL_AFTER = "l.t2.row.normative_documents"
_LOCAL = "local"
_SPLIT = 0.04
_T4_LAYOUTS = {"printed": 70, "b": 14, "two_rows": 8, "three_tables": 8}


def lay_out(
    rng: Random, table: TableId, form_id: str, *, filling: Filling, labels: Mapping[str, str]
) -> tuple[PageTable, ...]:
    """Return a table of the form as it is printed, mostly as one; `labels` gives the wording of every label id."""
    grids = dict(load(form_id).tables[table].grids)
    if table == "t4":
        layout = rng.choices(list(_T4_LAYOUTS), list(_T4_LAYOUTS.values()))[0]
        parts = _outcomes(grids, layout)
    else:
        grid = grids[rng.choice(sorted(grids))]
        whole = _without(grid, {cell for line in grid for cell in _gone(line, filling.missing)})
        whole = _with_local(whole, filling.local) if table == "t2" else whole
        parts = _by_item(whole) if table == "t2" and rng.random() < _SPLIT else (whole,)
    roles = {label.id: label.role for label in load(form_id).labels.values()}
    return tuple(PageTable(table, _printed(part, filling, labels=labels, roles=roles)) for part in parts)


Grid = Sequence[Sequence[GridCell]]


def _gone(line: Sequence[GridCell], missing: frozenset[str]) -> Sequence[str]:
    return [place.id for place in line if any(place.id.startswith(f"{row}.") for row in missing)]


def _without(grid: Grid, cells: set[str]) -> Grid:
    """Return the grid without the lines of those cells; labels that span such a line shrink."""
    dropped = {at for at, line in enumerate(grid) if any(place.id in cells for place in line)}
    kept = []
    for at, line in enumerate(grid):
        if at not in dropped:
            kept.append([place if place.rows == 1 else _shrunk(place, at, dropped) for place in line])
    return kept


def _shrunk(place: GridCell, at: int, dropped: set[int]) -> GridCell:
    return GridCell(place.id, place.columns, place.rows - len(dropped & set(range(at, at + place.rows))))


def _with_local(grid: Grid, local: LocalRow | None) -> Grid:
    lines = list(grid)
    for at, line in enumerate(grid):
        if local and line[0].id == _LOCAL_AFTER:
            places = [GridCell(f"{_LOCAL}.{number}", place.columns, 1) for number, place in enumerate(line)]
            lines.insert(at + 1, places)
    return lines


def _by_item(grid: Grid) -> Sequence[Grid]:
    """Return the grid of table 2 cut before every item of article 20."""
    parts: list[list[Sequence[GridCell]]] = []
    for line in grid:
        if line[0].id.startswith("l.t2.item.") or not parts:
            parts.append([])
        parts[-1].append(line)
    return parts


def _outcomes(grids: Mapping[str, Grid], layout: str) -> Sequence[Grid]:
    """Return table 4 in one of its layouts: three lines of heads, two, or a table for each block of outcomes."""
    if layout in grids:
        return (grids[layout],)
    first, second, columns, cells = grids["b"]
    heads = [GridCell(place.id, 5, 1) for place in (first[0], *second)]
    if layout == "two_rows":
        return ([heads, columns, cells],)
    blocks = (slice(start, start + 5) for start in (0, 5, 10))
    return [[[head], columns[block], cells[block]] for head, block in zip(heads, blocks, strict=True)]


def _printed(grid: Grid, filling: Filling, *, labels: Mapping[str, str], roles: Mapping[str, str]) -> Lines:
    return tuple(
        tuple(
            PageCell(_runs(place.id, filling, labels=labels, roles=roles), place.columns, place.rows) for place in line
        )
        for line in grid
    )


def _runs(name: str, filling: Filling, *, labels: Mapping[str, str], roles: Mapping[str, str]) -> tuple[Run, ...]:
    if name in labels:
        return (Run(labels[name], Mark("row" if roles[name] in ("row", "row_group") else "column", name)),)
    if name.startswith(_LOCAL) and filling.local:
        return (_local_run(filling.local, int(name.partition(".")[2])),)
    cell = filling.cells[name]
    figure = Run(cell.text, Mark("blank" if cell.value is None else "figure", name))
    return (figure, Run(cell.remark)) if cell.remark else (figure,)


def _local_run(local: LocalRow, at: int) -> Run:
    """Return a run of the row that no form knows: its marks name nothing."""
    return Run(local.figures[at - 1], Mark("figure")) if at else Run(local.label, Mark("row"))
