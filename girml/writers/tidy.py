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
    cells = zip(*report.cells, strict=True) if count else ((),) * len(Cell._fields)
    ids, values, texts, starts, ends, _, units, states, confidences, reviews, _, suggested, alternatives = cells
    tables, rows, names = _names(ids)
    head = report.source, report.index, _text(_value(report.agency)), _whole(_value(report.year))
    return (
        *((one,) * count for one in head),
        [(report.form or {})[table] for table in tables],
        ids,
        tables,
        rows,
        names,
        states,
        [None if isinstance(value, str) else value for value in values],
        [value if isinstance(value, str) else None for value in values],
        texts,
        starts,
        ends,
        units,
        confidences,
        reviews,
        [None if isinstance(value, str) else value for value in suggested],
        [json.dumps(some, ensure_ascii=False) if some else None for some in alternatives],
    )


@lru_cache(maxsize=1 << 4)
def _names(ids: tuple[str, ...]) -> tuple[tuple[TableId, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the tables, rows and columns that the ids of a report's cells name."""
    found = [parse_id(one) for one in ids]
    return tuple(one[0] for one in found), tuple(one[1] for one in found), tuple(one[2] for one in found)


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
