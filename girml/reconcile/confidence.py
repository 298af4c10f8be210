"""How far a cell can be trusted: from what its reading rests on, its label, and the rules it stands in."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from girml.evidence import Evidence
from girml.records import State

THRESHOLD = 0.9
"""Cells less sure than this ask for review, unless told otherwise, where confidence is set by hand."""
LEARNED_THRESHOLD = 0.985
"""The same where it is learned, chosen on dev: of undamaged texts there one cell in two or three thousand of the kinds
rows and layout, one in seven hundred of cells and glued is wrong and does not ask; of the cells that the text decides
one or two in a hundred ask, eight of glued texts, twenty-one of scans. At 0.99 a report with blank columns asks at
every blank."""

MOST_HOLDING = 2
"""More rules than these that hold tell no more: zeros hold by themselves."""
MOST_OF_TABLE = 3
"""More rules of a table than these that fail, and more rows that it lacks, tell no more."""
LOOSE = (1, 3, 10, 30, 100)
"""From how many figures on that no row of a report takes they are few, some, many, those of a table, and more."""

_SUSPECT, _UNRESOLVED, _ABSENT, _DERIVED = 0.6, 0.4, 0.5, 0.9
_LEAST_DOUBT = 1e-4


class Grounds(NamedTuple):
    """What a cell's value rests on: its state and what is printed (`zero`, `figure`, `parts` of one, `words`, `mark`,
    `nothing`, or `gone`: nothing, without a trace, in a table that prints zeros), the evidence of its row (None without
    a row) and the probability of its label, rounded; the rules that hold, up to two; whether failing rules point at it;
    how many alternatives it has; and of its table how many rules fail and how many rows were not found, each up to
    three, or four where none was; and which of LOOSE the figures reach that no row takes."""

    state: State
    printed: str
    evidence: Evidence | None
    label: float
    holding: int
    suspect: bool
    alternatives: int
    failing: int
    missing: int
    loose: int


Confidence = Callable[[Grounds], float]
"""From the grounds of a cell to the probability that its value and state are as printed, to four decimals."""


@lru_cache(maxsize=1 << 12)
def by_hand(grounds: Grounds) -> float:
    """Return a confidence that is set by hand: ordered, but not calibrated."""
    if grounds.state == "derived":
        return _DERIVED
    if grounds.state == "unresolved":
        return round(_UNRESOLVED / max(grounds.alternatives, 1), 4)
    if grounds.evidence is None:
        return _ABSENT
    row = grounds.evidence.trust * min(1.0, grounds.label + 0.04)
    # Each rule that holds halves the doubt.
    return round(min(row, _SUSPECT) if grounds.suspect else 1 - (1 - row) * 0.5**grounds.holding, 4)


def features(grounds: Grounds) -> tuple[tuple[str, float], ...]:
    """Return the features of grounds, each with its number, as training and inference use them."""
    evidence = grounds.evidence.name if grounds.evidence else "NONE"
    doubt = -log(max(1 - grounds.label, _LEAST_DOUBT)) / 10
    pairs = (
        "bias",
        f"state {grounds.state} {'suspect' if grounds.suspect else ''}",
        f"printed {grounds.printed}",
        f"evidence {evidence}",
        f"evidence of {evidence} {grounds.printed}",
        f"holding {grounds.holding} {grounds.printed}",
        f"holding of {grounds.holding} {evidence}",
        f"alternatives {min(grounds.alternatives, 8)}",
        f"failing {grounds.failing} {grounds.printed}",
        f"missing {grounds.missing} {grounds.printed}",
        f"table {grounds.failing} {grounds.missing} {evidence}",
        f"loose {grounds.loose} {grounds.state} {grounds.printed}",
        f"loose of {grounds.loose} {evidence}",
        f"lacking {grounds.missing} {grounds.loose} {grounds.state}",
    )
    # Where there was little to learn from, what is set by hand speaks.
    chance = min(max(by_hand(grounds), _LEAST_DOUBT), 1 - _LEAST_DOUBT)
    prior = log(chance / (1 - chance))
    return (*((pair, 1.0) for pair in pairs), ("label", doubt), (f"label of {evidence}", doubt), ("by hand", prior))


def learned(weights: Mapping[str, float]) -> Confidence:
    """Return the confidence that learned weights of features give."""

    @lru_cache(maxsize=1 << 16)
    def confidence(grounds: Grounds) -> float:
        score = sum(weights.get(name, 0.0) * number for name, number in features(grounds))
        return round(1 / (1 + exp(-score)), 4)

    return confidence
