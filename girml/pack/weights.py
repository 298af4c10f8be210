"""`weights.bin`: arrays, then tables of strings, in the order of `meta.json`, each at a multiple of eight bytes.

The order and the sizes leave one place for each entry, so that none overlaps another and nothing stands between.
"""

from collections.abc import Iterable, Mapping
from reprlib import repr as short

import numpy as np

from girml.pack.contents import DTYPES, META, WEIGHTS, Array, DamageError
from girml.pack.entries import ArrayEntry, StringsEntry

ALIGNMENT = 8
_NUL = "\0"

Entry = ArrayEntry | StringsEntry
Strings = tuple[str, ...]


def aligned(offset: int) -> int:
    """Return the first place from an offset on where an entry may begin.

    >>> [aligned(offset) for offset in (0, 1, 8, 9)]
    [0, 8, 8, 16]
    """
    return -(-offset // ALIGNMENT) * ALIGNMENT


def join(
    arrays: Mapping[str, Array], strings: Mapping[str, Strings]
) -> tuple[bytes, list[ArrayEntry], list[StringsEntry]]:
    """Return the bytes of `weights.bin`, and the entries that tell where each array and each table stands in them."""
    weights = bytearray()
    array_entries, strings_entries = [], []
    for name, array in sorted(arrays.items()):
        dtype = _dtype(name, array)
        offset = _append(weights, array.astype(DTYPES[dtype]).tobytes())
        array_entries.append(ArrayEntry(name, dtype, array.shape, offset))
    for name, table in sorted(strings.items()):
        data = _encoded(name, table)
        strings_entries.append(StringsEntry(name, len(table), _append(weights, data), len(data)))
    return bytes(weights), array_entries, strings_entries


def _dtype(name: str, array: Array) -> str:
    if array.dtype.name not in DTYPES:
        raise DamageError(WEIGHTS, f"cannot hold {short(name)}, an array of {array.dtype.name}")
    return array.dtype.name


def _encoded(name: str, table: Strings) -> bytes:
    if any("\n" in string for string in table):
        raise DamageError(WEIGHTS, f"cannot hold a line end within a string of {short(name)}")
    if any(_NUL in string for string in table):
        raise DamageError(WEIGHTS, f"cannot hold a NUL within a string of {short(name)}")
    try:
        return "\n".join(table).encode("utf-8")
    except UnicodeEncodeError:
        raise DamageError(WEIGHTS, f"cannot hold half a character (a lone surrogate) in {short(name)}") from None


def _append(weights: bytearray, data: bytes) -> int:
    offset = aligned(len(weights))
    weights.extend(bytes(offset - len(weights)) + data)
    return offset


def check_places(weights: bytes, entries: Iterable[Entry]) -> None:
    """Raise DamageError where an entry is not in its place, or anything stands beside the entries."""
    end = 0
    for entry in entries:
        start = aligned(end)
        if entry.offset != start:
            place = f"byte {entry.offset:,} of {WEIGHTS}, where byte {start:,} is its place"
            raise DamageError(META, f"puts {short(entry.name)} at {place}")
        if any(weights[end:start]):
            raise DamageError(WEIGHTS, f"has other bytes than zero between its entries, before byte {start:,}")
        end = start + entry.bytes
    if end != len(weights):
        raise DamageError(WEIGHTS, f"has {len(weights):,} bytes, where its entries take {end:,}")


def array(weights: bytes, entry: ArrayEntry) -> Array:
    """Return an array as a read-only view of the bytes; its place must have been checked."""
    dtype = DTYPES[entry.dtype]
    flat = np.frombuffer(weights, dtype, count=entry.bytes // dtype.itemsize, offset=entry.offset)
    if dtype.kind == "f" and not np.isfinite(flat).all():
        raise DamageError(WEIGHTS, f"holds a number that is not finite in {short(entry.name)}")
    return flat.reshape(entry.shape)


def table(weights: bytes, entry: StringsEntry) -> Strings:
    """Return the strings of a table; its place must have been checked."""
    data = weights[entry.offset : entry.offset + entry.bytes]
    try:
        found = tuple(data.decode("utf-8").split("\n")) if entry.count or data else ()
    except UnicodeDecodeError as reason:
        wrong = f"holds strings in {short(entry.name)} that are not UTF-8 ({reason.reason} at byte {reason.start:,})"
        raise DamageError(WEIGHTS, wrong) from None
    # What fills the way to the next entry is no part of the last string.
    if found and _NUL in found[-1]:
        raise DamageError(WEIGHTS, f"holds a NUL in the last string of {short(entry.name)}")
    if len(found) != entry.count:
        raise DamageError(WEIGHTS, f"holds {len(found):,} strings in {short(entry.name)}, not {entry.count:,}")
    return found
