"""The headings of a learned labeler, settled over the whole of a text.

A chain sees what stands around a token, not the report. The form has each section once, in order, and most reports have
all of them. So of several headings of one section one is kept, what comes out of turn is prose, and where a section
would have none the likeliest place is taken though prose is a little likelier there.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from girml.bio import ranges
from girml.labeler.rising import Candidate, rising
from girml.records import Labeling, Name, Tokens

Names = Callable[[Sequence[str]], dict[int, tuple[Name, ...]]]
"""What the labels name that some tags tell, by their first tokens."""

LEAST = 0.01
"""How probable it must be that a heading stands somewhere, for that to count at all."""
_BEGIN, _PROSE, _MORE = "B-heading", "B-prose", "I-prose"
_HEADING, _ROW = ("heading",), ("row",)
_SURE = 1e-4
# Set by hand: nineteen sections in twenty are there; a second report in a text must be told by most of its headings.
_THERE = log(0.95 / 0.05)
_BEGINS = -8.0


@dataclass(frozen=True, slots=True)
class _Possible:
    """Tokens [first, last] that may be a heading, how probable that is, and whether the chain holds it likeliest."""

    first: int
    last: int
    share: float
    is_likeliest: bool


def settle(tokens: Tokens, labeling: Labeling, shares: Mapping[int, float], names: Names) -> Labeling:
    """Return a labeling with the headings that fit together, and with the names of its labels. `shares` tells how
    probable it is that a heading begins at a token, where that is at least `LEAST`."""
    possible = _possible(labeling, shares)
    if not possible:
        return Labeling(labeling.tags, labeling.probabilities, names(labeling.tags))
    tags = _tagged(labeling.tags, [one for one in possible if not one.is_likeliest], [])
    named = names(tags)
    taken = rising(_candidates(tokens, tags, possible, named), _BEGINS)
    left = [one for at, one in enumerate(possible) if at not in taken]
    if left:
        tags = _tagged(tags, [], left)
        named = names(tags)
    for at, section in taken.items():
        first = possible[at].first
        named[first] = tuple(sorted(named[first], key=lambda name: name.label != f"s{section}"))
    sure = list(labeling.probabilities)
    for at, one in enumerate(possible):
        if (at in taken) != one.is_likeliest:
            sure[one.first : one.last + 1] = [one.share if at in taken else 1 - one.share] * (one.last - one.first + 1)
    return Labeling(tags, sure, named)


def _possible(labeling: Labeling, shares: Mapping[int, float]) -> list[_Possible]:
    tags, sure = labeling.tags, labeling.probabilities
    found = [_Possible(first, last, sure[first], True) for _, first, last in ranges(tags, _HEADING)]
    found += [
        _Possible(at, at, share, False)
        for at, share in shares.items()
        if tags[at] == _PROSE and tags[at + 1 : at + 2] != [_MORE] and share >= LEAST
    ]
    return sorted(found, key=lambda one: one.first)


def _tagged(tags: Sequence[str], headings: Sequence[_Possible], prose: Sequence[_Possible]) -> list[str]:
    """Return tags with some headings more, and some less."""
    found = list(tags)
    for one in headings:
        found[one.first] = _BEGIN
    for one in prose:
        found[one.first : one.last + 1] = [_PROSE] * (one.last - one.first + 1)
    return found


def _candidates(
    tokens: Tokens, tags: Sequence[str], possible: Sequence[_Possible], named: Mapping[int, tuple[Name, ...]]
) -> list[Candidate]:
    rows = [first for _, first, _ in ranges(tags, _ROW)]
    found, last = [], -1
    for one in possible:
        share = min(max(one.share, _SURE), 1 - _SURE)
        odds = log(share / (1 - share))
        parts = {int(name.label[1:]): odds + log(name.score) for name in named.get(one.first, ())}
        heads = {section: worth + _THERE for section, worth in parts.items()}
        is_near = last >= 0 and not any(any(map(str.isalnum, tokens.texts[at])) for at in range(last + 1, one.first))
        found.append(Candidate(heads, parts if is_near else {}, bisect_left(rows, one.first)))
        last = one.last
    return found
