"""What reports claim of cells, and what came of it: the counts that calibration and coverage are worked out from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from girml.score.cells import Verdict


class Claim(NamedTuple):
    """How sure a report is of a cell of gold (None where it lacks the cell), whether it asks for review; whether a
    figure other than zero, or words, are printed, whether value and state are as printed, whether it is right."""

    confidence: float | None
    review: bool
    nonzero: bool
    as_printed: bool
    right: bool


Claims = Mapping[Claim, int]
"""How often each claim was made."""


def claims(judged: Iterable[Verdict]) -> Claims:
    """Return the claims of one report, from its verdicts."""
    return Counter(
        Claim(one.cell.confidence if one.cell else None, one.review, one.nonzero, one.as_printed, one.right)
        for one in judged
    )


def together(documents: Iterable[Claims]) -> Claims:
    """Return the claims of many reports, counted together."""
    total: Counter[Claim] = Counter()
    for one in documents:
        total.update(one)
    return total
