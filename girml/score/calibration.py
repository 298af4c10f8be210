"""Calibration: whether confidences are the probabilities they claim to be.

The event is that value and state are as gold prints them (`girml.score.cells.is_as_printed`). Cells that a report
lacks, because it took another form, claim nothing and are not counted.

The expected calibration error takes bins of equal mass, because nearly all cells are nearly sure: of 15 bins of equal
width the last one would hold them all, and hide errors that cancel out. Cells of one confidence are never parted, so
that the bins hang on no order of cells, and there may be fewer than 15.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from girml.score.claims import Claim, Claims

BINS = 15
SURE = 0.99


@dataclass(frozen=True, slots=True)
class Bin:
    """The cells of neighbouring confidences, from `low` to `high`: how many, how sure on average, and how many of
    them are as printed."""

    low: float
    high: float
    cells: int
    confidence: float
    as_printed: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """The expected calibration error and the Brier score over `n` cells, None without any; bins by confidence."""

    n: int
    ece: float | None
    brier: float | None
    bins: tuple[Bin, ...]


class _Level(NamedTuple):
    """The cells of one confidence, and how many of them are as printed."""

    confidence: float
    cells: int
    as_printed: int


def _any(_: Claim) -> bool:
    return True


def _is_nonzero(claim: Claim) -> bool:
    return claim.nonzero


def _is_unsure(claim: Claim) -> bool:
    return claim.confidence is not None and claim.confidence < SURE


GROUPS: dict[str, Callable[[Claim], bool]] = {"all": _any, "nonzero": _is_nonzero, "unsure": _is_unsure}
"""The cells that calibration is told of: all; those printed and not zero; those with a confidence under 0.99."""


def calibrations(claims: Claims) -> dict[str, Calibration]:
    """Return the calibration over each of the GROUPS of cells."""
    return {
        name: calibrate({claim: cells for claim, cells in claims.items() if belongs(claim)})
        for name, belongs in GROUPS.items()
    }


def calibrate(claims: Claims) -> Calibration:
    """Return the calibration over cells."""
    levels = _levels(claims)
    n = sum(level.cells for level in levels)
    if not n:
        return Calibration(0, None, None, ())
    bins = tuple(map(_bin, _binned(levels, n)))
    ece = fsum(abs(one.cells * one.confidence - one.as_printed) for one in bins) / n
    return Calibration(n, ece, fsum(map(_squares, levels)) / n, bins)


def _levels(claims: Claims) -> list[_Level]:
    """Return the cells by rising confidence."""
    found: defaultdict[float, list[int]] = defaultdict(lambda: [0, 0])
    for claim, cells in claims.items():
        if claim.confidence is not None:
            found[claim.confidence][0] += cells
            found[claim.confidence][1] += cells * claim.as_printed
    return [_Level(confidence, *found[confidence]) for confidence in sorted(found)]


def _binned(levels: Iterable[_Level], n: int) -> Iterator[list[_Level]]:
    """Yield neighbouring levels together, each time as soon as they hold a share of 1 / BINS of the cells."""
    held: list[_Level] = []
    for level in levels:
        held.append(level)
        if BINS * sum(one.cells for one in held) >= n:
            yield held
            held = []
    if held:
        yield held


def _bin(levels: list[_Level]) -> Bin:
    cells = sum(level.cells for level in levels)
    confidence = fsum(level.cells * level.confidence for level in levels) / cells
    return Bin(levels[0].confidence, levels[-1].confidence, cells, confidence, sum(one.as_printed for one in levels))


def _squares(level: _Level) -> float:
    """Return the sum of squared distances of a level's confidence from what came of its cells."""
    missed = level.cells - level.as_printed
    return level.as_printed * (1 - level.confidence) ** 2 + missed * level.confidence**2
