"""Tokens of several texts in one row of arrays, and what is counted over them; no count goes on from text to text."""

from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.intp]
Marks = NDArray[np.bool_]
Kind = TypeVar("Kind", np.int32, np.intp)


class Flat(NamedTuple):
    """Tokens of several texts in a row: the numbers of their texts and of their shapes, those of the gaps before them,
    the text that each belongs to, and the first token and the end of that."""

    texts: Numbers
    own: Numbers
    gaps: Numbers
    document: Numbers
    first: Numbers
    end: Numbers


def flat(texts: Numbers, own: Numbers, gaps: Numbers, lengths: Numbers) -> Flat:
    """Return the tokens of texts of these lengths in a row."""
    ends = np.cumsum(lengths)
    return Flat(
        texts=texts,
        own=own,
        gaps=gaps,
        document=np.repeat(np.arange(len(lengths)), lengths),
        first=np.repeat(ends - lengths, lengths),
        end=np.repeat(ends, lengths),
    )


def last_before(marks: Marks) -> Numbers:
    """Return for each token the last marked one before it, -1 where there is none."""
    found = np.full(len(marks), -1)
    found[1:] = np.maximum.accumulate(np.where(marks, np.arange(len(marks)), -1))[:-1]
    return found


def first_behind(marks: Marks) -> Numbers:
    """Return for each token the first marked one behind it, their number where there is none."""
    return len(marks) - 1 - last_before(marks[::-1])[::-1]


def counts(marks: Marks) -> Numbers:
    """Return how many marked tokens stand before each token and, last, before the end."""
    found = np.zeros(len(marks) + 1, np.intp)
    np.cumsum(marks, out=found[1:])
    return found


class Growing(Generic[Kind]):
    """Rows of numbers that only grow in number."""

    def __init__(self, width: int, kind: type[Kind]) -> None:
        self._number = 0
        self._rows: NDArray[Kind] = np.zeros((1, width), kind)

    def __len__(self) -> int:
        return self._number

    def extend(self, rows: NDArray[Kind]) -> None:
        """Add rows to those that are there."""
        begin, self._number = self._number, self._number + len(rows)
        if self._number > len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows, shape=(self._number, rows.shape[1]))])
        self._rows[begin : self._number] = rows

    def __getitem__(self, numbers: Numbers) -> NDArray[Kind]:
        """Return some rows by their numbers."""
        found: NDArray[Kind] = self._rows[numbers]
        return found
