"""Reports as Parquet: one tidy row a cell under a declared schema."""

from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from girml.records import Report
from girml.records.report import SCHEMA
from girml.writers.tidy import COLUMNS, TidyRow, tidy

_STRINGS = (
    "source",
    "agency",
    "form",
    "id",
    "table",
    "row",
    "column",
    "state",
    "value_text",
    "text",
    "unit",
    "alternatives",
)
_TYPES = {
    **dict.fromkeys(_STRINGS, pa.string()),
    "report": pa.int32(),
    "year": pa.int16(),
    "value_number": pa.float64(),
    "start": pa.int64(),
    "end": pa.int64(),
    "confidence": pa.float64(),
    "review": pa.bool_(),
    "suggested": pa.float64(),
}
ARROW = pa.schema([(name, _TYPES[name]) for name in COLUMNS], metadata={"girml_schema": SCHEMA})
"""The columns of the file and their types; the metadata names the version of the contract."""

_ROWS_A_GROUP = 20_000


def write(reports: Iterable[Report], out: BinaryIO) -> None:
    """Write the rows of all reports to a binary file, a row group at a time."""
    rows = (row for report in reports for row in tidy(report))
    with pq.ParquetWriter(out, ARROW, compression="zstd") as writer:
        while batch := list(islice(rows, _ROWS_A_GROUP)):
            writer.write_batch(pa.record_batch(list(_columns(batch)), schema=ARROW))


def _columns(rows: list[TidyRow]) -> Iterator[pa.Array]:
    for name in COLUMNS:
        get = attrgetter(name)
        yield pa.array([get(row) for row in rows], _TYPES[name])
