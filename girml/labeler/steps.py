"""Numbers as words of features: exact where they are small, in steps where they are not."""

SIZES = ("0", "1", "2", "3", "4", "5", "6", "7", "8+", "16+", "32+")
"""The steps of sizes: exact up to seven."""
FINE = (*map(str, range(22)), "22+")
"""The steps of counts of figures: exact up to twenty-one, the most that stand together in a row."""
_BOUNDS: tuple[int, ...] = (*range(1, 9), 16, 32)
STEPS = tuple([sum(bound <= number for bound in _BOUNDS) for number in range(_BOUNDS[-1] + 1)])
"""The step of each number up to that from which on all are in the last one."""


def step(number: int) -> int:
    """Return the place of a number in the steps of sizes."""
    return STEPS[min(number, _BOUNDS[-1])]


def size(number: int) -> str:
    """Return a number as it is up to seven, then in steps.

    >>> size(7), size(8), size(31), size(100)
    ('7', '8+', '16+', '32+')
    """
    return SIZES[step(number)]
