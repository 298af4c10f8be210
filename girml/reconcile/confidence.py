"""How far a reading can be trusted: by its evidence, its label, and the rules it stands in."""

from functools import lru_cache

from girml.evidence import Evidence

THRESHOLD = 0.9
"""Cells less sure than this ask for review, unless told otherwise."""

_SUSPECT = 0.6
_UNRESOLVED = 0.4


def row_confidence(evidence: Evidence, label: float) -> float:
    """Return the confidence of a row's readings from their evidence and the probability of its label."""
    return evidence.trust * min(1.0, label + 0.04)


@lru_cache(maxsize=1 << 10)
def cell_confidence(row: float, holding: int) -> float:
    """Return the confidence of a cell in a row so sure, with so many rules that hold, rounded as reports print it."""
    # Each rule that holds halves the doubt, twice at most: zeros hold by themselves.
    return round(1 - (1 - row) * 0.5 ** min(holding, 2), 4)


def suspect_confidence(row: float) -> float:
    """Return the confidence of a cell that failing rules point at."""
    return round(min(row, _SUSPECT), 4)


def unresolved_confidence(alternatives: int) -> float:
    """Return the confidence that the first of several alternatives is the right one."""
    return round(_UNRESOLVED / max(alternatives, 1), 4)
