"""The entries of `meta.json`: what each names, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

from girml.pack.contents import DTYPES


@dataclass(frozen=True, slots=True)
class ArrayEntry:
    """An array in `weights.bin`: its name, kind of number and shape, and the byte where it begins."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    offset: int

    @property
    def bytes(self) -> int:
        """How many bytes it takes."""
        return prod(self.shape) * DTYPES[self.dtype].itemsize


@dataclass(frozen=True, slots=True)
class StringsEntry:
    """A table of strings in `weights.bin`: its name, how many there are, where they begin, how many bytes they take."""

    name: str
    count: int
    offset: int
    bytes: int


@dataclass(frozen=True, slots=True)
class FileEntry:
    """The size and the SHA-256 of a file beside `meta.json`."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Meta:
    """All that `meta.json` tells, its sections as they are."""

    name: str
    sections: Mapping[str, Any]
    arrays: tuple[ArrayEntry, ...]
    strings: tuple[StringsEntry, ...]
    files: Mapping[str, FileEntry]
