"""JSON Lines as documents: an object a line, with a text under one of its keys."""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO

from girml.batch.documents import Columns, Document, refused
from girml.batch.paths import MOST_BYTES, shown, unreadable
from girml.batch.rows import document
from girml.errors import InputError

# A text grows where JSON escapes it.
_LONGEST_LINE = 2 * MOST_BYTES


def read(path: str, columns: Columns) -> Iterator[Document]:
    """Yield a document a line, called `FILE:LINE` unless a column names it; empty lines are passed over."""
    name = shown(path)
    try:
        with Path(path).open("rb") as file:
            for number, line in _lines(file, name):
                yield _parsed(f"{name}:{number}", line, columns)
    except OSError as reason:
        raise unreadable(name, reason) from None


def _lines(file: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    for number in count(1):
        line = file.readline(_LONGEST_LINE + 1)
        if not line:
            return
        if len(line) > _LONGEST_LINE:
            raise InputError(f"{name}:{number} is longer than {_LONGEST_LINE:,} bytes; no line after it was read.")
        if line.strip():
            yield number, line


def _parsed(place: str, line: bytes, columns: Columns) -> Document:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return refused(place, InputError(f"{place} is no JSON in UTF-8: write one object a line."))
    if not isinstance(row, dict):
        return refused(place, InputError(f"{place} is JSON, but no object: write one object a line."))
    return document(place, row, columns)
