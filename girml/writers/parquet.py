"""Cells as Arrow and Parquet: one tidy row a cell under a declared schema."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
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
    flat = [cell for report in reports for cell in report.cells]
    found = {**_of_reports(reports), **_of_ids(reports, flat), **_of_cells(flat)}
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


def _of_ids(reports: Sequence[Report], flat: Sequence[Cell]) -> dict[str, pa.Array]:
    """Return what a cell's id tells; each id is looked at once."""
    ids = list(dict.fromkeys([cell.id for cell in flat]))
    at = {name: place for place, name in enumerate(ids)}
    places = pa.array([at[cell.id] for cell in flat], pa.int32())
    parsed = [_parsed(name) for name in ids]
    columns = {"id": ids, "table": [one[0] for one in parsed], "row": [one[1] for one in parsed]}
    columns["column"] = [one[2] for one in parsed]
    forms = [_form(report.form or {}, cell.id) for report in reports for cell in report.cells]
    taken = {name: pa.array(own, pa.string()).take(places) for name, own in columns.items()}
    return {**taken, "form": pa.array(forms, pa.string())}


_parsed = cache(parse_id)


def _form(form: Mapping[Any, str], cell_id: str) -> str:
    return form[cell_id[:2]]


def _of_cells(flat: Sequence[Cell]) -> dict[str, pa.Array]:
    values: dict[str, Iterable[Any]] = {
        "state": [cell.state for cell in flat],
        "value_number": [number(cell.value) for cell in flat],
        "value_text": [text(cell.value) for cell in flat],
        "text": [cell.text for cell in flat],
        "start": [cell.start for cell in flat],
        "end": [cell.end for cell in flat],
        "unit": [cell.unit for cell in flat],
        "confidence": [cell.confidence for cell in flat],
        "review": [cell.review for cell in flat],
        "suggested": [number(cell.suggested) for cell in flat],
        "alternatives": [alternatives(cell) for cell in flat],
    }
    return {name: pa.array(own, _TYPES[name]) for name, own in values.items()}
