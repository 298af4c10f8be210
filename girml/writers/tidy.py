"""Tidy rows: one a cell, with the report it stands in, for tables and statistics."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields

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


def tidy(report: Report) -> Iterator[TidyRow]:
    """Yield the rows of a report in form order; none where the text holds no form."""
    for cell in report.cells:
        yield _row(report, cell)


def _row(report: Report, cell: Cell) -> TidyRow:
    table, row, column = parse_id(cell.id)
    return TidyRow(
        source=report.source,
        report=report.index,
        agency=text(value(report.agency)),
        year=whole(value(report.year)),
        form=(report.form or {})[table],
        id=cell.id,
        table=table,
        row=row,
        column=column,
        state=cell.state,
        value_number=number(cell.value),
        value_text=text(cell.value),
        text=cell.text,
        start=cell.start,
        end=cell.end,
        unit=cell.unit,
        confidence=cell.confidence,
        review=cell.review,
        suggested=number(cell.suggested),
        alternatives=alternatives(cell.alternatives),
    )


def parse_id(cell_id: str) -> tuple[TableId, str, str]:
    """Return the table, the row and the column that a cell's id names.

    >>> parse_id("t3.denied.state_secret.total")
    ('t3', 'denied.state_secret', 'total')
    """
    table, _, rest = cell_id.partition(".")
    row, _, column = rest.rpartition(".")
    tables: dict[str, TableId] = {"t2": "t2", "t3": "t3", "t4": "t4"}
    return tables[table], row, column


def value(field: Field | None) -> str | int | None:
    """Return the value of a field, None where it is not printed."""
    return None if field is None else field.value


def number(value: Value) -> int | float | None:
    """Return a value that is a figure, None for words."""
    return None if isinstance(value, str) else value


def text(value: Value) -> str | None:
    """Return a value that is words, None for a figure."""
    return value if isinstance(value, str) else None


def whole(value: Value) -> int | None:
    """Return a value that is a whole number."""
    return value if isinstance(value, int) else None


def alternatives(values: tuple[Value, ...]) -> str | None:
    """Return the alternatives of a cell as a JSON array; None where there is none."""
    return json.dumps(values, ensure_ascii=False) if values else None
