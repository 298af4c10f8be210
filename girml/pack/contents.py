"""What a pack holds, the files that hold it, and the limits that both keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

PROTOCOL = 1
"""The number of the container; one that reads otherwise gets another."""

META, WEIGHTS, CARD = "meta.json", "weights.bin", "CARD.md"
FILES = (META, WEIGHTS, CARD)

MOST_BYTES = 64_000_000
"""Of the three files together, and so of any part of them."""
MOST_META_BYTES = 1_000_000

_KINDS = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64")
DTYPES: Mapping[str, np.dtype[Any]] = {name: np.dtype(name).newbyteorder("<") for name in _KINDS}
"""The numbers that an array may hold, all little-endian."""

Array = NDArray[Any]
Files = Mapping[str, bytes]
"""The bytes of each of `FILES`."""

ANEW = "fetch the pack again, or train it anew"


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A trained model: its name, sections of plain JSON that tell how it came about, its arrays and tables of
    strings by name, and its card."""

    name: str
    sections: Mapping[str, Any]
    arrays: Mapping[str, Array]
    strings: Mapping[str, tuple[str, ...]]
    card: str


class DamageError(Exception):
    """What is wrong with a file of a pack, and its cure; the folder is told by whoever knows it."""

    def __init__(self, file: str, wrong: str, cure: str = ANEW) -> None:
        super().__init__(f"{file} {wrong}: {cure}.")
        self.file = file
        self.wrong = wrong
        self.cure = cure


def check_sizes(sizes: Mapping[str, int]) -> None:
    """Raise DamageError where files of these sizes are more than a pack may hold."""
    if sizes[META] > MOST_META_BYTES:
        raise DamageError(META, f"has {sizes[META]:,} bytes, where {MOST_META_BYTES:,} are allowed")
    whole = sum(sizes.values())
    if whole > MOST_BYTES:
        largest = max(FILES, key=lambda file: sizes[file])
        raise DamageError(largest, f"brings the pack to {whole:,} bytes, where {MOST_BYTES:,} are allowed")
