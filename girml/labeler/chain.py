"""A linear chain over tokens: the likeliest tags, and how probable each is, for many documents at once.

Weights are whole numbers, so the best path does not hang on the order of sums. Shares are summed tag by tag, in the
order of the tags, so neither the batch nor its order moves them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

UNIT = 1024
"""What a weight of one counts."""
NEVER = -(1 << 24)
"""The weight of a step that no tagging takes."""

# After so many tokens shares and scores are made small again.
_OFTEN = 4

Weights = NDArray[np.int32]
Places = NDArray[np.intp]
Shares = NDArray[np.float64]

Number = TypeVar("Number", np.int32, np.float64)


@dataclass(frozen=True)
class Chain:
    """The weights of a step from tag to tag, [tags, tags], and of each tag at the beginning, [tags]."""

    steps: Weights
    begin: Weights

    def decode(self, emissions: Weights, lengths: Sequence[int]) -> tuple[Places, Shares]:
        """Return for each token of documents in a row, from their emissions [tokens, tags], its tag on the best path,
        and the probability of each tag, [tokens, tags]."""
        ranked = _Ranked(np.array(lengths, np.intp))
        return self._paths(emissions, ranked), self._shares(emissions, ranked)

    def path(self, emissions: Weights, lengths: Sequence[int]) -> Places:
        """Return for each token of documents in a row its tag on the best path, as `decode` does."""
        return self._paths(emissions, _Ranked(np.array(lengths, np.intp)))

    def _paths(self, emissions: Weights, ranked: "_Ranked") -> Places:
        """Return the tag of each token on the best path."""
        best, came = self._best(emissions, ranked)
        # A tag is told by where its row begins, so that the place of a token in it is a sum.
        length = came.shape[1]
        rows = came.ravel()
        tags = best.argmax(axis=0) * length
        found, place = np.zeros(length, np.intp), np.arange(length)
        for begin, end in reversed(ranked.slices):
            found[begin:end] = tags[: end - begin]
            np.multiply(rows[found[begin:end] + place[begin:end]], length, out=tags[: end - begin])
        paths: Places = found[ranked.from_first] // max(length, 1)
        return paths

    def _best(self, emissions: Weights, ranked: "_Ranked") -> tuple[Weights, Weights]:
        """Return the score of the best path to each tag at the end of each document, [tags, documents], and from which
        tag the best path to each tag of a token comes, [tags, tokens]."""
        # The tag that a step comes from stands in the lowest bits, the first one highest: one maximum tells both.
        tags = len(self.begin)
        bits = (tags - 1).bit_length()
        steps = ((self.steps << bits) + (tags - 1 - np.arange(tags, dtype=np.int32))[:, None])[:, :, None]
        weights = np.ascontiguousarray(ranked.moved(emissions << bits, ranked.from_first).T)
        best = np.repeat((self.begin << bits)[:, None], ranked.documents, axis=1)
        came = np.zeros(weights.shape, np.int32)
        for at, (begin, end) in enumerate(ranked.slices):
            own = best[:, : end - begin]
            if at:
                np.maximum.reduce(own[:, None] + steps, axis=0, out=came[:, begin:end])
                np.bitwise_and(came[:, begin:end], -1 << bits, out=own)
            if at % _OFTEN == 0:
                # What counts is by how much one is better; so no sum grows with the document.
                own -= np.maximum.reduce(own, axis=0)
            own += weights[:, begin:end]
        came &= (1 << bits) - 1
        return best, np.subtract(tags - 1, came, out=came)

    @cached_property
    def _odds(self) -> Shares:
        """The odds of steps from the tag before, and from the tag behind: [2, 1, tags, tags]."""
        odds = np.exp(self.steps / UNIT)
        return np.stack([odds, odds.T])[:, None]

    def _shares(self, emissions: Weights, ranked: "_Ranked") -> Shares:
        """Return the probability of each tag at each token: what comes from before times what comes from behind."""
        odds = (emissions - emissions.max(axis=1, keepdims=True)) / UNIT
        np.exp(odds, out=odds)
        both = np.stack([ranked.moved(odds, ranked.from_first), ranked.moved(odds, ranked.from_last)])
        found = np.empty(both.shape)
        moving = np.ones((2, ranked.documents, len(self.begin)))
        moving[0] = np.exp(self.begin / UNIT)
        for at, (begin, end) in enumerate(ranked.slices):
            moving = moving[:, : end - begin]
            if at:
                # A product for each document by itself: that of all would hang on how many they are.
                moving = np.matmul(moving[:, :, None], self._odds)[:, :, 0]
            moving[0] *= both[0, begin:end]
            if at % _OFTEN == 0:
                moving = _normal(moving)
            found[:, begin:end] = moving
            moving[1] *= both[1, begin:end]
        shares = found[0, ranked.from_first]
        shares *= found[1, ranked.from_last]
        return _normal(shares)


def _normal(shares: Shares) -> Shares:
    """Return shares so that those of a token sum up to 1, in their own place."""
    shares /= np.add.reduce(shares, axis=-1, keepdims=True)
    return shares


class _Ranked:
    """The tokens of documents in another order: the first of each, that of the longest document first, then the second
    of each that has one, and so on. `slices` are the places of those that belong together, `from_first` is the place
    of each token; in the order that begins with the last token of each it is `from_last`."""

    def __init__(self, lengths: Places) -> None:
        self.documents = len(lengths)
        ranks = np.empty(len(lengths), np.intp)
        ranks[np.argsort(-lengths, kind="stable")] = np.arange(len(lengths))
        begins = np.concatenate([[0], np.cumsum(len(lengths) - np.cumsum(np.bincount(lengths, minlength=1))[:-1])])
        self.slices = list(pairwise(begins.tolist()))
        ends, ranks = np.repeat(np.cumsum(lengths), lengths), np.repeat(ranks, lengths)
        tokens = np.arange(len(ranks))
        self.from_first = begins[tokens - ends + np.repeat(lengths, lengths)] + ranks
        self.from_last = begins[ends - 1 - tokens] + ranks

    @staticmethod
    def moved(rows: NDArray[Number], places: Places) -> NDArray[Number]:
        """Return rows of tokens at other places."""
        found = np.empty_like(rows)
        found[places] = rows
        return found
