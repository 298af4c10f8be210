"""What a text may name: a label of the form whole, in part, or roughly."""

from functools import lru_cache

from girml.labeler.names import LabelIndex, key
from girml.records import Name

MOST_NAMES = 6
LONGEST = 60
_ROUGH = 0.6
_PART = 0.5


@lru_cache(maxsize=1 << 15)
def names(index: LabelIndex, text: str) -> tuple[Name, ...]:
    """Return what a short text names, likeliest first; nothing for prose and bare figures.

    An exact label scores 1, without its enumerator 0.9, a part of a label up to 0.9, a likeness up to 0.9.
    """
    wanted = key(text)
    if len(wanted) > LONGEST or not wanted or wanted.isascii():
        return ()
    exact = index.exact.get(wanted, ())
    if exact and exact[0].score == 1.0:
        return exact
    found = [*exact, *_parts(index, wanted), *_rough(index, wanted)]
    best: dict[tuple[str, int], Name] = {}
    for name in sorted(found, key=lambda name: (-name.score, name.label, name.begin)):
        best.setdefault((name.label, name.begin), name)
    return tuple(best.values())[:MOST_NAMES]


def _parts(index: LabelIndex, wanted: str) -> list[Name]:
    if len(wanted) < 2:
        return []
    return [
        Name(label, at, at + len(wanted), _PART + 0.4 * len(wanted) / len(printed))
        for label, printed in index.keys
        if (at := printed.find(wanted)) >= 0
    ]


def _rough(index: LabelIndex, wanted: str) -> list[Name]:
    pairs = _pairs(wanted)
    found = []
    for label, printed in index.keys:
        if 2 * abs(len(printed) - len(wanted)) > len(printed):
            continue
        likeness = _likeness(pairs, _pairs(printed))
        if likeness >= _ROUGH:
            found.append(Name(label, 0, len(printed), 0.9 * likeness))
    return found


@lru_cache(maxsize=1 << 12)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text) | frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Dice likeness of two sets of characters and pairs of characters."""
    return 2 * len(one & other) / (len(one) + len(other))
