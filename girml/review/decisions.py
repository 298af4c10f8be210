"""The table of decisions that an applied run has beside its own, and its rows as records."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa

from girml.batch.schemas import DOCUMENT
from girml.records import Applied, Reading, Report, Value

DECISIONS = "decisions"

SCHEMA = pa.schema(
    [
        (DOCUMENT, pa.int64()),
        ("source", pa.string()),
        ("report", pa.int32()),
        ("id", pa.string()),
        ("action", pa.string()),
        ("value_number", pa.float64()),
        ("value_text", pa.string()),
        ("who", pa.string()),
        ("at", pa.string()),
        ("before_state", pa.string()),
        ("before_number", pa.float64()),
        ("before_text", pa.string()),
        ("before_start", pa.int64()),
        ("before_end", pa.int64()),
    ]
)
"""The columns: the cell that was decided on, what was chosen or typed, by whom and when, what was read before."""

Key = tuple[int, int]
"""The number of a document, and of a report in it."""


def table(found: Iterable[tuple[int, Report]]) -> pa.Table:
    """Return the decisions of reports, each given with the number of its document."""
    rows = [row for number, report in found for row in _rows(number, report)]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(SCHEMA)
    arrays = [pa.array(values, kind) for values, kind in zip(columns, SCHEMA.types, strict=True)]
    return pa.table(arrays, schema=SCHEMA)


def by_report(rows: pa.Table) -> Mapping[Key, tuple[Applied, ...]]:
    """Return the decisions that a table holds, by report."""
    found: dict[Key, list[Applied]] = defaultdict(list)
    for row in rows.to_pylist():
        found[row[DOCUMENT], row["report"]].append(_applied(row))
    return {key: tuple(own) for key, own in found.items()}


def _rows(number: int, report: Report) -> Iterator[tuple[Any, ...]]:
    for one in report.decisions:
        lead = number, report.source, report.index, one.cell, one.action, *_parted(one.value), one.who, one.at
        yield *lead, one.before.state, *_parted(one.before.value), one.before.start, one.before.end


def _applied(row: Mapping[str, Any]) -> Applied:
    held = joined(row["before_number"], row["before_text"])
    before = Reading(row["before_state"], held, None, row["before_start"], row["before_end"])
    value = joined(row["value_number"], row["value_text"])
    return Applied(row["id"], row["action"], value, row["who"], row["at"], before)


def _parted(value: Value) -> tuple[int | float | None, str | None]:
    return (None, value) if isinstance(value, str) else (value, None)


def joined(number: float | None, words: str | None) -> Value:
    """Return the value that two columns of a table hold: whole numbers without a point.

    >>> joined(3.0, None), joined(12.5, None), joined(None, "0/0")
    (3, 12.5, '0/0')
    """
    if number is None:
        return words
    return int(number) if number.is_integer() else number
