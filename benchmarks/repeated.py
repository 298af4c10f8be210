"""As many reports as are asked for: the generated documents over and over, with other figures each time."""

import json
import platform
from collections.abc import Iterator
from importlib.metadata import version
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

import girml

DOCUMENTS = Path(__file__).parent.parent / "annotations" / "generated" / "dev.parquet"
_KINDS = ("cells", "rows", "layout")
"""Documents whose lines and blanks came through."""
_DIGITS = 6
"""Figures with more digits stay as they are."""
_ROWS_AT_ONCE = 2000


class Row(NamedTuple):
    """A report in a table: what names it, the body, and its text."""

    key: str
    body: str
    text: str


def rows(number: int) -> Iterator[Row]:
    """Yield so many reports, no two alike."""
    return islice((row for times in count(1) for row in _once(times)), number)


def write_lines(number: int, file: Path) -> None:
    """Write reports as JSON Lines."""
    with file.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in rows(number))


def write_parquet(number: int, file: Path) -> None:
    """Write reports as Parquet."""
    every = rows(number)
    schema = pa.schema([(name, pa.string()) for name in Row._fields])
    with pq.ParquetWriter(file, schema) as writer:
        while some := list(islice(every, _ROWS_AT_ONCE)):
            writer.write_table(pa.Table.from_pylist([row._asdict() for row in some], schema))


def machine() -> str:
    """Return what a benchmark ran on."""
    versions = f"girml {girml.__version__}, pyarrow {version('pyarrow')}"
    return f"{platform.machine()}, Python {platform.python_version()}, {versions}"


def _once(times: int) -> Iterator[Row]:
    """Yield each document with its figures so many times as large: what they sum up to, they still do."""
    columns = ["id", "body", "text", "spans", "kind", "damage"]
    for batch in pq.ParquetFile(DOCUMENTS).iter_batches(100, columns=columns):
        for one in batch.to_pylist():
            if one["kind"] in _KINDS and not one["damage"]:
                yield Row(f"{one['id']}.{times}", one["body"], _changed(one["text"], one["spans"], times))


def _changed(text: str, spans: list[dict[str, object]], times: int) -> str:
    pieces, last = [], 0
    for span in spans:
        start, end = int(str(span["start"])), int(str(span["end"]))
        figure = text[start:end]
        if span["tag"] == "figure" and figure.isascii() and figure.isdecimal() and len(figure) <= _DIGITS:
            pieces += [text[last:start], str(int(figure) * times)]
            last = end
    return "".join([*pieces, text[last:]])
