"""Documents mutated by seed, for the benchmark and the tests alike: bytes, numbers, tags, and parts of archives."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

MOST_TIMES = 6
MOST_PIECE = 2000
NUMBERS = (b"0", b"-1", b"1", b"99999999999", b"65536", b"2147483648", b"1e300", b"nan", b"000", b"3.5")
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]{1,200}>")
_DEEP = 30_000

Mutation = Callable[[bytes, Random], bytes]


def _piece(data: bytes, rng: Random) -> tuple[int, int]:
    start = rng.randrange(max(1, len(data)))
    return start, min(len(data), start + rng.randint(1, MOST_PIECE))


def _flip(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 20)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _cut(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(1, len(data))]


def _drop(data: bytes, rng: Random) -> bytes:
    start, end = _piece(data, rng)
    return data[:start] + data[end:]


def _double(data: bytes, rng: Random) -> bytes:
    start, end = _piece(data, rng)
    return data[:end] + data[start:end] * rng.randint(1, 5) + data[end:]


def _noise(data: bytes, rng: Random) -> bytes:
    start, _ = _piece(data, rng)
    return data[:start] + rng.randbytes(rng.randint(1, MOST_PIECE)) + data[start:]


def _swap(data: bytes, rng: Random) -> bytes:
    (a, b), (c, d) = sorted((_piece(data, rng), _piece(data, rng)))
    return data if b > c else data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def _number(data: bytes, rng: Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    one = rng.choice(found)
    return data[: one.start()] + rng.choice(NUMBERS) + data[one.end() :]


def _tag(data: bytes, rng: Random) -> bytes:
    found = list(_TAG.finditer(data))
    if not found:
        return data
    one, other = rng.choice(found), rng.choice(found)
    return data[: one.start()] + rng.choice((b"", other[0], one[0] * 2)) + data[one.end() :]


def _deep(data: bytes, rng: Random) -> bytes:
    start, _ = _piece(data, rng)
    tag = rng.choice((b"<div>", b"<table><tr><td>", b"<b>", b"[", b"<<", b"("))
    return data[:start] + tag * rng.randint(1, _DEEP) + data[start:]


MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _drop, _double, _noise, _swap, _number, _number, _tag, _tag, _deep)


def mutated(data: bytes, rng: Random) -> bytes:
    """Return a document after a mutation, or several; where it is an archive, of its bytes or of one of its parts."""
    if data.startswith(b"PK") and rng.randrange(4):
        return _in_part(data, rng)
    for _ in range(rng.choice((1, 1, rng.randint(2, MOST_TIMES)))):
        data = rng.choice(MUTATIONS)(data, rng) or b" "
    return data


def _in_part(data: bytes, rng: Random) -> bytes:
    """Return an archive one of whose parts is mutated, mostly that which holds the text."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as other:
        names = archive.namelist()
        chosen = rng.choice([*names, *["word/document.xml"] * len(names)])
        for name in names:
            part = archive.read(name)
            other.writestr(name, mutated(part, rng) if name == chosen and part else part)
    return out.getvalue()
