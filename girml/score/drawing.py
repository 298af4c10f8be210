"""Documents drawn with replacement, and what the sums over the draws spread over."""

import struct
from collections.abc import Iterator, Sequence
from math import floor
from random import Random

from girml.score.binomial import Interval

RESAMPLES = 1000
SEED = 1


def draws(counts: Sequence[Sequence[int]], *, seed: int, resamples: int) -> Iterator[tuple[int, ...]]:
    """Yield for each draw the sums of the counts of its documents; each document has the same counts in one order.

    The counts of a document are packed into one integer, 64 bits each, so that a draw is one sum.
    """
    random, layout = Random(seed), struct.Struct(f"<{len(counts[0])}Q")
    packed = [int.from_bytes(layout.pack(*row), "little") for row in counts]
    for _ in range(resamples):
        total = sum(random.choices(packed, k=len(packed)))
        yield layout.unpack(total.to_bytes(layout.size, "little"))


def percentiles(found: list[float], level: float) -> Interval | None:
    """Return the interval that holds this share of the numbers, as much beyond it on either side; None without any."""
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
