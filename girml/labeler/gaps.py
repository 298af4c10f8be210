"""The gaps before tokens, in the numbers by which features tell them apart."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from girml.labeler.flat import Marks, Numbers
from girml.records import Gap

_SPACES = ("", ".", ":", ";")
_MANY_SPACES, _MOST_NEWLINES, _MOST_DELIMITERS = 5, 3, 2
_LINE = (_MOST_DELIMITERS + 1) * len(_SPACES)
AT_END = (_MOST_NEWLINES + 1) * _LINE
"""The number of what stands behind the last token."""


def gap_numbers(gaps: Sequence[Gap]) -> Numbers:
    """Return the numbers of gaps."""
    return np.fromiter(map(_number, gaps), np.intp, len(gaps))


@lru_cache(maxsize=1 << 12)
def _number(gap: Gap) -> int:
    spaces = min(gap.spaces, 2) if gap.spaces < _MANY_SPACES else 3
    delimiters = min(gap.delimiters, _MOST_DELIMITERS)
    return (min(gap.newlines, _MOST_NEWLINES) * (_MOST_DELIMITERS + 1) + delimiters) * len(_SPACES) + spaces


def gap_told(number: int) -> str:
    """Return a gap in signs: for line ends, for delimiters, for how many spaces; `$` behind the last token.

    >>> gap_told(_number(Gap(1, 0, 2))), gap_told(AT_END)
    ('n:', '$')
    """
    if number == AT_END:
        return "$"
    rest, spaces = divmod(number, len(_SPACES))
    newlines, delimiters = divmod(rest, _MOST_DELIMITERS + 1)
    return "n" * newlines + "|" * delimiters + _SPACES[spaces]


def begins_line(gaps: Numbers) -> Marks:
    """Return which gaps hold a line end."""
    return gaps >= _LINE


def widest(gaps: Numbers, kept: Numbers) -> Numbers:
    """Return the gaps before the tokens that are kept, over those that are not: each as wide as the widest of them."""
    starts = np.concatenate([[0], kept[:-1] + 1])
    line, delimiter, space = (np.maximum.reduceat(one, starts) for one in _parts(gaps))
    found: Numbers = line * _LINE + delimiter * len(_SPACES) + space
    return found


def _parts(gaps: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    return gaps // _LINE, gaps % _LINE // len(_SPACES), gaps % len(_SPACES)
