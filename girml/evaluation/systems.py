"""The systems that can be evaluated, by name."""

from collections.abc import Callable
from functools import cache

import girml
from girml.baselines import regex, zeros
from girml.errors import UsageError
from girml.records import Report

Reads = Callable[[str], Report]
"""A system: from a text to its first report."""

_MADE: dict[str, Callable[[], Reads]] = {
    "deterministic": girml.load,
    "regex": lambda: regex,
    "zeros": lambda: zeros,
}
BUILT_IN = tuple(_MADE)
"""The names of the systems that come with girml."""


@cache
def system(name: str) -> Reads:
    """Return a system, made once in each process.

    >>> system("zero")
    Traceback (most recent call last):
    girml.errors.UsageError: There is no system 'zero': name one of deterministic, regex, zeros.
    """
    if name not in _MADE:
        raise UsageError(f"There is no system {name!r}: name one of {', '.join(BUILT_IN)}.")
    return _MADE[name]()
