"""How sure a rate is: percentile intervals by bootstrap over documents, and exact bounds for counts of zero.

The cells of a document are right or wrong together, so documents are drawn, not cells. Where nothing at all went
wrong (or right) drawing again shows no spread; there the interval is that of Clopper and Pearson (1934), which takes
the cells as independent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from girml.score.binomial import LEVEL, Interval, clopper_pearson
from girml.score.drawing import RESAMPLES, SEED, draws, percentiles


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
    counts = [list(chain.from_iterable(ratio[:2] for ratio in ratios)) for ratios in documents]
    for sums in draws(counts, seed=seed, resamples=resamples):
        for found, numerator, denominator in zip(shares, sums[::2], sums[1::2], strict=True):
            if denominator:
                found.append(numerator / denominator)
    spread = [sum(one.denominator > 0 for one in column) > 1 for column in zip(*documents, strict=True)]
    return [percentiles(found, level) if more else None for found, more in zip(shares, spread, strict=True)]
