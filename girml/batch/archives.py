"""Tar and zip archives of texts and documents, never unpacked to disk, and bounded.

Read are the members whose names end in `.txt`, or as those of documents do. A member that is too large, a link, or one
whose path leads outside is a document that cannot be loaded; an archive with too many members, or that grows beyond
measure, is read no further.
"""

import bz2
import gzip
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import Any, BinaryIO, cast

from girml.batch.documents import Columns, Document, refused
from girml.batch.paths import ENDS, MOST_BYTES, shown, too_large, unreadable
from girml.errors import InputError

MOST_MEMBERS = 1_000_000
MOST_RATIO = 200
"""So many times its own size an archive may grow, once it grew beyond `FREE_BYTES`; texts grow by 3 to 50."""
FREE_BYTES = 100_000_000
_MOST_HEADER = 4_000_000
_DAMAGES = (tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)
_ENCRYPTED, _IN_UTF_8 = 0x1, 0x800


class _Stream:
    """An unpacked stream that gives no more than it may: in all, and until it is allowed more."""

    def __init__(self, name: str, stream: BinaryIO, size: int) -> None:
        self._name, self._stream = name, stream
        self._left = max(FREE_BYTES, MOST_RATIO * size)
        self._allowed = _MOST_HEADER

    def allow(self, size: int) -> None:
        """Let a member of a size, and the headers after it, be read."""
        self._allowed = size + _MOST_HEADER

    def read(self, size: int) -> bytes:
        """Return the next bytes; InputError where they are too many."""
        data = self._stream.read(size)
        self._left -= len(data)
        self._allowed -= len(data)
        if self._left < 0:
            raise _grows(self._name)
        if self._allowed < 0:
            raise InputError(f"{self._name} has a header larger than {_MOST_HEADER:,} bytes: it was read no further.")
        return data


def read_tar(path: str, columns: Columns) -> Iterator[Document]:
    """Yield the texts of a tar archive in their order, called `ARCHIVE/MEMBER`; packed by gzip, bzip2, xz or zstd."""
    yield from _guarded(shown(path), partial(_tar_members, path, columns))


def read_zip(path: str, columns: Columns) -> Iterator[Document]:
    """Yield the texts of a zip archive in the order of its directory, called `ARCHIVE/MEMBER`."""
    yield from _guarded(shown(path), partial(_zip_members, path, columns))


def _guarded(name: str, members: Callable[[], Iterator[Document]]) -> Iterator[Document]:
    """Yield the documents of an archive; InputError where it is damaged, or holds none."""
    number = 0
    try:
        for document in members():
            number += 1
            if number > MOST_MEMBERS:
                raise InputError(f"{name} holds more than {MOST_MEMBERS:,} texts: divide it first.")
            yield document
    except _DAMAGES:
        raise _damaged(name, number) from None
    except OSError as reason:
        raise (unreadable(name, reason) if reason.strerror else _damaged(name, number)) from None
    if not number:
        raise InputError(f"{name} holds no text and no document ({', '.join(ENDS)}): pack some with that ending.")


def _tar_members(path: str, columns: Columns) -> Iterator[Document]:
    with ExitStack() as stack:
        source = stack.enter_context(open(path, "rb"))
        unpacked = stack.enter_context(cast(BinaryIO, _unpacker(path)(source)))
        stream = _Stream(shown(path), unpacked, os.path.getsize(path))
        tar = stack.enter_context(tarfile.open(fileobj=cast(Any, stream), mode="r|"))
        while (member := tar.next()) is not None:
            # Else it would keep them all.
            cast(Any, tar).members.clear()
            stream.allow(member.size)
            if _is_text(member.name) and not member.isdir():
                name = f"{shown(path)}/{shown(member.name)}"
                wrong = _wrong(name, member.name, member.size) or (None if member.isreg() else _no_file(name))
                yield refused(name, wrong) if wrong else _document(name, partial(_untarred, tar, member, name), columns)


def _untarred(tar: tarfile.TarFile, member: tarfile.TarInfo, name: str) -> bytes:
    try:
        file = tar.extractfile(member)
        return file.read() if file else b""
    except (*_DAMAGES, OSError):
        raise InputError(f"{name} is damaged: pack it anew.") from None


def _zip_members(path: str, columns: Columns) -> Iterator[Document]:
    left = max(FREE_BYTES, MOST_RATIO * os.path.getsize(path))
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            own = _member_name(member)
            if not _is_text(own) or member.is_dir():
                continue
            left -= member.file_size
            if left < 0:
                raise _grows(shown(path))
            name = f"{shown(path)}/{own}"
            wrong = _wrong(name, own, member.file_size) or _wrong_in_zip(name, member)
            yield refused(name, wrong) if wrong else _document(name, partial(_unzipped, archive, member, name), columns)


def _unzipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """Return the bytes of a member: no more than its directory tells of, or it is damaged."""
    try:
        return archive.read(member)
    except (*_DAMAGES, OSError):
        raise InputError(f"{name} is damaged: pack it anew.") from None


def _document(name: str, load: Callable[[], bytes], columns: Columns) -> Document:
    return Document(name, load, (None,) * len(columns.keep))


def _unpacker(path: str) -> Callable[[BinaryIO], object]:
    """Return what unpacks the stream of an archive, by the end of its name."""
    end = os.path.splitext(path)[1].lower()
    if end == ".zst":
        import pyarrow as pa

        return lambda source: pa.CompressedInputStream(source, "zstd")
    openers: dict[str, Callable[[BinaryIO], object]] = {
        ".gz": gzip.open, ".tgz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open,
    }  # fmt: skip
    return openers.get(end, lambda source: source)


def _member_name(member: zipfile.ZipInfo) -> str:
    """Return the name of a member: where the archive does not say that it is UTF-8, it is that or GB 18030."""
    if member.flag_bits & _IN_UTF_8:
        return shown(member.filename)
    name = member.filename.encode("cp437")
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")


def _is_text(name: str) -> bool:
    return name.lower().endswith(ENDS) and not name.startswith("__MACOSX/")


def _wrong(name: str, own: str, size: int) -> InputError | None:
    parts = own.replace("\\", "/").split("/")
    if not parts[0] or ".." in parts or parts[0].endswith(":"):
        return InputError(f"{name} has a path that leads outside its archive: pack it anew.")
    return too_large(name) if size > MOST_BYTES else None


def _wrong_in_zip(name: str, member: zipfile.ZipInfo) -> InputError | None:
    if member.flag_bits & _ENCRYPTED:
        return InputError(f"{name} is encrypted: pack it without a password.")
    kind = member.external_attr >> 28
    return _no_file(name) if kind not in (0, 8) else None


def _no_file(name: str) -> InputError:
    return InputError(f"{name} is a link or a device, no file: pack the text itself.")


def _grows(name: str) -> InputError:
    return InputError(f"{name} unpacks to more than {MOST_RATIO} times its size: it was read no further.")


def _damaged(name: str, number: int) -> InputError:
    return InputError(f"{name} is damaged after {number:,} texts: pack it anew.")
