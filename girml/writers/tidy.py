"""Tidy rows: one a cell, with the report it stands in, for tables and statistics."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from girml.records import Cell, Field, Report, State, TableId, Value


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


def tidy(report: Report) -> Iterator[TidyRow]:
    """Yield the rows of a report in form order; none where the text holds no form."""
    return map(TidyRow, *columns(report))


def columns(report: Report) -> Columns:
    """Return the rows of a report column by column."""
    count = len(report.cells)
    return (*((one,) * count for one in head(report)), *places(report), *contents(report))


def head(report: Report) -> tuple[object, ...]:
    """Return what stands in every row of a report, in the first columns: its source, number, agency and year."""
    return report.source, report.index, _text(_value(report.agency)), _whole(_value(report.year))


def places(report: Report) -> Columns:
    """Return where in the form the cells of a report stand, in the next columns: form, id, table, row and column."""
    return _places(tuple([cell.id for cell in report.cells]), tuple((report.form or {}).items()))


def contents(report: Report) -> Columns:
    """Return what the cells of a report hold, in the last columns."""
    cells = zip(*report.cells, strict=True) if report.cells else ((),) * len(Cell._fields)
    _, values, texts, starts, ends, _, units, states, confidences, reviews, _, suggested, alternatives = cells
    numbers, _ = _parted(suggested)
    others = [json.dumps(some, ensure_ascii=False) if some else None for some in alternatives]
    return (states, *_parted(values), texts, starts, ends, units, confidences, reviews, numbers, others)


def _parted(values: Sequence[Value]) -> tuple[Sequence[Value], Sequence[Value]]:
    """Return the numbers among values, and the words, each with None in the place of the others."""
    if str not in set(map(type, values)):
        return values, (None,) * len(values)
    return (
        [None if isinstance(value, str) else value for value in values],
        [value if isinstance(value, str) else None for value in values],
    )


@lru_cache(maxsize=1 << 4)
def _places(ids: tuple[str, ...], form: tuple[tuple[TableId, str], ...]) -> Columns:
    tables, rows, names = zip(*map(parse_id, ids), strict=True) if ids else ((), (), ())
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
