"""Numbered series: the tokens that begin with numbers of one style which go up one by one, as headings do.

What words a heading has, the body chooses; but where its neighbours in a series are headings, so is it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from girml.labeler.columns import EDGE
from girml.labeler.flat import Flat, Marks, Numbers
from girml.labeler.shapes import VALUES
from girml.labeler.steps import SIZES, step

_NUMERALS = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"[ *#>]*(?:(?P<before>[(【\[第]?)(?P<number>[{_NUMERALS}])(?P<behind>[)】\]、.,:]|部分|章|节| |$)"
    r"|(?P<digits>\d{1,2})(?P<mark>[、.])(?!\d))"
)
_MARKUP = " *#>、.,:)】]"
_LEAST, _MANY, _LONG = 2, 3, 5
_WORDS = 1


class Number(NamedTuple):
    """A number that a text begins with: its style, its value, and whether nothing stands behind it."""

    style: str
    value: int
    is_alone: bool


def number_of(text: str, shape: str) -> Number | None:
    """Return the number of a text of this shape, None where it has none that may belong to a series."""
    match = None if shape[0] in VALUES or (shape[0] == "t" and shape[-1] == "!") else _NUMBER.match(text)
    if not match:
        return None
    is_alone = not text[match.end() :].strip(_MARKUP)
    if match["digits"]:
        return Number(match["mark"] + "1", int(match["digits"]), is_alone)
    return Number(match["before"] + match["behind"], _NUMERALS.index(match["number"]) + 1, is_alone)


def series(tokens: Flat, numbered: Sequence[tuple[int, Number]], heads: Numbers, words: Marks) -> Numbers:
    """Return for each token with a number its series: how many tokens and how many known headings are in it, which
    heading the one before it is and which the one after it.

    The words behind a number that stands alone have its series, and a mark of their own. Where a series is surely one
    of headings, words outside all series have `-`, and all else has "". `heads` tells which heading a token is by its
    shape, 0 for none, `words` which are words.
    """
    found = np.zeros(len(heads), np.intp)
    is_headed = np.zeros(len(heads), np.bool_)
    told, ends = heads.tolist(), tokens.end.tolist()
    documents = tokens.document.tolist()
    for some in _all((at, documents[at], number) for at, number in numbered):
        if len(some) < _LEAST:
            continue
        beside = [number.is_alone and at + 1 < ends[at] for at, number in some]
        own = [told[at + is_beside] for (at, _), is_beside in zip(some, beside, strict=True)]
        known = sum(head > 0 for head in own)
        if known >= _MANY or (known > 0 and len(some) >= _LONG):
            is_headed[tokens.first[some[0][0]] : tokens.end[some[0][0]]] = True
        length = step(len(own)) * len(SIZES) + step(known)
        for (at, _), is_beside, before, after in zip(some, beside, [EDGE, *own], [*own[1:], EDGE], strict=False):
            code = 2 + 2 * ((length * (EDGE + 1) + before) * (EDGE + 1) + after)
            found[at] = code
            if is_beside:
                found[at + 1] = code + 1
    return np.where(is_headed & words & (found == 0), _WORDS, found)


def _all(numbered: Iterable[tuple[int, int, Number]]) -> Iterator[list[tuple[int, Number]]]:
    """Yield the places and numbers of the tokens of each series. A number goes on with the series that came to the one
    before it last, so that a list within a section does not end the series of its headings."""
    open_at: dict[tuple[int, str, int], list[list[tuple[int, Number]]]] = defaultdict(list)
    for at, document, number in numbered:
        before = open_at[document, number.style, number.value - 1]
        one = before.pop() if before else []
        one.append((at, number))
        open_at[document, number.style, number.value].append(one)
    for some in open_at.values():
        yield from some
