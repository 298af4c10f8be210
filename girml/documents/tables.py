"""The tables of a report as the whole tables of its document show them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from girml.documents.grid import Grid
from girml.documents.outcomes import outcomes_of
from girml.documents.rows import Filled, rows_of
from girml.forms import FORM_IDS, load
from girml.records import Table, TableId, TableReadings

Read = Callable[[Table, Grid], Filled | None]

_READ: dict[TableId, Read] = {"t2": rows_of, "t3": rows_of, "t4": outcomes_of}
_LEAST_ROWS = 2
"""Fewer rows of a table than these are none of it, unless it has no labels of its own."""


def whole_tables(grids: Sequence[Grid], forms: Mapping[TableId, str | None]) -> dict[TableId, TableReadings]:
    """Return the tables of the form that grids show, each of the form that fits best; `forms` are those that the text
    tells, which count where both fit. One that is printed in several is put together, one of whose rows two are printed
    is left out. Table 4 goes with table 3, else table 2."""
    found: dict[TableId, TableReadings] = {}
    for table_id in ("t2", "t3"):
        if one := _best(table_id, grids, forms.get(table_id)):
            found[table_id] = one
    told = {**forms, **{table_id: one.table.form for table_id, one in found.items()}}
    _, last = _of_form(load(told.get("t3") or told.get("t2") or FORM_IDS[-1]).tables["t4"], grids)
    return found | {"t4": last} if last else found


def _best(table_id: TableId, grids: Sequence[Grid], told: str | None) -> TableReadings | None:
    fits = [_of_form(load(form).tables[table_id], grids) for form in sorted(FORM_IDS, key=lambda one: one != told)]
    return max(fits, key=lambda pair: pair[0])[1]


def _of_form(table: Table, grids: Iterable[Grid]) -> tuple[float, TableReadings | None]:
    """Return how well grids fit a table of a form, and what they show of it."""
    filled = [one for grid in grids if (one := _READ[table.id](table, grid))]
    rows = {own.row.id: own for one in filled for own in one.rows}
    if len(rows) < sum(len(one.rows) for one in filled) or len(rows) < (1 if table.id == "t4" else _LEAST_ROWS):
        return 0.0, None
    ordered = tuple(rows[spec.id] for spec in table.rows if spec.id in rows)
    extras = tuple(extra for one in filled for extra in one.extras)
    return sum(one.fit for one in filled), TableReadings(table, ordered, extras)
