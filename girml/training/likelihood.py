"""How unlikely a linear chain holds the tags of texts, and how that changes with its weights."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Numbers = NDArray[np.float64]

Tagged = tuple[Sequence[Sequence[str]], Sequence[str]]
"""A text as the features of each token, and the tag of each."""

_AT_ONCE = 64


def counted(rows: Sequence[Sequence[str]], features: Sequence[str]) -> csr_matrix:
    """Return which features each row has, [rows, features]; others than those named are left out."""
    column = {feature: at for at, feature in enumerate(features)}
    known = [[column[one] for one in row if one in column] for row in rows]
    ends = np.cumsum([0, *map(len, known)])
    places = np.array([at for row in known for at in row], np.int32)
    return csr_matrix((np.ones(len(places)), places, ends), shape=(len(rows), len(features)))


class Likelihood:
    """Texts and their tags, ready to be weighed: longest first, so that those at work together end together."""

    def __init__(self, texts: Sequence[Tagged], features: Sequence[str], tags: Sequence[str]) -> None:
        ordered = sorted(texts, key=lambda text: -len(text[1]))
        column = {tag: at for at, tag in enumerate(tags)}
        self._lengths = [len(own) for _, own in ordered]
        self._matrix = counted([one for some, _ in ordered for one in some], features)
        wanted = [[column[tag] for tag in own] for _, own in ordered]
        self._wanted = np.zeros((sum(self._lengths), len(tags)))
        self._wanted[np.arange(len(self._wanted)), [at for own in wanted for at in own]] = 1
        self._steps = np.zeros((len(tags), len(tags)))
        for own in wanted:
            for before, after in pairwise(own):
                self._steps[before, after] += 1

    def loss(self, weights: Numbers, steps: Numbers, begin: Numbers) -> tuple[float, Numbers, Numbers]:
        """Return minus the logarithm of the likelihood, and how it changes with the weights [features, tags] and with
        those of steps [tags, tags]."""
        emissions = self._matrix @ weights
        shares = np.zeros(emissions.shape)
        taken = np.zeros(steps.shape)
        ends = np.cumsum([0, *self._lengths])
        logs = 0.0
        for first in range(0, len(self._lengths), _AT_ONCE):
            some = range(first, min(first + _AT_ONCE, len(self._lengths)))
            batch = _Batch([emissions[ends[at] : ends[at + 1]] for at in some])
            found, own = batch.run(steps, begin)
            logs, taken = logs + found, taken + own
            for place, at in enumerate(some):
                shares[ends[at] : ends[at + 1]] = batch.shares[: self._lengths[at], place]
        told = float((self._wanted * emissions).sum()) + float((self._steps * steps)[self._steps > 0].sum())
        return logs - told, self._matrix.T @ (shares - self._wanted), taken - self._steps


class _Batch:
    """Some texts, longest first: their emissions [tokens, texts, tags], and the shares of tags that are worked out."""

    def __init__(self, emissions: Sequence[Numbers]) -> None:
        lengths = [len(one) for one in emissions]
        self._odds = np.zeros((lengths[0], len(emissions), emissions[0].shape[1]))
        self._alive = [sum(length > at for length in lengths) for at in range(lengths[0])]
        self._most = 0.0
        for at, one in enumerate(emissions):
            most = one.max(axis=1, keepdims=True)
            self._odds[: len(one), at] = np.exp(one - most)
            self._most += float(most.sum())
        self.shares = self._odds

    def run(self, steps: Numbers, begin: Numbers) -> tuple[float, Numbers]:
        """Return the logarithm of what all taggings weigh, and how often each step is taken in the mean."""
        moves = np.exp(steps)
        forward, sums = self._forward(moves, begin)
        backward = np.ones(self._odds.shape)
        taken = np.zeros(steps.shape)
        for at in range(len(self._odds) - 1, 0, -1):
            alive = self._alive[at]
            reached = self._odds[at, :alive] * backward[at, :alive] / sums[at, :alive, None]
            backward[at - 1, :alive] = reached @ moves.T
            taken += forward[at - 1, :alive].T @ reached
        self.shares = forward * backward
        # Where a text has ended its sum is 1, which adds nothing.
        return self._most + float(np.log(sums).sum()), taken * moves

    def _forward(self, moves: Numbers, begin: Numbers) -> tuple[Numbers, Numbers]:
        forward = np.zeros(self._odds.shape)
        sums = np.ones(self._odds.shape[:2])
        for at, alive in enumerate(self._alive):
            reached = forward[at - 1, :alive] @ moves if at else np.exp(begin)
            forward[at, :alive] = reached * self._odds[at, :alive]
            sums[at, :alive] = forward[at, :alive].sum(axis=1)
            forward[at, :alive] /= sums[at, :alive, None]
        return forward, sums
