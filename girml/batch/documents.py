"""Inputs as a stream of documents, in a stable order, one at a time in memory."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import NamedTuple

from girml.batch.paths import is_dataset, load, shown
from girml.errors import InputError
from girml.text.source import UTF_8


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold the text and the name of a document, and which travel with it."""

    text: str = "text"
    name: str | None = None
    keep: tuple[str, ...] = ()


class Document(NamedTuple):
    """A document: its name, what gives its bytes (InputError where they cannot be had), and what stands in the columns
    that travel with it.

    The bytes may be had until the next document is asked for, not after. `place` is where it stands, if a column names
    it.
    """

    name: str
    load: Callable[[], bytes]
    kept: tuple[str | None, ...] = ()
    place: str = ""


Reader = Callable[[str, Columns], Iterator[Document]]


def documents(names: Iterable[str], columns: Columns) -> Iterator[Document]:
    """Yield the documents of all inputs, in the order of the inputs and in their own; what cannot be read is a document
    that cannot be loaded, and so is one with the name of another where a column names them."""
    every = _documents(names, columns)
    return every if columns.name is None else _once(every)


def _documents(names: Iterable[str], columns: Columns) -> Iterator[Document]:
    for name in names:
        try:
            yield from _reader(name)(name, columns)
        except InputError as error:
            yield refused(shown(name), error)


def _once(every: Iterable[Document]) -> Iterator[Document]:
    seen: set[bytes] = set()
    for document in every:
        digest = known_by(document.name)
        if digest in seen:
            place = document.place or document.name
            message = f"{place} has the name {document.name}, which a document before it has: give it another."
            yield refused(place, InputError(message))
        else:
            seen.add(digest)
            yield document


def known_by(name: str) -> bytes:
    """Return what a name is known by, where a million names are too large to keep."""
    return blake2b(name.encode(UTF_8, "replace"), digest_size=12).digest()


def holds_many(name: str) -> bool:
    """Return whether an input is no text itself, but a table or an archive of them."""
    return _reader(name) is not _text


def refused(name: str, error: InputError) -> Document:
    """Return a document that cannot be loaded, and why."""
    return Document(name, partial(_refuse, error))


def _refuse(error: InputError) -> bytes:
    raise error


def _reader(name: str) -> Reader:
    if is_dataset(name):
        return _dataset
    lowered = os.path.basename(name).lower()
    return next((reader for end, reader in _READERS.items() if lowered.endswith(end)), _text)


def _text(name: str, columns: Columns) -> Iterator[Document]:
    yield Document(shown(name), partial(load, name), (None,) * len(columns.keep))


def _lines(name: str, columns: Columns) -> Iterator[Document]:
    from girml.batch.lines import read

    return read(name, columns)


def _parquet(name: str, columns: Columns) -> Iterator[Document]:
    from girml.batch.tables import read_parquet

    return read_parquet(name, columns)


def _dataset(name: str, columns: Columns) -> Iterator[Document]:
    from girml.batch.tables import read_dataset

    return read_dataset(name, columns)


def _tar(name: str, columns: Columns) -> Iterator[Document]:
    from girml.batch.archives import read_tar

    return read_tar(name, columns)


def _zip(name: str, columns: Columns) -> Iterator[Document]:
    from girml.batch.archives import read_zip

    return read_zip(name, columns)


_READERS: Mapping[str, Reader] = {
    **dict.fromkeys((".jsonl", ".ndjson"), _lines),
    ".parquet": _parquet,
    **dict.fromkeys((".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst"), _tar),
    ".zip": _zip,
}
"""What reads an input whose name ends so; any other is a text."""
