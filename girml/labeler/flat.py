"""Tokens of several texts in one row of arrays, and what is counted over them; no count goes on from text to text."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.intp]
Marks = NDArray[np.bool_]


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
