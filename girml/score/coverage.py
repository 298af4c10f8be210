"""Risk against coverage: how many cells can be taken over unseen, surest first, and how many of them are wrong.

Cells that ask for review come after all others, and cells that a report lacks come last. Cells that are equally sure
are covered together, since nothing tells which of them to take.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from girml.score.claims import Claim, Claims, together
from girml.score.drawing import RESAMPLES, SEED
from girml.score.intervals import Rate, Ratio, rates

RISK = 0.001
"""The risk at which coverage is told."""

_POINTS = 200


class Bar(NamedTuple):
    """What covered cells have at least: they ask for no review, or else (`review`) may ask for it and then are at
    least so sure; None where even cells that the report lacks are covered."""

    review: bool
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """How many cells are covered above a bar, and how many of them are wrong."""

    bar: Bar
    covered: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Risk against coverage over `n` cells: the curve, rising in coverage, thinned where it has many points.

    At the RISK: the bar, None where none is high enough, and the shares of all cells that it covers and of these
    that are wrong. The intervals take the bar as given.
    """

    n: int
    curve: tuple[Point, ...]
    bar: Bar | None
    covered: Rate
    risk: Rate


def cover(documents: Sequence[Claims], *, seed: int = SEED, resamples: int = RESAMPLES) -> Coverage:
    """Return risk against coverage over the claims of documents."""
    points = list(_points(together(documents)))
    n = points[-1].covered if points else 0
    low = [point for point in points if point.wrong / point.covered <= RISK]
    bar = low[-1].bar if low else None
    covered, risk = rates([_above(one, bar) for one in documents], seed=seed, resamples=resamples)
    return Coverage(n, tuple(_thinned(points, n)), bar, covered, risk)


def _points(claims: Claims) -> Iterator[Point]:
    steps: defaultdict[Bar, list[int]] = defaultdict(lambda: [0, 0])
    for claim, cells in claims.items():
        step = steps[Bar(claim.review, claim.confidence)]
        step[0] += cells
        step[1] += cells * (not claim.right)
    covered = wrong = 0
    for bar in sorted(steps, key=_place):
        covered += steps[bar][0]
        wrong += steps[bar][1]
        yield Point(bar, covered, wrong)


def _place(bar: Bar | Claim) -> tuple[bool, bool, float]:
    """Return where the cells of a bar stand: surest first, those under review later, those that are lacking last."""
    return bar.confidence is None, bar.review, -(bar.confidence or 0.0)


def _above(claims: Claims, bar: Bar | None) -> tuple[Ratio, Ratio]:
    """Return covered cells of all, and wrong ones of the covered."""
    covered = {claim: cells for claim, cells in claims.items() if bar and _place(claim) <= _place(bar)}
    held = sum(covered.values())
    wrong = sum(cells for claim, cells in covered.items() if not claim.right)
    return Ratio(held, sum(claims.values())), Ratio(wrong, held)


def _thinned(points: Sequence[Point], n: int) -> Iterator[Point]:
    """Yield the first point, each that covers a share of 1 / _POINTS more than the one before, and the last."""
    last = None
    for point in points:
        if last is None or point.covered == n or (point.covered - last.covered) * _POINTS >= n:
            yield point
            last = point
