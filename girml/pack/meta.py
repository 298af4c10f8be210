"""`meta.json`: what the model is, and where its arrays and tables of strings stand in `weights.bin`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from math import prod
from reprlib import repr as short
from typing import Any, TypeVar

from girml.pack import plain
from girml.pack.contents import CARD, DTYPES, META, MOST_BYTES, PROTOCOL, WEIGHTS, DamageError
from girml.pack.entries import ArrayEntry, FileEntry, Meta, StringsEntry

MOST_DIMENSIONS = 4

_TYPES: Mapping[str, type] = {
    **dict.fromkeys(("name", "dtype", "sha256"), str),
    **dict.fromkeys(("protocol", "offset", "count", "bytes"), int),
    **dict.fromkeys(("arrays", "strings", "shape"), list),
    **dict.fromkeys(("sections", "files", WEIGHTS, CARD), dict),
}
_WORDS: Mapping[type, str] = {
    str: "string",
    int: f"whole number from 0 to {MOST_BYTES:,}",
    list: "list",
    dict: "object",
}
Entry = TypeVar("Entry", ArrayEntry, StringsEntry)

_KEYS = ("protocol", "name", "sections", "arrays", "strings", "files", "sha256")


def dump(meta: Meta) -> bytes:
    """Return the bytes of `meta.json`; the same for the same meta."""
    whole = {
        "protocol": PROTOCOL,
        "name": meta.name,
        "sections": meta.sections,
        "arrays": [asdict(entry) for entry in meta.arrays],
        "strings": [asdict(entry) for entry in meta.strings],
        "files": {name: asdict(entry) for name, entry in meta.files.items()},
    }
    plain.check_depth(whole)
    return plain.dump(whole | {"sha256": plain.digest(whole)})


def parse(data: bytes) -> Meta:
    """Return what the bytes of `meta.json` tell; DamageError where anything in them is not as it must be."""
    whole = plain.load(data)
    _check_protocol(whole)
    _check_object(whole, _KEYS, "its object")
    if whole["sha256"] != plain.digest({key: value for key, value in whole.items() if key != "sha256"}):
        raise DamageError(META, "is not what its own sha256 was taken of")
    _check_object(whole["files"], (WEIGHTS, CARD), "'files'")
    return Meta(
        name=whole["name"],
        sections=whole["sections"],
        arrays=_unique("arrays", [_array(f"arrays[{n}]", entry) for n, entry in enumerate(whole["arrays"])]),
        strings=_unique("strings", [_strings(f"strings[{n}]", entry) for n, entry in enumerate(whole["strings"])]),
        files={name: _file(f"the entry of {name}", entry) for name, entry in whole["files"].items()},
    )


def _check_protocol(whole: dict[str, Any]) -> None:
    found = whole.get("protocol", "none")
    if type(found) is not int or found != PROTOCOL:
        cure = f"this girml reads {PROTOCOL}; install the girml that wrote it or train anew"
        raise DamageError(META, f"is of another protocol ({short(found)})", cure)


def _check_object(entry: Any, keys: Sequence[str], where: str) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise DamageError(META, f"has {short(entry)} for {where}, which is no object")
    for missing in sorted(set(keys) - entry.keys()):
        raise DamageError(META, f"lacks {missing!r} in {where}")
    for unknown in sorted(entry.keys() - set(keys)):
        raise DamageError(META, f"has the unknown key {short(unknown)} in {where}")
    for key in keys:
        _check_type(entry[key], _TYPES[key], f"{key!r} in {where}")
    return entry


def _check_type(value: object, expected: type, where: str) -> None:
    # The type itself, for a truth value is a whole number to isinstance.
    if type(value) is not expected or (type(value) is int and not 0 <= value <= MOST_BYTES):
        raise DamageError(META, f"has {short(value)} for {where}, which is no {_WORDS[expected]}")


def _array(where: str, entry: Any) -> ArrayEntry:
    checked = _check_object(entry, ("name", "dtype", "shape", "offset"), where)
    if checked["dtype"] not in DTYPES:
        raise DamageError(META, f"has the dtype {short(checked['dtype'])} in {where}, which is none of a pack's")
    shape = checked["shape"]
    for length in shape:
        _check_type(length, int, f"a length of 'shape' in {where}")
    # An empty dimension must not hide lengths that no array can have.
    if len(shape) > MOST_DIMENSIONS or prod(max(1, length) for length in shape) > MOST_BYTES:
        raise DamageError(META, f"has the shape {short(shape)} in {where}, which is more than a pack may hold")
    return ArrayEntry(**{**checked, "shape": tuple(shape)})


def _strings(where: str, entry: Any) -> StringsEntry:
    return StringsEntry(**_check_object(entry, ("name", "count", "offset", "bytes"), where))


def _file(where: str, entry: Any) -> FileEntry:
    return FileEntry(**_check_object(entry, ("bytes", "sha256"), where))


def _unique(key: str, entries: list[Entry]) -> tuple[Entry, ...]:
    found = set()
    for entry in entries:
        if entry.name in found:
            raise DamageError(META, f"has two entries named {short(entry.name)} in {key!r}")
        found.add(entry.name)
    return tuple(entries)
