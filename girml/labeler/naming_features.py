"""The features by which a label is named: what of it is printed, and the labels that stand around it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from girml.labeler.assembling import assembled
from girml.labeler.names import LabelIndex, key

_LONGEST, _SHORT = 60, 6
# The number before a label as it is printed, which tells a group from a row.
_NUMBER = re.compile(r" ?(?:\(? ?[一二三四五六七八九] ?[)、.]|\d[.、])")
_EDGE, _UNKNOWN = "^", "?"


class Printed(NamedTuple):
    """A label as it is printed: its tag, its text, what the labels before and after it name, the keys of the two
    labels before and the two after it as they are printed, cut short, and the label that it makes with others."""

    tag: str
    text: str
    before: str
    after: str
    around: tuple[str, str, str, str]
    assembled: str


def in_context(index: LabelIndex, labels: Sequence[tuple[str, str]]) -> Iterator[Printed]:
    """Yield the labels of a text, given as tag and text in reading order, each with its neighbours; a neighbour that
    no form prints word for word is left out, as is one that may be several."""
    known = [_known(index, text) for _, text in labels]
    before = list(_lasts(known))
    after = list(_lasts(known[::-1]))[::-1]
    keys = [_EDGE, _EDGE, *(key(text)[:_SHORT] for _, text in labels), _EDGE, _EDGE]
    makes = assembled(index, labels)
    for at, (tag, text) in enumerate(labels):
        around = (keys[at], keys[at + 1], keys[at + 3], keys[at + 4])
        yield Printed(tag, text, before[at], after[at], around, makes[at])


@lru_cache(maxsize=1 << 14)
def _known(index: LabelIndex, text: str) -> str:
    found = index.exact.get(key(text), ()) if len(text) <= _LONGEST else ()
    return found[0].label if len(found) == 1 and found[0].score == 1.0 else _UNKNOWN


def _lasts(known: Sequence[str]) -> Iterator[str]:
    last = _EDGE
    for one in known:
        yield last
        last = last if one == _UNKNOWN else one


@lru_cache(maxsize=1 << 16)
def features(printed: Printed) -> tuple[str, ...]:
    """Return the features of a label: whole, by its runs of one to four characters, and by its neighbours."""
    wanted = key(printed.text)[:_LONGEST]
    edged = f"<{wanted}>"
    short = wanted[:_SHORT]
    runs = {edged[at : at + size] for size in (1, 2, 3, 4) for at in range(len(edged) - size + 1)}
    around = (f"before {printed.before}", f"after {printed.after}", f"both {printed.before} {printed.after}")
    first, left, right, last = printed.around
    beside = (f"left {left} {short}", f"lefts {first} {left} {short}", f"right {short} {right}",
              f"rights {short} {right} {last}", f"beside {left} {short} {right}")  # fmt: skip
    makes = (f"assembled {printed.assembled}",) if printed.assembled else ()
    number = _NUMBER.match(printed.text)
    numbered = (f"number {number[0].replace(' ', '')}",) if number else ()
    return (
        "bias",
        f"tag {printed.tag}",
        f"whole {wanted}",
        *around,
        *beside,
        *makes,
        *numbered,
        *[f"run {run}" for run in sorted(runs)],
    )
