"""Parquet files and folders that `datasets` saved as documents, a few rows at a time in memory."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from girml.batch.documents import Columns, Document
from girml.batch.paths import shown, unreadable
from girml.batch.rows import document
from girml.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_AT_ONCE = 64
_BUFFER = 1 << 20


def read_parquet(path: str, columns: Columns) -> Iterator[Document]:
    """Yield a document a row, called `FILE:ROW` unless a column names it; rows count from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    name = shown(path)
    try:
        # With a buffer, and not ahead: else a whole row group would stand in memory.
        with pq.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
            wanted = chosen(name, file.schema_arrow.names, columns)
            yield from _rows(name, file.iter_batches(_ROWS_AT_ONCE, columns=wanted), columns)
    except OSError as reason:
        raise _damaged(name, reason, "Parquet file") from None
    except pa.ArrowException:
        raise _broken(name, "Parquet file") from None


def read_dataset(path: str, columns: Columns) -> Iterator[Document]:
    """Yield a document a row of a folder that `datasets` saved, called `FOLDER:ROW` unless a column names it.

    Where the folder holds several splits, they come in its own order, each a folder below it.
    """
    splits = Path(path, "dataset_dict.json")
    if splits.is_file():
        for split in _told(splits, "splits"):
            yield from read_dataset(os.path.join(path, str(split)), columns)
        return
    files = [os.path.join(path, str(one["filename"])) for one in _told(Path(path, "state.json"), "_data_files")]
    yield from _rows(shown(path), _batches(shown(path), files, columns), columns)


def count_parquet(path: str) -> int:
    """Return how many rows a Parquet file tells of; InputError where it cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(path).num_rows)
    except (OSError, pa.ArrowException):
        raise _broken(shown(path), "Parquet file") from None


def _told(file: Path, key: str) -> list[Any]:
    try:
        told = json.loads(file.read_bytes())[key]
    except OSError as reason:
        raise unreadable(shown(str(file)), reason) from None
    except (ValueError, LookupError, TypeError):
        raise _broken(shown(str(file)), "file of `datasets`") from None
    if not isinstance(told, list):
        raise _broken(shown(str(file)), "file of `datasets`")
    return told


def _batches(name: str, files: Iterable[str], columns: Columns) -> Iterator["pa.RecordBatch"]:
    import pyarrow as pa

    for path in files:
        try:
            with pa.memory_map(path) as source, pa.ipc.open_stream(source) as stream:
                wanted = chosen(name, stream.schema.names, columns)
                for batch in stream:
                    own = batch.select(wanted)
                    for first in range(0, len(own), _ROWS_AT_ONCE):
                        yield own.slice(first, _ROWS_AT_ONCE)
        except OSError as reason:
            raise _damaged(shown(path), reason, "Arrow file") from None
        except pa.ArrowException:
            raise _broken(shown(path), "Arrow file") from None


def chosen(name: str, there: Sequence[str], columns: Columns) -> list[str]:
    """Return the columns to read; InputError where one is not there."""
    options = {"--text": [columns.text], "--id": [columns.name] if columns.name else [], "--keep": columns.keep}
    for option, wanted in options.items():
        for column in wanted:
            if column not in there:
                raise InputError(f"{name} has no column {column}: name one of {', '.join(there)} with {option}.")
    return list(dict.fromkeys(column for wanted in options.values() for column in wanted))


def _rows(name: str, batches: Iterable["pa.RecordBatch"], columns: Columns) -> Iterator[Document]:
    number = 0
    for batch in batches:
        for row in batch.to_pylist():
            number += 1
            yield document(f"{name}:{number}", row, columns)


def _damaged(name: str, reason: OSError, what: str) -> InputError:
    return unreadable(name, reason) if reason.strerror else _broken(name, what)


def _broken(name: str, what: str) -> InputError:
    return InputError(f"{name} is no whole {what}: write it anew.")
