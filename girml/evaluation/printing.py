"""Rates as people read them."""

from girml.score import Difference, Rate
from girml.score.binomial import Interval

NOTHING = "–"
"""What stands for a share of nothing."""


def share(rate: Rate, digits: int) -> str:
    """Return a rate in per cent, a dash for one of nothing.

    >>> share(Rate(1, 8, None), 1), share(Rate(0, 0, None), 1)
    ('12.5%', '–')
    """
    return NOTHING if rate.share is None else f"{100 * rate.share:.{digits}f}%"


def interval(rate: Rate, digits: int) -> str:
    """Return a rate in per cent with its interval, where it is known."""
    return f"{share(rate, digits)}{_bounds(rate.interval, digits)}"


def counts(rate: Rate) -> str:
    """Return a rate as its two counts, a dash for one of nothing."""
    return f"{rate.numerator} of {rate.denominator}" if rate.denominator else NOTHING


def points(difference: Difference, digits: int) -> str:
    """Return a difference in points of per cent with its interval, where it is known."""
    if difference.share is None:
        return NOTHING
    return f"{100 * difference.share:+.{digits}f}{_bounds(difference.interval, digits, between=' to ')}"


def _bounds(found: Interval | None, digits: int, *, between: str = "–") -> str:
    return "" if found is None else f" ({between.join(f'{100 * bound:.{digits}f}' for bound in found)})"
