"""How fast this machine is, so that a test of speed asks of a slow or a busy one what it asks of others."""

import time
from functools import cache

_SECONDS = 0.015
"""What the work takes on the machine that budgets are measured on."""


@cache
def slowness() -> float:
    """Return how many times as long this machine takes for the same work, 1 at the least.

    Both this and what it is a measure for are told in seconds of the processor: what else runs does not count.
    """
    return max(1.0, min(_work() for _ in range(7)) / _SECONDS)


def _work() -> float:
    start = time.process_time()
    sum(len(str(number)) for number in range(200_000))
    return time.process_time() - start
