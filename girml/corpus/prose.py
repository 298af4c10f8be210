"""The prose of a document as shingles of eight characters, and how like two are: exactly, or by sketch.

A sketch is a one-permutation minhash: the shingles' hashes fall into bins, and each bin keeps its least; empty bins
take that of the next filled one. Two texts agree in a bin with the probability of their Jaccard similarity.
"""

from array import array
from zlib import crc32

from girml.records.annotation import Annotation
from girml.text.view import fold

LENGTH = 8
"""The characters of a shingle."""

BINS = 192
ROWS = 3
"""The bins that two texts must share, in one of BINS / ROWS bands, to be looked at: half alike, 99.98% of pairs do."""

_WIDTH = 4
_MIX, _MASK = 0x9E3779B1, 0xFFFFFFFF


def prose(annotation: Annotation) -> str:
    """Return the letters and digits of a text that stand in no span.

    >>> prose(Annotation("a", "规章 0，见下。", "cells", "f", "l", "b", 2023, {}, {}, ()))
    '规章0见下'
    """
    pieces, at = [], 0
    for span in sorted(annotation.spans):
        pieces.append(annotation.text[at : span.start])
        at = max(at, span.end)
    pieces.append(annotation.text[at:])
    return "".join(filter(str.isalnum, fold("".join(pieces))))


def shingles(text: str) -> set[int]:
    """Return the hashes of all runs of eight characters; those of a shorter text are none."""
    data = text.encode("utf-32-le", "surrogatepass")
    size = LENGTH * _WIDTH
    return {crc32(data[at : at + size]) for at in range(0, len(data) - size + 1, _WIDTH)}


def sketch(found: set[int]) -> "array[int]":
    """Return the least mixed hash of each bin; an empty sketch where there are no shingles."""
    bins: list[int | None] = [None] * BINS
    for shingle in found:
        mixed = shingle * _MIX & _MASK
        at, rest = mixed % BINS, mixed // BINS
        least = bins[at]
        if least is None or rest < least:
            bins[at] = rest
    return array("I", _filled(bins)) if found else array("I")


def _filled(bins: list[int | None]) -> list[int]:
    """Return the bins, each empty one with the value of the next filled one around the ring."""
    filled = []
    following = next(one for one in bins if one is not None)
    for one in reversed(bins):
        following = one if one is not None else following
        filled.append(following)
    return filled[::-1]


def estimated(one: "array[int]", other: "array[int]") -> float:
    """Return the share of bins in which two sketches agree."""
    return sum(map(int.__eq__, one, other)) / BINS


def jaccard(one: set[int], other: set[int]) -> float:
    """Return how many shingles two texts share, of all that they have.

    >>> jaccard({1, 2, 3}, {2, 3, 4})
    0.5
    """
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0
