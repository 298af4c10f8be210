"""Tidy rows: one a cell, with the report it stands in, for tables and statistics."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain

from girml.records import CellColumns, Field, Report, State, TableId, Value
from girml.records.cells import column_wise


@dataclass(frozen=True, slots=True)
class TidyRow:
    """A cell and its report; `report` is the report's number in its source, counted from 1.

    A figure stands in `value_number`, words in `value_text`. `alternatives` is a JSON array, None where there is none.
    """

    source: str
    report: int
    agency: str | None
    year: int | None
    form: str
    id: str
    table: TableId
    row: str
    column: str
    state: State
    value_number: int | float | None
    value_text: str | None
    text: str | None
    start: int | None
    end: int | None
    unit: str | None
    confidence: float
    review: bool
    suggested: int | float | None
    alternatives: str | None


COLUMNS = tuple(field.name for field in fields(TidyRow))
"""The names of the columns, in order."""


Columns = tuple[Sequence[object], ...]
"""The values of rows by column, in the order of COLUMNS."""
Form = tuple[tuple[TableId, str], ...]
"""The form of each table."""


def tidy(report: Report) -> Iterator[TidyRow]:
    """Yield the rows of a report in form order; none where the text holds no form."""
    return map(TidyRow, *columns(report))


def columns(report: Report) -> Columns:
    """Return the rows of a report column by column."""
    form, own = tuple((report.form or {}).items()), head(report)
    runs = [(*places(one.id, form), *contents(one)) for one in column_wise(report.cells)]
    found = [list(chain.from_iterable(some)) for some in zip(*runs, strict=True)] or [[]] * (len(COLUMNS) - len(own))
    return (*((one,) * len(report.cells) for one in own), *found)


def head(report: Report) -> tuple[object, ...]:
    """Return what stands in every row of a report, in the first columns: its source, number, agency and year."""
    return report.source, report.index, _text(_value(report.agency)), _whole(_value(report.year))


def contents(cells: CellColumns) -> Columns:
    """Return what cells hold, in the last columns."""
    suggested, _ = _parted(cells.suggested)
    return (
        cells.state,
        *_parted(cells.value),
        cells.text,
        cells.start,
        cells.end,
        cells.unit,
        cells.confidence,
        cells.review,
        suggested,
        _listed(cells.alternatives),
    )


def _listed(alternatives: Sequence[Sequence[Value]]) -> Sequence[str | None]:
    if not any(alternatives):
        return (None,) * len(alternatives)
    return [json.dumps(some, ensure_ascii=False) if some else None for some in alternatives]


def _parted(values: Sequence[Value]) -> tuple[Sequence[Value], Sequence[Value]]:
    """Return the numbers among values, and the words, each with None in the place of the others."""
    if str not in map(type, values):
        return values, (None,) * len(values)
    return (
        [None if isinstance(value, str) else value for value in values],
        [value if isinstance(value, str) else None for value in values],
    )


@lru_cache(maxsize=1 << 4)
def places(ids: tuple[str, ...], form: Form) -> Columns:
    """Return where in the form cells stand, in the next columns: form, id, table, row and column."""
    tables, rows, names = zip(*map(parse_id, ids), strict=True)
    forms = dict(form)
    return tuple([forms[table] for table in tables]), ids, tables, rows, names


def parse_id(cell_id: str) -> tuple[TableId, str, str]:
    """Return the table, the row and the column that a cell's id names.

    >>> parse_id("t3.denied.state_secret.total")
    ('t3', 'denied.state_secret', 'total')
    """
    table, _, rest = cell_id.partition(".")
    row, _, column = rest.rpartition(".")
    tables: dict[str, TableId] = {"t2": "t2", "t3": "t3", "t4": "t4"}
    return tables[table], row, column


def _value(field: Field | None) -> str | int | None:
    return None if field is None else field.value


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _whole(value: Value) -> int | None:
    return value if isinstance(value, int) else None
