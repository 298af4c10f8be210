"""The bytes of an input as text: its encoding found, what is no text refused.

A byte-order mark is no part of the text; nothing else is left out or translated, line ends included.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from girml.errors import InputError

UTF_8 = "utf-8"
_MARKS = (
    (b"\xef\xbb\xbf", UTF_8),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# Nearly any bytes are some UTF-16, so without a mark it must show itself by its words.
_UTF_16 = ("utf-16-le", "utf-16-be")
# Ties go to the first: cp950 is Big5 with a few more characters.
_GUESSES = (UTF_8, "gb18030", "big5", "cp950", *_UTF_16)
_WORDS = ("信息公开", "信息公開", "資訊公開", "政府", "年度", "报告", "報告", "申请", "申請", "行政")

_CONVERT = "convert it to text first"
_UNPACK = "unpack it first"
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _CONVERT),
    (b"\xff\xd8\xff", "a JPEG image", _CONVERT),
    (b"GIF87a", "a GIF image", _CONVERT),
    (b"GIF89a", "a GIF image", _CONVERT),
    (b"II*\x00", "a TIFF image", _CONVERT),
    (b"MM\x00*", "a TIFF image", _CONVERT),
    (b"%PDF-", "a PDF document", _CONVERT),
    (b"{\\rtf", "an RTF document", _CONVERT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls, .wps)", _CONVERT),
    (b"PK\x03\x04", "a ZIP archive", _UNPACK),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
)
_PACKED = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"OFD.xml", "an OFD document"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROL = 0.1
_SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of an input, the codec that decodes its bytes to it, and the SHA-256 of these bytes."""

    text: str
    encoding: str
    sha256: str


def decode(data: bytes, name: str) -> Decoded:
    """Return the text that the bytes of an input hold; `name` is the input's name in messages.

    Bytes that no encoding explains become U+FFFD where the rest is clearly a report. Raises InputError
    where there is no text.

    >>> decode("政府信息公开".encode("gb18030"), "a.txt").encoding
    'gb18030'
    >>> decode(b"%PDF-1.7", "a.pdf")
    Traceback (most recent call last):
    girml.errors.InputError: a.pdf is a PDF document, not text: convert it to text first.
    """
    _refuse_known(data, name)
    found = _marked(data) or _guessed(data)
    if found is None:
        raise _not_text(data, name)
    encoding, text = found
    if not text or text.isspace():
        raise InputError(f"{name} is empty: name a file that holds the text of a report.")
    if _is_binary(text):
        raise InputError(f"{name} is binary data, not text: {_CONVERT}.")
    return Decoded(text, encoding, sha256(data).hexdigest())


def _refuse_known(data: bytes, name: str) -> None:
    for signature, kind, cure in _KINDS:
        if data.startswith(signature):
            packed = next((what for part, what in _PACKED if cure == _UNPACK and part in data), None)
            raise InputError(f"{name} is {packed or kind}, not text: {_CONVERT if packed else cure}.")


def _marked(data: bytes) -> tuple[str, str] | None:
    """Return encoding and text by the byte-order mark, or None where there is none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :].decode(encoding, "replace")
    return None


def _guessed(data: bytes) -> tuple[str, str] | None:
    """Return encoding and text by the words of a report, or None where nothing fits.

    A strict reading with such words goes before one with lost characters, and that before a strict one
    without such words: a report cut within a character must not turn into another alphabet.
    """
    first = _strict(data, UTF_8)
    if first is not None and "\0" not in first:
        return UTF_8, first
    strict = [(encoding, text) for encoding in _GUESSES if (text := _strict(data, encoding)) is not None]
    lossy = ((encoding, data.decode(encoding, "replace")) for encoding in _GUESSES)
    for readings in (strict, lossy):
        best = max(readings, key=lambda reading: _words(reading[1]), default=None)
        if best and _words(best[1]):
            return best
    return next((one for one in strict if one[0] not in _UTF_16 and _looks_written(one[1])), None)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _words(text: str) -> int:
    return sum(word in text for word in _WORDS)


def _looks_written(text: str) -> bool:
    """Return whether the first characters are all assigned and visible: chance bytes rarely are."""
    return "".join(text[:_SAMPLE].split()).isprintable()


def _is_binary(text: str) -> bool:
    if "\0" in text and not _words(text):
        return True
    return sum(1 for _ in _CONTROL.finditer(text)) > _MOST_CONTROL * len(text)


def _not_text(data: bytes, name: str) -> InputError:
    if _CONTROL.search(data.decode("latin-1")):
        return InputError(f"{name} is binary data, not text: {_CONVERT}.")
    return InputError(f"{name} is in none of UTF-8, GB18030, Big5 and UTF-16: save it as UTF-8 first.")
