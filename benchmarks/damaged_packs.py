"""Packs damaged by seed, and what reading them comes to; for the benchmark and the tests alike.

After the damages of `INSIDE` all hashes are made right again, so that what lies behind them is put to the test. Where
they change anything, they leave no pack that could be a good one of its own.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from itertools import pairwise
from math import prod
from pathlib import Path
from random import Random
from shutil import rmtree
from typing import Any

import numpy as np

from girml.errors import PackError
from girml.pack import Pack, check, read
from girml.pack.coding import encode
from girml.pack.contents import CARD, DTYPES, FILES, META, WEIGHTS, Array, Files
from girml.pack.meta import parse

HUGE = "a number of five thousand digits"
NUMBERS = (-1, 0, 1, 7, 2**31, 2**32 + 8, 2**63, 2**64, 10**18, 10**30, HUGE, 0.5, 8.0, 1e300)
NOT_FINITE = (float("nan"), float("inf"), float("-inf"))
WORDS = ("", "1", "float16", "\udc00")
HOSTILE: tuple[Any, ...] = (*NUMBERS, *NOT_FINITE, *WORDS, True, False, None, [], [[]], [1], {}, {"a": 1})
LENGTHS = (0, 1, 2, 7, 8, 63, 2**20, 2**31, 2**62, 10**7)
STEPS = (-64, -8, -1, 1, 4, 8, 1000)
LEVELS = (21, 50, 900, 30_000, 300_000)
NEVER_IN_UTF8 = (0xC0, 0xF8, 0xFF)
MOST_FLIPS = 8
MOST_ADDED = 64


class Odd(Enum):
    """What stands in the place of a file."""

    NOTHING = "nothing"
    FOLDER = "a folder"
    LINK = "a link"


@dataclass(slots=True)
class Opened:
    """A pack taken apart, to be damaged; `raw` is text that `meta.json` gets in the place of some strings."""

    meta: dict[str, Any]
    weights: bytearray
    card: bytearray
    raw: dict[str, str] = field(default_factory=lambda: {HUGE: "9" * 5000})

    def entries(self) -> list[dict[str, Any]]:
        """Return the entries of the arrays and the tables of strings."""
        return [*self.meta["arrays"], *self.meta["strings"]]

    def closed(self) -> Files:
        """Return the files, every hash and size right."""
        contents = {WEIGHTS: bytes(self.weights), CARD: bytes(self.card)}
        self.meta["files"] = {
            name: {"bytes": len(content), "sha256": sha256(content).hexdigest()} for name, content in contents.items()
        }
        return {META: self.sealed(), **contents}

    def sealed(self) -> bytes:
        """Return the bytes of `meta.json` as it is, its own hash right."""
        plain = {key: value for key, value in self.meta.items() if key != "sha256"}
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        whole = json.dumps(plain | {"sha256": sha256(text.encode("utf-8", "surrogatepass")).hexdigest()})
        for mark, raw in self.raw.items():
            whole = whole.replace(json.dumps(mark), raw)
        return whole.encode()


def opened(files: Files) -> Opened:
    """Return a sound pack taken apart."""
    return Opened(json.loads(files[META]), bytearray(files[WEIGHTS]), bytearray(files[CARD]))


def _cut(content: bytes, rng: Random) -> bytes:
    return content[: rng.randrange(len(content))]


def _flip(content: bytes, rng: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.randint(1, MOST_FLIPS)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _add(content: bytes, rng: Random) -> bytes:
    return content + rng.randbytes(rng.randint(1, MOST_ADDED))


def _value(pack: Opened, rng: Random) -> None:
    holder, key = rng.choice(list(_places(pack.meta)))
    holder[key] = rng.choice(HOSTILE)


def _places(meta: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    # Not the name and the sections of the whole: with others it would be a good pack.
    waiting: list[tuple[Any, Any]] = [(meta, key) for key in ("protocol", "arrays", "strings", "files")]
    while waiting:
        holder, key = waiting.pop()
        yield holder, key
        inner = holder[key]
        if isinstance(inner, dict | list):
            waiting += [(inner, one) for one in (inner if isinstance(inner, dict) else range(len(inner)))]


def _key(pack: Opened, rng: Random) -> None:
    holder = rng.choice([pack.meta, pack.meta["files"], *pack.meta["files"].values(), *pack.entries()])
    key = rng.choice([key for key in holder if key != "sha256" or holder is not pack.meta])
    value = holder.pop(key)
    if rng.randrange(2):
        holder[f"{key}s"] = value


def _deep(pack: Opened, rng: Random) -> None:
    levels = rng.choice(LEVELS)
    left, right = rng.choice((("[", "]"), ('{"a":', "}")))
    pack.raw["deep"] = left * levels + "1" + right * levels
    pack.meta["sections"] = {"a": "deep"}


def _shape(pack: Opened, rng: Random) -> None:
    entry = rng.choice(pack.meta["arrays"])
    entry["shape"] = rng.choice((
        [rng.choice(LENGTHS) for _ in range(rng.randint(0, 6))],
        [*entry["shape"], 1],
        [-length for length in entry["shape"]],
        [length + 1 for length in entry["shape"]],
    ))  # fmt: skip


def _dtype(pack: Opened, rng: Random) -> None:
    rng.choice(pack.meta["arrays"])["dtype"] = rng.choice([*DTYPES, "bool", "float16", "object", "<f4", "V8"])


def _place(pack: Opened, rng: Random) -> None:
    entry = rng.choice(pack.entries())
    entry[rng.choice([key for key in ("offset", "count", "bytes") if key in entry])] += rng.choice(STEPS)


def _twice(pack: Opened, rng: Random) -> None:
    entries = pack.meta[rng.choice([key for key in ("arrays", "strings") if pack.meta[key]])]
    entries.insert(rng.randrange(len(entries) + 1), rng.choice(entries))


def _length(pack: Opened, rng: Random) -> None:
    if rng.randrange(2):
        del pack.weights[rng.randrange(len(pack.weights)) :]
    else:
        pack.weights += bytes(rng.randint(1, MOST_ADDED))


def _infinite(pack: Opened, rng: Random) -> None:
    for entry in pack.meta["arrays"]:
        count = prod(entry["shape"])
        if entry["dtype"].startswith("float") and count:
            numbers = np.frombuffer(pack.weights, DTYPES[entry["dtype"]], count, entry["offset"])
            numbers[rng.randrange(count)] = rng.choice(NOT_FINITE)


def _text(pack: Opened, rng: Random) -> None:
    places = [(pack.weights, entry["offset"], entry["bytes"]) for entry in pack.meta["strings"]]
    places.append((pack.card, 0, len(pack.card)))
    content, start, length = rng.choice([place for place in places if place[2]])
    content[start + rng.randrange(length)] = rng.choice(NEVER_IN_UTF8)


def _line(pack: Opened, rng: Random) -> None:
    for entry in pack.meta["strings"]:
        at = entry["offset"] + rng.randrange(max(1, entry["bytes"]))
        if entry["bytes"] and ord(" ") <= pack.weights[at] <= ord("~"):
            pack.weights[at] = ord("\n")


def _between(pack: Opened, rng: Random) -> None:
    told = parse(pack.closed()[META])
    pairs = pairwise((*told.arrays, *told.strings))
    free = [place for one, after in pairs for place in range(one.offset + one.bytes, after.offset)]
    if free:
        pack.weights[rng.choice(free)] = rng.randint(1, 255)


Change = Callable[[Opened, Random], None]
OUTSIDE = {"file cut short": _cut, "bits flipped": _flip, "bytes added": _add}
META_ONLY: Mapping[str, Change] = {"hostile value in meta": _value, "key lost or renamed": _key}
INSIDE: Mapping[str, Change] = {
    "deep nesting": _deep,
    "wrong shape": _shape,
    "wrong dtype": _dtype,
    "wrong place or count": _place,
    "entry twice": _twice,
    "weights of wrong length": _length,
    "not finite": _infinite,
    "not UTF-8": _text,
    "line end in a string": _line,
    "bytes between entries": _between,
}
REPLACED = "no regular file"
KINDS = (*OUTSIDE, REPLACED, *META_ONLY, *INSIDE)

Damaged = Mapping[str, bytes | Odd]


def damaged(files: Files, kind: str, rng: Random) -> Damaged:
    """Return the files of a sound pack after one damage of a kind."""
    name = rng.choice([name for name in FILES if files[name]])
    if kind == REPLACED:
        return {**files, name: rng.choice(tuple(Odd))}
    if kind in OUTSIDE:
        return {**files, name: OUTSIDE[kind](files[name], rng)}
    pack = opened(files)
    if kind in META_ONLY:
        META_ONLY[kind](pack, rng)
        return {**files, META: pack.sealed()}
    INSIDE[kind](pack, rng)
    return pack.closed()


class Verdict(Enum):
    """What reading a damaged pack came to."""

    REFUSED = "refused"
    SAME = "read the same"
    CHANGED = "read, but changed"
    FAILED = "other exception"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading a damaged pack came to, how long it took, and what was read or raised."""

    number: int
    kind: str
    verdict: Verdict
    milliseconds: float
    found: str


