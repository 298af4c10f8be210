"""How sure a rate is: percentile intervals by bootstrap over documents, and exact bounds for counts of zero.

The cells of a document are right or wrong together, so documents are drawn, not cells. Where nothing at all went
wrong (or right) drawing again shows no spread; there the interval is that of Clopper and Pearson (1934), which takes
the cells as independent.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import floor
from random import Random
from typing import NamedTuple

from girml.score.binomial import LEVEL, Interval, clopper_pearson

RESAMPLES = 1000
SEED = 1


class Ratio(NamedTuple):
    """The counts behind a share; `times` says how often each trial is in the denominator (twice in F1)."""

    numerator: int
    denominator: int
    times: int = 1


@dataclass(frozen=True, slots=True)
class Rate:
    """A share as its numerator and denominator, and the interval it lies in; None where that is not known."""

    numerator: int
    denominator: int
    interval: Interval | None

    @property
    def share(self) -> float | None:
        """The share itself, None for 0 of 0."""
        return self.numerator / self.denominator if self.denominator else None


def rates(documents: Sequence[Sequence[Ratio]], *, seed: int = SEED, resamples: int = RESAMPLES) -> list[Rate]:
    """Return the rates summed over documents; each document has the same ratios in the same order."""
    drawn = bootstrap(documents, seed=seed, resamples=resamples)
    return [_rate(column, interval) for column, interval in zip(zip(*documents, strict=True), drawn, strict=True)]


def _rate(column: Sequence[Ratio], drawn: Interval | None) -> Rate:
    right, trials = sum(one.numerator for one in column), sum(one.denominator for one in column)
    if not trials:
        return Rate(right, trials, None)
    if right == 0 or all(one.numerator == one.denominator for one in column):
        times = column[0].times
        return Rate(right, trials, clopper_pearson(right // times, trials // times))
    return Rate(right, trials, drawn)


def bootstrap(
    documents: Sequence[Sequence[Ratio]], *, seed: int = SEED, resamples: int = RESAMPLES, level: float = LEVEL
) -> list[Interval | None]:
    """Return for each ratio the percentile interval of the ratio of sums over documents drawn with replacement.

    Draws in which a denominator is zero say nothing on it. One document alone tells no spread: None.
    """
    shares: list[list[float]] = [[] for _ in documents[0]]
    for sums in _draws(documents, Random(seed), resamples):
        for found, numerator, denominator in zip(shares, sums[::2], sums[1::2], strict=True):
            if denominator:
                found.append(numerator / denominator)
    spread = [sum(one.denominator > 0 for one in column) > 1 for column in zip(*documents, strict=True)]
    return [_percentiles(found, level) if more else None for found, more in zip(shares, spread, strict=True)]


def _draws(documents: Sequence[Sequence[Ratio]], random: Random, resamples: int) -> Iterator[tuple[int, ...]]:
    """Yield the sums of numerators and denominators, by turns, over each draw.

    The counts of a document are packed into one integer, 64 bits each, so that a draw is one sum.
    """
    counts = [list(chain.from_iterable(ratio[:2] for ratio in ratios)) for ratios in documents]
    layout = struct.Struct(f"<{len(counts[0])}Q")
    packed = [int.from_bytes(layout.pack(*row), "little") for row in counts]
    for _ in range(resamples):
        total = sum(random.choices(packed, k=len(packed)))
        yield layout.unpack(total.to_bytes(layout.size, "little"))


def _percentiles(found: list[float], level: float) -> Interval | None:
    if not found:
        return None
    found.sort()
    return _quantile(found, (1 - level) / 2), _quantile(found, (1 + level) / 2)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Return a quantile of sorted numbers, between two of them by their distance."""
    place = share * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
