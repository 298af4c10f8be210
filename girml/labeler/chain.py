"""A linear chain over tokens: the likeliest tags, and how probable each is, for many documents at once.

Weights are whole numbers, so the best path does not hang on the order of sums. Probabilities are worked out document
by document along one axis, so neither the batch nor its order moves them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

UNIT = 1024
"""What a weight of one counts."""
NEVER = -(1 << 24)
"""The weight of a step that no tagging takes."""

Weights = NDArray[np.int32]
Shares = NDArray[np.float64]


@dataclass(frozen=True)
class Chain:
    """The weights of a step from tag to tag, [tags, tags], and of each tag at the beginning, [tags]."""

    steps: Weights
    begin: Weights

    @cached_property
    def _odds(self) -> Shares:
        return np.exp(self.steps / UNIT)

    def decode(self, emissions: Sequence[Weights]) -> list[tuple[list[int], Shares]]:
        """Return for each document, from its emissions [tokens, tags], the tags of the best path, and the probability
        of each tag at each token, [tokens, tags]."""
        order = sorted(range(len(emissions)), key=lambda at: -len(emissions[at]))
        padded = _Padded([emissions[at] for at in order])
        paths, shares = self._paths(padded), self._shares(padded)
        lengths = [len(one) for one in emissions]
        found = {
            at: (paths[: lengths[at], place].tolist(), shares[: lengths[at], place]) for place, at in enumerate(order)
        }
        return [found[at] for at in range(len(emissions))]

    def _paths(self, padded: "_Padded") -> NDArray[np.intp]:
        """Return the tag of each token, [tokens, documents], on the best path."""
        length, documents, _ = padded.weights.shape
        back = np.zeros(padded.weights.shape, np.int8)
        paths = np.zeros((length, documents), np.intp)
        best = np.zeros(padded.weights.shape[1:], np.int32)
        for at in range(length):
            alive = padded.alive[at]
            if at:
                scores = best[:alive, :, None] + self.steps
                back[at, :alive] = scores.argmax(axis=1)
                best[:alive] = scores.max(axis=1) + padded.weights[at, :alive]
            else:
                best[:] = self.begin + padded.weights[0]
        ends = best.argmax(axis=1)
        for at in range(length - 1, -1, -1):
            alive = padded.alive[at]
            last = padded.alive[at + 1] if at + 1 < length else 0
            paths[at, last:alive] = ends[last:alive]
            if last:
                paths[at, :last] = np.take_along_axis(back[at + 1, :last], paths[at + 1, :last, None], 1)[:, 0]
        return paths

    def _shares(self, padded: "_Padded") -> Shares:
        """Return the probability of each tag at each token, [tokens, documents, tags]."""
        odds = np.exp((padded.weights - padded.weights.max(axis=2, keepdims=True)) / UNIT)
        length = len(odds)
        forward, backward = np.ones(odds.shape), np.ones(odds.shape)
        for at in range(length):
            alive = padded.alive[at]
            reached = _through(forward[at - 1, :alive], self._odds) if at else np.exp(self.begin / UNIT)
            forward[at, :alive] = _normal(reached * odds[at, :alive])
        for at in range(length - 2, -1, -1):
            alive = padded.alive[at + 1]
            backward[at, :alive] = _normal(_through(backward[at + 1, :alive] * odds[at + 1, :alive], self._odds.T))
        return _normal(forward * backward)


class _Padded:
    """The emissions of documents, longest first, in one array [tokens, documents, tags], and how many documents still
    have a token at each place."""

    def __init__(self, emissions: Sequence[Weights]) -> None:
        lengths = [len(one) for one in emissions]
        tags = emissions[0].shape[1] if emissions else 1
        self.weights = np.zeros((max(lengths, default=0), len(emissions), tags), np.int32)
        for at, one in enumerate(emissions):
            self.weights[: len(one), at] = one
        self.alive = [sum(length > at for length in lengths) for at in range(len(self.weights))]


def _through(shares: Shares, odds: Shares) -> Shares:
    """Return shares [documents, tags] one step on; no matrix product, whose sums hang on the number of documents."""
    moved: Shares = np.add.reduce(shares[:, :, None] * odds, axis=1)
    return moved


def _normal(shares: Shares) -> Shares:
    scaled: Shares = shares / np.add.reduce(shares, axis=-1, keepdims=True)
    return scaled
