"""Display columns: where on its line a token stands, by display width or by code points."""

import re
from collections.abc import Callable
from functools import lru_cache

from girml.records import Tokens
from girml.text.view import source_span

_NARROW = re.compile(r"[\x00-\u10ff\u2010-\u2027\u2030-\u205f\u20a0-\u214f\uff61-\uffdc]")

_LONGEST_LINE = 2000

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


def place(tokens: Tokens, token: int, metric: Metric) -> tuple[int, int]:
    """Return the columns [start, end) of a token on its line of the untouched source."""
    source = tokens.view.source
    start, end = source_span(tokens.view, tokens.starts[token], tokens.ends[token])
    far = max(0, start - _LONGEST_LINE)
    line = max([far, *(source.rfind(end, far, start) + 1 for end in "\n\r\f")])
    left = metric(source[line:start].expandtabs(8))
    return left, left + metric(source[start:end])
