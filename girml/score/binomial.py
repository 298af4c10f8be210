"""The exact interval of a share, after Clopper and Pearson (1934): the shares at which a count as low, or as high,
as the one seen is still likely enough. It is found by halving, on the binomial tail.
"""

from math import exp, lgamma, log, log1p

LEVEL = 0.95
"""How often an interval is to hold the true share."""

_HALVINGS = 60

Interval = tuple[float, float]


def clopper_pearson(successes: int, trials: int, *, level: float = LEVEL) -> Interval:
    """Return the exact two-sided interval of a share; without trials it may be any.

    >>> low, high = clopper_pearson(0, 600)
    >>> low, round(high, 5)
    (0.0, 0.00613)
    """
    if not trials:
        return 0.0, 1.0
    if successes > trials / 2:
        low, high = clopper_pearson(trials - successes, trials, level=level)
        return 1 - high, 1 - low
    tail = (1 - level) / 2
    low = _share_where(successes - 1, trials, 1 - tail) if successes else 0.0
    return low, _share_where(successes, trials, tail)


def _share_where(most: int, trials: int, probability: float) -> float:
    """Return the share of successes at which at most `most` of the trials succeed with that probability."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _at_most(most, trials, middle) > probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(most: int, trials: int, share: float) -> float:
    """Return the binomial probability of at most `most` successes."""
    ways = lgamma(trials + 1)
    return sum(
        exp(ways - lgamma(n + 1) - lgamma(trials - n + 1) + n * log(share) + (trials - n) * log1p(-share))
        for n in range(most + 1)
    )
