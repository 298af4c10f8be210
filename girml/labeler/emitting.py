"""What features say of tags: the sums of their weights, worked out once for each text and each of its surroundings.

What was summed is kept, for as much as there is room; then all is forgotten and begun anew, so sums never hang on what
was read before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from girml.labeler.columns import columns
from girml.labeler.features import GROUPS, features, text_features
from girml.labeler.flat import Growing, Numbers
from girml.labeler.lexicon import Lexicon
from girml.labeler.names import LabelIndex

Sums = NDArray[np.int32]

_ROOM = 1 << 16
_SLOT_BITS, _GROUP_BITS = 17, 5
_AT_ONCE = 1 << 13
# Spreads keys over slots: 2**64 by the golden ratio.
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Weights:
    """The tags, the rows of features, and the weights of features for tags [features, tags] in whole numbers."""

    tags: tuple[str, ...]
    rows: Mapping[str, int]
    weights: NDArray[np.int16]

    def sums(self, features: Iterable[Iterable[str]]) -> Sums:
        """Return the sums of the weights of the features of things, [things, tags]; unknown ones weigh nothing."""
        known = [[self.rows[one] for one in some if one in self.rows] for some in features]
        ends = np.cumsum([0, *map(len, known)])
        summed = np.zeros((ends[-1] + 1, len(self.tags)), np.int32)
        np.cumsum(self.weights[[row for rows in known for row in rows]], axis=0, dtype=np.int32, out=summed[1:])
        found: Sums = summed[ends[1:]] - summed[ends[:-1]]
        return found


class TextEmitter:
    """What the texts of a lexicon say by themselves."""

    def __init__(self, lexicon: Lexicon, weights: Weights) -> None:
        self._lexicon, self._weights = lexicon, weights
        self._sums = Growing(len(weights.tags), np.int32)

    def __call__(self, numbers: Numbers) -> Sums:
        """Return the sums of texts by their numbers, [texts, tags]."""
        new = self._lexicon.texts[len(self._sums) :]
        if new:
            self._sums.extend(self._weights.sums(text_features(self._lexicon.index, text) for text in new))
        return self._sums[numbers]


class AroundEmitter:
    """What surroundings say: the sums of each group of features, kept in a table that is searched for many keys at
    once. A key is the numbers of a group's columns, each in its bits, and that of the group, so no two
    are alike."""

    def __init__(self, index: LabelIndex, weights: Weights) -> None:
        self._index, self._columns, self._weights = index, columns(index), weights
        self._number = 0
        self._keys = np.zeros(1 << _SLOT_BITS, np.int64)
        self._sums = np.zeros((1 << _SLOT_BITS, len(weights.tags)), np.int32)

    def __call__(self, around: Mapping[str, Numbers], first: Sums) -> Sums:
        """Return the sums of tokens, [tokens, tags], added to those that they have already."""
        for at in range(0, len(first), _AT_ONCE):
            some = {name: column[at : at + _AT_ONCE] for name, column in around.items()}
            for number in range(len(GROUPS)):
                self._add(some, number, first[at : at + _AT_ONCE])
        return first

    def _add(self, around: Mapping[str, Numbers], number: int, sums: Sums) -> None:
        """Add the sums of a group to tokens for which it has something to tell."""
        names = GROUPS[number].columns
        keys = around[names[0]].astype(np.int64)
        for name in names[1:]:
            keys = keys << self._columns[name].bits | around[name]
        keys = keys << _GROUP_BITS | number
        told = np.flatnonzero(around[names[0]])
        if len(told) == len(sums):
            sums += self._sums[self._slots(keys)]
        else:
            sums[told] += self._sums[self._slots(keys[told])]

    def _slots(self, keys: NDArray[np.int64]) -> Numbers:
        """Return the places of the sums of keys."""
        slots, missing = self._searched(keys)
        if len(missing):
            if self._number + len(missing) > _ROOM:
                self._number = self._keys[:] = 0
                missing = np.arange(len(keys))
            self._keep(np.unique(keys[missing]).tolist())
            slots[missing], _ = self._searched(keys[missing])
        return slots

    def _searched(self, keys: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
        """Return where each key stands, and which of them stand nowhere."""
        slots = (keys.view(np.uint64) * _SPREAD >> np.uint64(64 - _SLOT_BITS)).astype(np.intp)
        waiting, missing = np.flatnonzero(self._keys[slots] != keys), []
        while len(waiting):
            is_free = self._keys[slots[waiting]] == 0
            missing.append(waiting[is_free])
            waiting = waiting[~is_free]
            slots[waiting] = (slots[waiting] + 1) % (1 << _SLOT_BITS)
            waiting = waiting[self._keys[slots[waiting]] != keys[waiting]]
        return slots, np.concatenate(missing) if missing else waiting

    def _keep(self, keys: Sequence[int]) -> None:
        """Work out the sums of new keys, and keep them."""
        self._number += len(keys)
        for key, summed in zip(keys, self._weights.sums(map(self._features, keys)), strict=True):
            slot = (key * int(_SPREAD)) % (1 << 64) >> (64 - _SLOT_BITS)
            while self._keys[slot]:
                slot = (slot + 1) % (1 << _SLOT_BITS)
            self._keys[slot], self._sums[slot] = key, summed

    def _features(self, key: int) -> tuple[str, ...]:
        """Return the features that a key stands for."""
        group = GROUPS[key & ((1 << _GROUP_BITS) - 1)]
        rest, codes = key >> _GROUP_BITS, []
        for name in reversed(group.columns):
            bits = self._columns[name].bits
            codes.append(rest & ((1 << bits) - 1))
            rest >>= bits
        return features(self._index, group, tuple(codes[::-1]))
