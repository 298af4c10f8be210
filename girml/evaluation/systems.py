"""The systems that can be evaluated, by name."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import girml
from girml.baselines import regex, zeros
from girml.errors import UsageError
from girml.pipeline.models import DETERMINISTIC
from girml.records import Report

Reads = Callable[[str], Report]
"""A system: from a text to its first report."""

_MADE: dict[str, Callable[[], Reads]] = {
    DETERMINISTIC: lambda: girml.load(DETERMINISTIC),
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
    girml.errors.UsageError: There is no system 'zero': name one of deterministic, regex, zeros, or a pack's folder.
    """
    if name in _MADE:
        return _MADE[name]()
    if Path(name).is_dir():
        return girml.load(name)
    raise UsageError(f"There is no system {name!r}: name one of {', '.join(BUILT_IN)}, or a pack's folder.")
