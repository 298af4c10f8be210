"""Files on any file system that Arrow knows, by path or by address (`s3://…`)."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
from pyarrow import fs

from girml.batch.paths import ENDS, MOST_BYTES, too_large, unreadable
from girml.errors import InputError, RunError

_ADDRESS = "://"


class Found(NamedTuple):
    """A file: its name as it was given, or below the folder that was, and its size."""

    name: str
    size: int


class Place(NamedTuple):
    """A file or folder on a file system; it knows its file system anew on every machine."""

    name: str

    @property
    def _there(self) -> tuple[fs.FileSystem, str]:
        if _ADDRESS in self.name:
            system, path = fs.FileSystem.from_uri(self.name)
            return system, path
        return fs.LocalFileSystem(), str(Path(self.name).absolute())

    def below(self, name: str) -> "Place":
        """Return a file or folder in this one."""
        return Place(f"{self.name.rstrip('/')}/{name}")

    def files(self) -> list[Found]:
        """Return this file, or the files in this folder and below it, sorted; none where there is nothing."""
        system, path = self._there
        info = system.get_file_info(path)
        if info.type == fs.FileType.File:
            return [Found(self.name, info.size)]
        if info.type == fs.FileType.NotFound:
            return []
        every = system.get_file_info(fs.FileSelector(path, recursive=True))
        own = [(one.path.removeprefix(path).lstrip("/"), one.size) for one in every if one.type == fs.FileType.File]
        return [Found(self.below(name).name, size) for name, size in sorted(own)]

    def open(self) -> "pa.NativeFile":
        """Return the file opened; OSError where it cannot be."""
        system, path = self._there
        return system.open_input_file(path)

    def read(self) -> bytes:
        """Return the bytes of a document; InputError where they cannot be had, or are too many."""
        try:
            with self.open() as file:
                data: bytes = file.read(MOST_BYTES + 1)
        except OSError as reason:
            raise unreadable(self.name, OSError(reason.errno or 0, reason.strerror or "it cannot be opened")) from None
        if len(data) > MOST_BYTES:
            raise too_large(self.name)
        return data

    def write(self, data: bytes) -> None:
        """Write the file, whole or not at all: object stores show a file once it is complete, else it is named then."""
        system, path = self._there
        if not isinstance(system, fs.LocalFileSystem):
            with system.open_output_stream(path) as file:
                file.write(data)
            return
        unfinished = Path(f"{path}.unfinished")
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(data)
        unfinished.replace(path)

    def remove(self) -> None:
        """Remove this folder with all in it, or this file, if it is there."""
        system, path = self._there
        kind = system.get_file_info(path).type
        if kind == fs.FileType.Directory:
            system.delete_dir(path)
        elif kind == fs.FileType.File:
            system.delete_file(path)


def found(names: tuple[str, ...]) -> list[Found]:
    """Return the files that names stand for, each once: Parquet files and texts; RunError where there are none, or
    others are named."""
    every = {one.name: one for name in names for one in _named(name)}
    return list(every.values())


def _named(name: str) -> Iterator[Found]:
    files = Place(name).files()
    own = [one for one in files if is_table(one.name) or is_text(one.name)]
    if not files:
        raise InputError(f"{name} does not exist: check the path.")
    if not own:
        raise RunError(f"{name} holds no Parquet file and no text: write its documents as Parquet for --engine ray.")
    yield from own


def is_table(name: str) -> bool:
    """Return whether a file is a table of documents."""
    return name.lower().endswith(".parquet")


def is_text(name: str) -> bool:
    """Return whether a file is a text or a document."""
    return name.lower().endswith(ENDS)
