"""How wide text stands: by columns of a terminal or by code points."""

import re
from collections.abc import Callable
from functools import lru_cache

_NARROW = re.compile(r"[\x00-\u10ff\u2010-\u2027\u2030-\u205f\u20a0-\u214f\uff61-\uffdc]")

Metric = Callable[[str], int]


@lru_cache(maxsize=1 << 12)
def display_width(text: str) -> int:
    """Return the width of a text on a terminal: two columns for East Asian wide characters.

    >>> display_width("规章 12"), display_width("１2")
    (7, 3)
    """
    return len(text) if text.isascii() else 2 * len(text) - len(_NARROW.findall(text))


def code_points(text: str) -> int:
    """Return the width of a text where every character takes one column."""
    return len(text)
