"""The files of a part: drafted by a worker, put in their place by the parent, read back whole."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from girml.batch.blocks import Block
from girml.batch.reading import Told, outcomes
from girml.batch.schemas import DOCUMENT, TABLES, schema
from girml.batch.tabling import Counts, counted, tabled
from girml.pipeline import Extractor

DRAFTS = ".progress"
"""The folder in a run that holds what is not done, until it is."""


class File(NamedTuple):
    """A file of a part: its size and the SHA-256 of its bytes."""

    bytes: int
    sha256: str


class Part(NamedTuple):
    """A part of a run: its number, the number of its first document, what it holds, and its file in each table."""

    number: int
    first: int
    counts: Counts
    files: Mapping[str, File]


Contents = dict[str, bytes]
"""The bytes of a part's file in each table."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """What a worker does with a block where another writes its part: read it, and give the bytes."""

    keep: tuple[str, ...]

    def encode(self, extractor: Extractor, block: Block, told: Told) -> tuple[Part, Contents]:
        """Return the part and its bytes."""
        tables = tabled(block.items, outcomes(extractor, block, told), self.keep)
        return encoded(block.number, block.items[0].number, tables)


@dataclass(frozen=True, slots=True)
class Writer:
    """What a worker does with a block: read it, and draft the files of its part. Given a block with some documents of
    an older part alone, it keeps the other rows of that."""

    folder: Path
    keep: tuple[str, ...]

    def write(self, extractor: Extractor, block: Block, told: Told) -> Part:
        """Return the part, drafted."""
        return self._drafted(*Encoder(self.keep).encode(extractor, block, told))

    def mend(self, extractor: Extractor, block: Block, told: Told) -> Part:
        """Return the part with some of its documents read again, drafted."""
        fresh = tabled(block.items, outcomes(extractor, block, told), self.keep)
        again = pa.array([item.number for item in block.items], pa.int64())
        tables = {name: _mended(self._table(name, block.number), fresh[name], again) for name in TABLES}
        first = min(tables[name][DOCUMENT][0].as_py() for name in TABLES if len(tables[name]))
        return self._drafted(*encoded(block.number, first, tables))

    def _table(self, name: str, number: int) -> pa.Table:
        return pq.read_table(place(self.folder, name, number), schema=schema(name, self.keep), partitioning=None)

    def _drafted(self, part: Part, contents: Contents) -> Part:
        for name, content in contents.items():
            write_whole(draft(self.folder, name, part.number), content)
        return part


def place(folder: Path, table: str, number: int) -> Path:
    """Return where a file of a part stands."""
    return folder / table / f"{number:06}.parquet"


def draft(folder: Path, table: str, number: int) -> Path:
    """Return where a file of a part stands until the whole part is drafted."""
    return folder / DRAFTS / f"{table}.{number:06}.parquet"


def put(folder: Path, part: Part) -> None:
    """Put the drafts of a part in their place."""
    for table in part.files:
        draft(folder, table, part.number).replace(place(folder, table, part.number))


def stands(folder: Path, part: Part) -> bool:
    """Return whether the files of a part stand in their place, as large as they should be; a draft that was not put
    there yet is."""
    for table, file in part.files.items():
        waiting = draft(folder, table, part.number)
        if waiting.exists() and digest(waiting) == file:
            waiting.replace(place(folder, table, part.number))
    return all(size(place(folder, table, part.number)) == file.bytes for table, file in part.files.items())


def size(path: Path) -> int | None:
    """Return the size of a file; None where it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return None


def digest(path: Path) -> File:
    """Return the size and the SHA-256 of a file."""
    return file_of(path.read_bytes())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all, and stays when the power fails."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def encoded(number: int, first: int, tables: Mapping[str, pa.Table]) -> tuple[Part, Contents]:
    """Return the part that tables make, which may be more than those of every run, and its bytes."""
    contents = {name: _bytes(table) for name, table in tables.items()}
    return Part(number, first, counted(tables), {name: file_of(own) for name, own in contents.items()}), contents


def _bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    # In one chunk, so that the bytes do not tell how the rows came together.
    pq.write_table(table.combine_chunks(), sink, compression="zstd", row_group_size=max(1, len(table)))
    content: bytes = sink.getvalue().to_pybytes()
    return content


def file_of(content: bytes) -> File:
    """Return the size and the SHA-256 of the bytes of a file."""
    return File(len(content), sha256(content).hexdigest())


def _mended(old: pa.Table, fresh: pa.Table, again: pa.Array) -> pa.Table:
    """Return a table with the rows of some documents in the place of those that were there, in order."""
    others = old.filter(pc.invert(pc.is_in(old[DOCUMENT], again)))
    both = pa.concat_tables([others, fresh])
    return both.take(pc.sort_indices(both, [(DOCUMENT, "ascending")]))