def outcomes(pack: Pack, folder: Path, count: int, seed: int) -> Iterator[Outcome]:
    """Yield what reading so many damaged packs comes to, kind after kind, each made from the seed and its number."""
    files = encode(pack)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        put(damaged(files, kind, Random(f"{seed} {number}")), files, folder)
        # The processor's time: the noise of the machine is no fault of the reader.
        start = time.process_time()
        found = attempt(folder, pack)
        milliseconds = (time.process_time() - start) * 1000
        yield Outcome(number, kind, verdict(found, files), milliseconds, repr(found))


def put(pack: Damaged, sound: Files, folder: Path) -> None:
    """Write the files of a damaged pack in place of what is in a folder."""
    rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in pack.items():
        match content:
            case bytes():
                (folder / name).write_bytes(content)
            case Odd.FOLDER:
                (folder / name).mkdir()
            case Odd.LINK:
                (folder / "elsewhere").write_bytes(sound[name])
                (folder / name).symlink_to(folder / "elsewhere")


def attempt(folder: Path, sound: Pack) -> Pack | Exception:
    """Return what a reader of that pack finds in a folder, or what it raises."""
    try:
        found = read(folder)
        check(found, {name: (array.dtype.name, array.shape) for name, array in sound.arrays.items()}, sound.strings)
    except Exception as error:  # noqa: BLE001 (whatever it is, it is counted)
        return error
    return found


def verdict(found: Pack | Exception, files: Files) -> Verdict:
    """Return what a reading came to, given the files before the damage."""
    if isinstance(found, Pack):
        return Verdict.SAME if encode(found) == files else Verdict.CHANGED
    return Verdict.REFUSED if isinstance(found, PackError) else Verdict.FAILED


def small() -> Pack:
    """Return a small pack with a bit of everything."""
    numbers = np.random.default_rng(1)
    arrays: dict[str, Array] = {
        "weights": numbers.standard_normal((6, 5), np.float32),
        "bias": numbers.standard_normal(3),
        "ids": np.arange(7, dtype=np.uint16),
        "hashes": numbers.integers(0, 2**63, 4, np.uint64),
        "scale": np.array(0.5, np.float32),
        "none": np.zeros((0, 5), np.int8),
    }
    strings = {"tags": ("O", "B-figure", "I-figure"), "labels": ("受理申请", "不予公开", "总计")}
    sections = {"forms": ["2019", "2021"], "scores": {"f1": 0.98, "n": 400}, "corpus": None}
    return Pack("small-1", sections, arrays, strings, "# 小模型\n\nFor tests alone.\n")
