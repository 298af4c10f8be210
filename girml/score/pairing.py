"""Two systems compared on the same documents: the difference of any rate, by paired bootstrap over documents.

Each draw takes both systems' counts of the same documents, so that what is hard for both cancels out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from girml.errors import UsageError
from girml.score.binomial import LEVEL, Interval
from girml.score.documents import DocumentScore
from girml.score.drawing import RESAMPLES, SEED, draws, percentiles
from girml.score.intervals import Rate, Ratio
from girml.score.summary import ratios

LEAST_DIFFERING = 6
"""In fewer documents than these no difference is significant: by the sign test five of five come by chance in 6%."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A rate of two systems, and in how many documents it differs.

    `interval` is that in which the first's share less the second's lies, at 95%; None where one has no share or fewer
    than two documents count.
    """

    first: Rate
    second: Rate
    differing: int
    interval: Interval | None

    @property
    def share(self) -> float | None:
        """The first's share less the second's, None where one of them has none."""
        if self.first.share is None or self.second.share is None:
            return None
        return self.first.share - self.second.share

    @property
    def significant(self) -> bool:
        """Whether the interval leaves out zero, and enough documents differ."""
        if self.interval is None or self.differing < LEAST_DIFFERING:
            return False
        return not self.interval[0] <= 0 <= self.interval[1]


Pair = tuple[Ratio, Ratio]


def compare(
    first: Sequence[DocumentScore], second: Sequence[DocumentScore], *, seed: int = SEED, resamples: int = RESAMPLES
) -> dict[str, Difference]:
    """Return the difference in each rate of `girml.score.summary`, by its name; both score the same documents."""
    if [one.id for one in first] != [one.id for one in second]:
        raise UsageError("Two systems are compared on the same documents alone: score both on all of them, in order.")
    if not first:
        raise UsageError("There is no document to compare two systems on: name a split that has some.")
    ours, theirs = [ratios(one) for one in first], [ratios(one) for one in second]
    pairs = [[(own[name], other[name]) for name in ours[0]] for own, other in zip(ours, theirs, strict=True)]
    return dict(zip(ours[0], differences(pairs, seed=seed, resamples=resamples), strict=True))


def differences(
    documents: Sequence[Sequence[Pair]], *, seed: int = SEED, resamples: int = RESAMPLES
) -> list[Difference]:
    """Return the difference of each pair of ratios; each document has the same pairs in the same order.

    Draws in which a denominator is zero say nothing on it.
    """
    found: list[list[float]] = [[] for _ in documents[0]]
    counts = [[count for one, other in pairs for count in (*one[:2], *other[:2])] for pairs in documents]
    for sums in draws(counts, seed=seed, resamples=resamples):
        for drawn, own, trials, other, others in zip(found, *(sums[at::4] for at in range(4)), strict=True):
            if trials and others:
                drawn.append(own / trials - other / others)
    columns = zip(*documents, strict=True)
    return [_difference(column, drawn) for column, drawn in zip(columns, found, strict=True)]


def _difference(column: Sequence[Pair], drawn: list[float]) -> Difference:
    spread = sum(one.denominator > 0 and other.denominator > 0 for one, other in column) > 1
    interval = percentiles(drawn, LEVEL) if spread else None
    differing = sum(one != other for one, other in column)
    return Difference(_sum(one for one, _ in column), _sum(other for _, other in column), differing, interval)


def _sum(ratios: Iterable[Ratio]) -> Rate:
    """Return a rate without an interval of its own."""
    both = list(ratios)
    return Rate(sum(one.numerator for one in both), sum(one.denominator for one in both), None)
