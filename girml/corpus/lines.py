"""Annotations as JSON Lines: one document a line, keys sorted, so that a diff shows what changed.

A span is `[start, end, tag, label, text]`: the text it covers stands beside its offsets, for the reviewer to see
and for the reader to check.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from girml.drafts import file_draft
from girml.errors import InputError
from girml.records import TableId, Value
from girml.records.annotation import AnnotatedSpan, Annotation, Misprint, ToldCount

KEYS = frozenset(field.name for field in fields(Annotation))
"""The keys of a document."""

_STRINGS = ("id", "text", "kind", "flattener", "library", "body")
_SPAN = "[start, end, tag, label, text]"
_COUNT = "[start, end, relation, value, agrees]"
_TYPES: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(_STRINGS, (str,)),
    "year": (int,),
    **dict.fromkeys(("form", "cells"), (dict,)),
    **dict.fromkeys(("spans", "lost", "undecided", "misprints", "damage", "counts"), (list,)),
}

Line = tuple[int, str]


class _LineError(Exception):
    """What is wrong with a line, and its cure."""


def write(annotations: Iterable[Annotation], path: Path) -> None:
    """Write annotations to a file, one a line, in the order given; the file appears whole or not at all."""
    with file_draft(path) as draft, draft.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{dump(one)}\n" for one in annotations)


def read(path: Path) -> Iterator[Annotation]:
    """Yield the annotations of a file; InputError names the file, the line and what to do."""
    for number, line in numbered(path):
        yield parse(line, f"{path}:{number}")


def numbered(path: Path) -> Iterator[Line]:
    """Yield the lines of a file that are not empty, with their numbers."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line.decode("utf-8")
    except UnicodeDecodeError as reason:
        raise InputError(f"{path} is not UTF-8 ({reason.reason}): save it as UTF-8.") from None
    except OSError as reason:
        raise InputError(f"{path} cannot be read ({reason.strerror}): check that it may be opened.") from None


def dump(annotation: Annotation) -> str:
    """Return an annotation as one line of JSON, without the line end."""
    plain: dict[str, Any] = {name: getattr(annotation, name) for name in KEYS}
    plain["spans"] = [[*span, annotation.text[span.start : span.end]] for span in annotation.spans]
    plain["lost"] = sorted(annotation.lost)
    plain["undecided"] = sorted(annotation.undecided)
    plain["misprints"] = [one._asdict() for one in annotation.misprints]
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(", ", ": "), allow_nan=False)


def parse(line: str, where: str) -> Annotation:
    """Return the annotation of a line; `where` names file and line in messages.

    >>> parse("{}", "a.jsonl:3")
    Traceback (most recent call last):
    girml.errors.InputError: a.jsonl:3 lacks the key 'body': write every key, an empty list where there is nothing.
    """
    try:
        return _annotation(_object(line))
    except _LineError as error:
        raise InputError(f"{where} {error}") from None


def _object(line: str) -> dict[str, Any]:
    try:
        plain = json.loads(line, object_pairs_hook=_unique, parse_constant=_no_number)
    except ValueError as reason:
        raise _LineError(f"is not JSON ({reason}): mend it, one document a line.") from None
    if not isinstance(plain, dict):
        raise _LineError("is no JSON object: write one document a line, from { to }.")
    for missing in sorted(KEYS - plain.keys()):
        raise _LineError(f"lacks the key {missing!r}: write every key, an empty list where there is nothing.")
    for unknown in sorted(plain.keys() - KEYS):
        raise _LineError(f"has the unknown key {unknown!r}: take it out, or correct its spelling.")
    return plain


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _LineError(f"has a key twice in an object with {pairs[0][0]!r}: keep one.")
    return found


def _no_number(text: str) -> float:
    raise _LineError(f"has {text}, which is no number: write null for a blank.")


def _annotation(plain: dict[str, Any]) -> Annotation:
    for key, types in _TYPES.items():
        if not isinstance(plain[key], types) or isinstance(plain[key], bool):
            raise _LineError(f"has {key!r} of the wrong type: write {types[0].__name__}.")
    text = plain["text"]
    return Annotation(
        **{key: plain[key] for key in _STRINGS},
        year=plain["year"],
        form=_form(plain["form"]),
        cells=_cells(plain["cells"]),
        spans=tuple(_span(number, entry, text) for number, entry in enumerate(plain["spans"], 1)),
        lost=frozenset(_names("lost", plain["lost"])),
        undecided=frozenset(_names("undecided", plain["undecided"])),
        misprints=tuple(_misprint(number, entry) for number, entry in enumerate(plain["misprints"], 1)),
        damage=_names("damage", plain["damage"]),
        counts=tuple(_count(number, entry) for number, entry in enumerate(plain["counts"], 1)),
    )


def _form(plain: Mapping[str, Any]) -> dict[TableId, str]:
    tables: tuple[TableId, ...] = get_args(TableId)
    if not plain.keys() <= set(tables) or not all(isinstance(form, str) for form in plain.values()):
        raise _LineError(f"has a faulty 'form': give the form's id, a string, for each of {', '.join(tables)}.")
    return {table: plain[table] for table in tables if table in plain}


def _cells(plain: Mapping[str, Any]) -> dict[str, Value]:
    for name, value in plain.items():
        if isinstance(value, bool) or not (value is None or isinstance(value, int | float | str)):
            raise _LineError(f"gives {name} the value {value!r}: write a number, a string, or null for a blank.")
    return dict(plain)


def _span(number: int, entry: object, text: str) -> AnnotatedSpan:
    match entry:
        case [int(start), int(end), str(tag), str(label), str(printed)]:
            # Offsets outside the text cover nothing or less: the checker tells that better.
            if printed != text[max(0, start) : max(0, end)]:
                found = text[max(0, start) : max(0, end)]
                raise _LineError(f"has span {number} as {printed!r}, but there stands {found!r}: correct its offsets.")
            return AnnotatedSpan(start, end, tag, label)
    raise _LineError(f"has span {number} in the wrong shape: write {_SPAN}.")


def _misprint(number: int, entry: object) -> Misprint:
    match entry:
        case {"kind": str(kind), "cells": list(cells), **others} if not others:
            return Misprint(kind, _names(f"cells of misprint {number}", cells))
    raise _LineError(f"has misprint {number} in the wrong shape: write its kind and its cells, nothing else.")


def _count(number: int, entry: object) -> ToldCount:
    match entry:
        case [int(start), int(end), str(relation), int(value), bool(agrees)]:
            return ToldCount(start, end, relation, value, agrees)
    raise _LineError(f"has count {number} in the wrong shape: write {_COUNT}.")


def _names(key: str, entries: list[Any]) -> tuple[str, ...]:
    if not all(isinstance(entry, str) for entry in entries):
        raise _LineError(f"has {key} that are not all strings: write a list of names.")
    return tuple(entries)
