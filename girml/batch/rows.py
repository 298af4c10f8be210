"""A row of a table as a document."""

import json
from collections.abc import Mapping
from functools import partial

from girml.batch.documents import Columns, Document, refused
from girml.batch.paths import MOST_BYTES, too_large
from girml.errors import InputError
from girml.text.source import UTF_8


def document(place: str, row: Mapping[str, object], columns: Columns) -> Document:
    """Return the document of a row, called by its place unless a column names it; one that cannot be loaded where the
    row has no such name, or no text."""
    name = place if columns.name is None else printed(row.get(columns.name))
    if not name:
        return refused(place, InputError(f"{place} has nothing in the column {columns.name}, which is to name it."))
    kept = tuple(printed(row.get(column)) for column in columns.keep)
    return Document(name, partial(_bytes, name, row.get(columns.text), columns.text), kept, place)


def printed(value: object) -> str | None:
    """Return what stands in a column as text: words as they are, anything else as JSON has it.

    >>> printed("浙江"), printed(330106), printed(None)
    ('浙江', '330106', None)
    """
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def _bytes(name: str, value: object, column: str) -> bytes:
    if not isinstance(value, str | bytes):
        raise InputError(f"{name} has no text in the column {column}: name the one that has it with --text.")
    try:
        data = value.encode(UTF_8) if isinstance(value, str) else value
    except UnicodeEncodeError:
        raise InputError(f"{name} holds half a character (a lone surrogate): mend its text first.") from None
    if len(data) > MOST_BYTES:
        raise too_large(name)
    return data
