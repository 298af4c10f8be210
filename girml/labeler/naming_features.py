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


Context = tuple[str, str, str, str, tuple[str, str, str, str], str]
"""The fields of a label as it is printed; a lookup needs no more, and there are many."""


class Printed(NamedTuple):
    """A label as it is printed: its tag, its text, what the labels before and after it name, the keys of the two
    labels before and the two after it as they are printed, cut short, and the label that it makes with others."""

    tag: str
    text: str
    before: str
    after: str
    around: tuple[str, str, str, str]
    assembled: str


def in_context(index: LabelIndex, labels: Sequence[tuple[str, str]]) -> Iterator[Context]:
    """Yield the labels of a text, given as tag and text in reading order, each with its neighbours; a neighbour that
    no form prints word for word is left out, as is one that may be several. What is yielded makes a `Printed`."""
    facts = [_fact(index, text) for _, text in labels]
    known = [one for one, _ in facts]
    keys = [_EDGE, _EDGE, *[short for _, short in facts], _EDGE, _EDGE]
    around = zip(keys, keys[1:], keys[3:], keys[4:], strict=False)
    tags, texts = zip(*labels, strict=True) if labels else ((), ())
    before, after = _lasts(known), _lasts(known[::-1])[::-1]
    return zip(tags, texts, before, after, around, assembled(index, labels), strict=True)


@lru_cache(maxsize=1 << 14)
def _fact(index: LabelIndex, text: str) -> tuple[str, str]:
    """Return the label that a text names, if it is one for sure, and its key, cut short."""
    wanted = key(text)
    found = index.exact.get(wanted, ()) if len(text) <= _LONGEST else ()
    return found[0].label if len(found) == 1 and found[0].score == 1.0 else _UNKNOWN, wanted[:_SHORT]


def _lasts(known: Sequence[str]) -> list[str]:
    """Return for each label the last one before it that is known."""
    last, found = _EDGE, []
    for one in known:
        found.append(last)
        if one != _UNKNOWN:
            last = one
    return found


def features(printed: Printed) -> tuple[str, ...]:
    """Return the features of a label: whole, by its runs of one to four characters, and by its neighbours."""
    whole, runs = own_features(printed.tag, printed.text)
    return (*whole, *beside_features(printed), *runs)


def own_features(tag: str, text: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the features that a label has whatever stands around it: those of all of it, and those of its runs."""
    wanted = key(text)[:_LONGEST]
    edged = f"<{wanted}>"
    runs = {edged[at : at + size] for size in (1, 2, 3, 4) for at in range(len(edged) - size + 1)}
    number = _NUMBER.match(text)
    numbered = (f"number {number[0].replace(' ', '')}",) if number else ()
    return ("bias", f"tag {tag}", f"whole {wanted}", *numbered), [f"run {run}" for run in sorted(runs)]


def beside_features(printed: Printed) -> tuple[str, ...]:
    """Return the features that a label has by its neighbours."""
    short = key(printed.text)[:_SHORT]
    around = (f"before {printed.before}", f"after {printed.after}", f"both {printed.before} {printed.after}")
    first, left, right, last = printed.around
    beside = (f"left {left} {short}", f"lefts {first} {left} {short}", f"right {short} {right}",
              f"rights {short} {right} {last}", f"beside {left} {short} {right}")  # fmt: skip
    makes = (f"assembled {printed.assembled}",) if printed.assembled else ()
    return (*around, *beside, *makes)
