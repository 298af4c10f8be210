"""Reports as Parquet: one tidy row a cell under a declared schema."""

from collections.abc import Iterable
from itertools import chain, islice
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from girml.records import Report
from girml.records.report import SCHEMA
from girml.writers import tidy
from girml.writers.tidy import COLUMNS

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

_REPORTS_A_GROUP = 100


def write(reports: Iterable[Report], out: BinaryIO) -> None:
    """Write the rows of all reports to a binary file, so many reports a row group."""
    waiting = iter(reports)
    with pq.ParquetWriter(out, ARROW, compression="zstd") as writer:
        while some := list(islice(waiting, _REPORTS_A_GROUP)):
            writer.write_batch(columns(some))


def columns(reports: Iterable[Report]) -> pa.RecordBatch:
    """Return the rows of reports as Arrow columns."""
    parts = zip(*map(tidy.columns, reports), strict=True)
    whole = [list(chain.from_iterable(part)) for part in parts] or [[] for _ in COLUMNS]
    arrays = [pa.array(values, field.type) for values, field in zip(whole, ARROW, strict=True)]
    return pa.record_batch(arrays, schema=ARROW)
