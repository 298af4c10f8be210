"""How much a text is like the labels of the forms, by pairs of characters: what a torn or misread label still shows."""

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from girml.labeler.names import LabelIndex, key

LONGEST = 60


class Likeness(NamedTuple):
    """The label of a group that a text is most like: Dice of their pairs, and the share of the text's pairs in it."""

    label: str
    dice: float
    within: float


@dataclass(frozen=True, slots=True, eq=False)
class PairIndex:
    """The labels of all forms by the pairs of characters in them: for each pair the numbers of the keys that hold it;
    for each key its label, its group and how many pairs it has."""

    keys_of: dict[str, tuple[int, ...]]
    labels: tuple[str, ...]
    groups: tuple[str, ...]
    sizes: tuple[int, ...]


@cache
def pair_index(index: LabelIndex) -> PairIndex:
    """Return the index by pairs over an index of labels."""
    keys_of: dict[str, list[int]] = {}
    sizes = []
    for number, (_, text) in enumerate(index.keys):
        found = pairs(text)
        sizes.append(len(found))
        for pair in found:
            keys_of.setdefault(pair, []).append(number)
    labels = tuple([label for label, _ in index.keys])
    groups = tuple([group(index, label) for label in labels])
    return PairIndex({pair: tuple(some) for pair, some in keys_of.items()}, labels, groups, tuple(sizes))


def group(index: LabelIndex, label: str) -> str:
    """Return what labels count as one to features: the table and role of a label, "s" and the number of a heading."""
    return label if label[0] == "s" else f"{label[2:4]}.{index.roles[label]}"


def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a key, its edges marked.

    >>> sorted(pairs("规章"))
    ['<规', '章>', '规章']
    """
    edged = f"<{text}>"
    return frozenset([edged[at : at + 2] for at in range(len(edged) - 1)])


@lru_cache(maxsize=1 << 11)
def likeness(index: LabelIndex, text: str) -> dict[str, Likeness]:
    """Return for each group the label that a text is most like; nothing for long texts and bare figures."""
    wanted = key(text)
    if not wanted or len(wanted) > LONGEST or wanted.isascii():
        return {}
    by_pair, own = pair_index(index), pairs(wanted)
    shared = Counter([number for pair in own for number in by_pair.keys_of.get(pair, ())])
    best: dict[str, tuple[float, int]] = {}
    for number in sorted(shared):
        name, dice = by_pair.groups[number], 2 * shared[number] / (len(own) + by_pair.sizes[number])
        if name not in best or dice > best[name][0]:
            best[name] = dice, number
    return {
        name: Likeness(by_pair.labels[number], dice, shared[number] / len(own)) for name, (dice, number) in best.items()
    }
