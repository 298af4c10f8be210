"""How like a printed label is to one of the form: in pairs of characters."""

from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise

from girml.forms import load
from girml.labeler.names import key
from girml.text.view import fold

LEAST = 0.4
"""Labels less like each other than this are not the same; those under one number may be, whatever their words."""
_NUMBERS = frozenset("一二三四五六七12345678")


@lru_cache(maxsize=1 << 14)
def likeness(form: str, label: str, text: str) -> float:
    """Return how like a text is to a label of a form, from 0 to 1, whichever of its wordings is nearest.

    >>> likeness("2021", "l.t2.row.normative_documents", "行政规范性文件")
    1.0
    >>> likeness("2021", "l.t2.row.rules", "行政许可")
    0.0
    """
    printed = key(fold(text))
    return max(_alike(printed, known) for known in _keys(form, label))


@cache
def _keys(form: str, label: str) -> tuple[str, ...]:
    return tuple(key(fold(text)) for text in load(form).labels[label].texts)


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    pairs, others = _pairs(one), _pairs(other)
    alike = 2 * (pairs & others).total() / ((pairs + others).total() or 1)
    return max(alike, LEAST) if one[:1] == other[:1] and one[:1] in _NUMBERS else alike


@lru_cache(maxsize=1 << 14)
def _pairs(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(text))
