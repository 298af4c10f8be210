"""Reports as Parquet: one tidy row a cell under a declared schema."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from girml.records import Report
from girml.records.cells import column_wise
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

# What the cells of many tables have alike.
_SHARED = ("state", "value_text", "unit", "review", "suggested", "alternatives")
_REPORTS_A_GROUP = 100


def write(reports: Iterable[Report], out: BinaryIO) -> None:
    """Write the rows of all reports to a binary file, so many reports a row group."""
    waiting = iter(reports)
    with pq.ParquetWriter(out, ARROW, compression="zstd") as writer:
        while some := list(islice(waiting, _REPORTS_A_GROUP)):
            writer.write_batch(columns(some))


def columns(reports: Iterable[Report]) -> pa.RecordBatch:
    """Return the rows of reports as Arrow columns."""
    every = [one for one in reports if one.cells]
    if not every:
        return pa.record_batch([pa.array([], kind) for kind in ARROW.types], schema=ARROW)
    ends = pa.array(accumulate([len(one.cells) for one in every]), pa.int32())
    heads = [_repeated(pa.array(own, field.type), ends) for own, field in _turned(map(tidy.head, every), 0)]
    runs = [(own, tuple((one.form or {}).items())) for one in every for own in column_wise(one.cells)]
    placed = [_placed(own.id, form) for own, form in runs]
    places = [pa.concat_arrays(own) for own, _ in _turned(placed, len(heads))]
    told = [tidy.contents(own) for own, _ in runs]
    contents = [_joined(own, field) for own, field in _turned(told, len(heads) + len(places))]
    return pa.record_batch([*heads, *places, *contents], schema=ARROW)


def _repeated(values: pa.Array, ends: pa.Array) -> pa.Array:
    """Return each value for all rows up to its end."""
    return pc.run_end_decode(pa.RunEndEncodedArray.from_arrays(ends, values))


def _turned(rows: Iterable[Sequence[Any]], first: int) -> Iterator[tuple[Sequence[Any], pa.Field]]:
    """Yield rows, or runs of them, as columns, each with its field; `first` is the first column's number."""
    return zip(zip(*rows, strict=True), list(ARROW)[first:], strict=False)


def _joined(runs: Sequence[Sequence[Any]], field: pa.Field) -> pa.Array:
    """Return as one Arrow column what runs of cells hold."""
    if all(some.count(None) == len(some) for some in runs):
        return pa.nulls(sum(map(len, runs)), field.type)
    if field.name in _SHARED:
        return pa.concat_arrays([_array(tuple(some), field.name) for some in runs])
    return pa.array(list(chain.from_iterable(runs)), field.type)


@lru_cache(maxsize=1 << 8)
def _array(values: tuple[Any, ...], column: str) -> pa.Array:
    return pa.array(values, _TYPES[column])


@lru_cache(maxsize=1 << 4)
def _placed(ids: tuple[str, ...], form: tidy.Form) -> list[pa.Array]:
    """Return as Arrow columns where cells stand: many tables have the same cells."""
    return [pa.array(own, pa.string()) for own in tidy.places(ids, form)]
