"""What kind of document an input is: by the end of its name, else by its first bytes."""

import os
from typing import Literal

from girml.errors import InputError

Kind = Literal["html", "pdf", "docx"]

SUFFIXES: dict[str, Kind | None] = {
    ".htm": "html", ".html": "html", ".xhtml": "html", ".shtml": "html", ".pdf": "pdf", ".docx": "docx", ".txt": None,
}  # fmt: skip
"""The kind that the end of a name tells; None for a text."""
NAMES: dict[Kind, str] = {"html": "an HTML page", "pdf": "a PDF document", "docx": "a Word document (.docx)"}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF, _ZIP, _PARTS = b"%PDF-", b"PK\x03\x04", b"word/"
_HEAD, _PDF_HEAD = 4096, 1024
"""So many bytes tell what a document is; before a PDF document so many may stand."""


def kind_of(data: bytes, name: str) -> Kind | None:
    """Return the kind of document that an input is; None where it is a text.

    Raises InputError where the name tells of one kind, and the bytes are none of it.

    >>> kind_of(b"%PDF-1.7", "a.pdf"), kind_of(b"<html>", "standard input"), kind_of(b"...", "a.txt")
    ('pdf', 'html', None)
    """
    end = os.path.splitext(name)[1].lower()
    shown = _shown(data)
    if end not in SUFFIXES:
        return shown
    told = SUFFIXES[end]
    if told is None or told == shown or (told == "html" and _may_be_html(data, shown)):
        return told
    raise InputError(_wrong(data, name, told, shown))


def _shown(data: bytes) -> Kind | None:
    """Return the kind that the bytes of a document show."""
    if _PDF in data[:_PDF_HEAD]:
        return "pdf"
    if data.startswith(_ZIP) and _PARTS in data:
        return "docx"
    return "html" if _plain(data[:_HEAD]).startswith((b"<!doctype html", b"<html")) else None


def _plain(head: bytes) -> bytes:
    """Return the beginning of a page without marks and spaces before it, in lower case, whatever its encoding."""
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()


def _may_be_html(data: bytes, shown: Kind | None) -> bool:
    """Return whether an input that calls itself HTML may be: a page needs no beginning of its own."""
    return shown is None and b"<" in data and not data.startswith((_ZIP, _OLD_OFFICE))


def _wrong(data: bytes, name: str, told: Kind, shown: Kind | None) -> str:
    if not data.strip():
        return f"{name} is empty: get the document again."
    if data.startswith(_OLD_OFFICE):
        return f"{name} is encrypted, or an old Office document (.doc): save it as .docx, without a password."
    if shown:
        return f"{name} is {NAMES[shown]}, not {NAMES[told]}: give it the ending .{shown}."
    return f"{name} is not {NAMES[told]}, whatever its name says: look at it, and give it the ending of what it is."
