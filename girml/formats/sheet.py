"""The sheet of a document: all that its annotation holds but the text, as one line of JSON, for formats to carry.

It is the line of `girml.corpus.lines` without the text, with the text's SHA-256 and what proposed the annotation.
"""

import json
from hashlib import sha256

from girml.corpus import lines
from girml.errors import InputError
from girml.formats.items import Item
from girml.records.annotation import Annotation

_OWN = ("sha256", "model")
# JSON lets these stand in a string, but many a reader of lines would break the line there.
_LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}


def compact(plain: object) -> str:
    """Return JSON on one line, whatever a reader takes for a line end."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).translate(_LINE_ENDS)


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def dump(item: Item) -> str:
    """Return the sheet of an annotation."""
    plain = json.loads(lines.dump(item.annotation))
    text = plain.pop("text")
    return compact({"sha256": digest(text), "model": item.model, **plain})


def carried(entry: object) -> str:
    """Return the sheet that a tool carried, also where it made JSON of it; "" where there is none."""
    if isinstance(entry, dict):
        return compact(entry)
    return entry if isinstance(entry, str) else ""


def model(sheet: str) -> str:
    """Return what proposed the annotation of a sheet, "" where a person made it or the sheet cannot be read."""
    try:
        return str(json.loads(sheet)["model"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def parse(sheet: str, text: str, place: str) -> Item:
    """Return the annotation of a sheet and its text; InputError where they do not belong together or are damaged."""
    try:
        plain = json.loads(sheet)
        own = [plain.pop(name) for name in _OWN]
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        raise InputError(f"{place} has a damaged girml entry: export it anew, its entry untouched.") from None
    if own[0] != digest(text):
        cure = "bring back the text, or take its girml entry out to have it read as a new document."
        raise InputError(f"{place} has another text than girml wrote: {cure}")
    return Item(lines.parse(json.dumps({**plain, "text": text}), place), str(own[1]))


def check_writable(annotation: Annotation, place: str) -> None:
    """Raise InputError where an annotation cannot be written: for half a character, which UTF-8 has no bytes for, or a
    figure beyond all numbers."""
    try:
        lines.dump(annotation).encode("utf-8")
    except UnicodeEncodeError as reason:
        half = reason.object[reason.start : reason.end]
        raise InputError(f"{place} holds half a character ({half!a}): write the whole one, or U+FFFD.") from None
    except ValueError:
        raise InputError(f"{place} has a figure that is no number: write what is printed, as a string.") from None
