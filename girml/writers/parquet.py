"""Reports as Parquet: one tidy row a cell under a declared schema."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, repeat
from typing import Any, BinaryIO

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
    every = list(reports)
    if not every:
        return pa.record_batch([pa.array([], kind) for kind in ARROW.types], schema=ARROW)
    counts = [len(one.cells) for one in every]
    rows = pa.array(list(chain.from_iterable(map(repeat, range(len(every)), counts))), pa.int32())
    heads = [pa.array(own, kind).take(rows) for own, kind in _typed(map(tidy.head, every), 0)]
    places = [pa.concat_arrays(own) for own in zip(*[_placed(tidy.places(one)) for one in every], strict=True)]
    contents = [
        pa.array(list(chain.from_iterable(own)), kind)
        for own, kind in _typed(map(tidy.contents, every), len(heads) + len(places))
    ]
    return pa.record_batch([*heads, *places, *contents], schema=ARROW)


def _typed(rows: Iterable[Sequence[Any]], first: int) -> Iterator[tuple[Sequence[Any], pa.DataType]]:
    """Yield rows as columns, each with its type; `first` is the first column's number."""
    return zip(zip(*rows, strict=True), ARROW.types[first:], strict=False)


@lru_cache(maxsize=1 << 4)
def _placed(places: tidy.Columns) -> list[pa.Array]:
    """Return as Arrow columns where cells stand: many reports have the same cells."""
    return [pa.array(own, pa.string()) for own in places]
