"""Which split a document serves: told by `splits.toml`, from its folder, its body and its library.

A document is of a split only where its body's family and its library both are; a folder that is declared decides
alone. What falls between is of no split: it is left out of all of them, and counted.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from girml.errors import InputError

SPLITS = ("train", "dev", "test")
"""The splits, in the order of every table that lists them."""

FILE = "splits.toml"
_PROTOCOL = 1
_WHOLE = 100
# An id ends in its number; ids without one (of bodies that exist) are families of their own.
_NUMBERED = re.compile(r"(?P<series>b\d+)\.(?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class Splits:
    """How documents are divided: `folders` and `libraries` by split, the percentage of families in each, and how
    many bodies with successive numbers make a family. `root` is the folder that all names of folders start from."""

    root: Path
    folders: Mapping[str, str]
    libraries: Mapping[str, str]
    shares: Mapping[str, int]
    family_size: int

    def family(self, body: str) -> str:
        """Return the name of the family that a body belongs to."""
        match = _NUMBERED.fullmatch(body)
        return f"{match['series']}.family.{int(match['number']) // self.family_size}" if match else body

    def of_body(self, body: str) -> str:
        """Return the split of a body: that of its family, by the SHA-256 of the family's name (8 bytes) modulo 100."""
        return _share(self.family(body), tuple(self.shares[split] for split in SPLITS))

    def of_library(self, library: str) -> str | None:
        """Return the split of a library, None for one that is not declared."""
        return self.libraries.get(library)

    def of_folder(self, file: Path) -> str | None:
        """Return the split of the innermost declared folder that a file lies in, None where there is none."""
        inside = file.resolve().relative_to(self.root) if file.resolve().is_relative_to(self.root) else Path()
        return next((self.folders[str(one)] for one in inside.parents if str(one) in self.folders), None)

    def of(self, file: Path, body: str, library: str) -> str | None:
        """Return the split of a document in `file`, None for one that falls between them."""
        split = self.of_body(body)
        return self.of_folder(file) or (split if split == self.of_library(library) else None)


@lru_cache(maxsize=1 << 14)
def _share(name: str, shares: tuple[int, ...]) -> str:
    place = int.from_bytes(sha256(name.encode("utf-8")).digest()[:8], "big") % _WHOLE
    bounds = (sum(shares[: at + 1]) for at in range(len(shares)))
    return next(split for split, bound in zip(SPLITS, bounds, strict=True) if place < bound)


def find(path: Path) -> Splits | None:
    """Return the splits declared in a folder (or that of a file) or the nearest one above it, None without any."""
    start = path.resolve() if path.is_dir() else path.resolve().parent
    file = next((folder / FILE for folder in (start, *start.parents) if (folder / FILE).is_file()), None)
    return parse(file.read_text(encoding="utf-8"), file) if file else None


def needed(path: Path) -> Splits:
    """Return the splits of a path; InputError where none are declared."""
    splits = find(path)
    if splits is None:
        raise InputError(f"{path} has no {FILE}, nor has a folder above it: write one, or ask for no split.")
    return splits


def parse(text: str, file: Path) -> Splits:
    """Return the splits that the text of a `splits.toml` declares; InputError names the entry and the cure."""
    try:
        declared = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise InputError(f"{file} is not TOML ({reason}): mend the line it names.") from None
    if declared.get("protocol") != _PROTOCOL:
        raise InputError(f"{file}: protocol must be {_PROTOCOL}: take a file of this girml version.")
    families = _table(file, declared, "families")
    return Splits(
        root=file.resolve().parent,
        folders=_by_name(file, "folders", _table(file, declared, "folders")),
        libraries=_by_name(file, "libraries", _table(file, declared, "libraries")),
        shares=_shares(file, families),
        family_size=_size(file, families),
    )


def _table(file: Path, declared: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    table = declared.get(key)
    if not isinstance(table, dict):
        raise InputError(f"{file} has no table [{key}]: write it, with the keys {', '.join(SPLITS)}.")
    return table


def _by_name(file: Path, key: str, table: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the split of each name that a table of lists by split declares."""
    found: dict[str, str] = {}
    for split, names in table.items():
        if split not in SPLITS or not isinstance(names, list):
            raise InputError(f"{file}: {key}.{split} is no list under one of {', '.join(SPLITS)}: correct it.")
        for name in names:
            if found.setdefault(name, split) != split:
                raise InputError(f"{file}: {key} names {name} under {found[name]} and {split}: keep one.")
    return found


def _shares(file: Path, families: Mapping[str, Any]) -> Mapping[str, int]:
    shares = {split: families.get(split) for split in SPLITS}
    whole = [share for share in shares.values() if isinstance(share, int) and share >= 0]
    if len(whole) < len(SPLITS) or sum(whole) != _WHOLE:
        raise InputError(f"{file}: families gives {shares}: write whole percentages that make {_WHOLE}.")
    return dict(zip(SPLITS, whole, strict=True))


def _size(file: Path, families: Mapping[str, Any]) -> int:
    size = families.get("size")
    if not isinstance(size, int) or size < 1:
        raise InputError(f"{file}: families.size is {size!r}: write how many bodies make a family.")
    return size
