"""Cells as Arrow and Parquet: one tidy row a cell under a declared schema."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from girml.records import Cell, Report
from girml.records.report import SCHEMA
from girml.writers.tidy import COLUMNS, alternatives, number, parse_id, text, value, whole

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
    """Write the cells of all reports to a binary file, a row group at a time."""
    waiting = iter(reports)
    with pq.ParquetWriter(out, ARROW, compression="zstd") as writer:
        while some := list(islice(waiting, _REPORTS_A_GROUP)):
            writer.write_batch(cells(some))


def cells(reports: Sequence[Report]) -> pa.RecordBatch:
    """Return the tidy rows of reports, as `girml.writers.tidy` has them, without a record for each."""
    fields: dict[str, list[Any]] = {name: [] for name in Cell._fields}
    for report in reports:
        for own, more in zip(fields.values(), zip(*report.cells, strict=True), strict=False):
            own.extend(more)
    found = {**_of_reports(reports), **_of_ids(reports, fields["id"]), **_of_cells(fields)}
    return pa.record_batch([found[name] for name in COLUMNS], schema=ARROW)


def repeated(values: Iterable[Any], counts: Sequence[int], kind: pa.DataType) -> pa.Array:
    """Return each value as often as its count says."""
    places = list(chain.from_iterable([at] * count for at, count in enumerate(counts)))
    return pa.array(values, kind).take(pa.array(places, pa.int32()))


def _of_reports(reports: Sequence[Report]) -> dict[str, pa.Array]:
    counts = [len(report.cells) for report in reports]
    values: dict[str, Iterator[Any]] = {
        "source": (report.source for report in reports),
        "report": (report.index for report in reports),
        "agency": (text(value(report.agency)) for report in reports),
        "year": (whole(value(report.year)) for report in reports),
    }
    return {name: repeated(own, counts, _TYPES[name]) for name, own in values.items()}


def _of_ids(reports: Sequence[Report], ids: Sequence[str]) -> dict[str, pa.Array]:
    """Return what a cell's id tells; each id is looked at once."""
    at = {name: place for place, name in enumerate(dict.fromkeys(ids))}
    places = pa.array([at[name] for name in ids], pa.int32())
    tables, rows, columns = zip(*map(parse_id, at), strict=True) if at else ((), (), ())
    told = {"id": list(at), "table": tables, "row": rows, "column": columns}
    forms = [form for report in reports for form in _forms(report)]
    taken = {name: pa.array(own, pa.string()).take(places) for name, own in told.items()}
    return {**taken, "form": pa.array(forms, pa.string())}


def _forms(report: Report) -> list[str]:
    """Return the form of the table of each cell."""
    form: dict[str, str] = {str(table): own for table, own in (report.form or {}).items()}
    return [form[cell.id[:2]] for cell in report.cells]


def _of_cells(fields: Mapping[str, Sequence[Any]]) -> dict[str, pa.Array]:
    values = fields["value"]
    columns: dict[str, Sequence[Any]] = {
        **{name: fields[name] for name in ("state", "text", "start", "end", "unit", "confidence", "review")},
        "value_number": [None if type(one) is str else one for one in values],
        "value_text": [one if type(one) is str else None for one in values],
        "suggested": list(map(number, fields["suggested"])) if any(fields["suggested"]) else fields["suggested"],
        "alternatives": [alternatives(one) if one else None for one in fields["alternatives"]],
    }
    return {name: _array(own, _TYPES[name]) for name, own in columns.items()}


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Return a column; many hold nothing at all."""
    return pa.array(values, kind) if any(one is not None for one in values) else pa.nulls(len(values), kind)
