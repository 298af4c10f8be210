"""A table whose every cell is printed, and in order: nothing to decide or to derive, no more than to confront."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from girml.evidence import Evidence
from girml.reconcile.confidence import Confidence, Grounds
from girml.reconcile.positions import positions
from girml.reconcile.reconciling import confronted, holding
from girml.reconcile.reporting import report_heuristics
from girml.records import CellColumns, Check, Finding, State, Table
from girml.rules import Number

_SURE = 1.0


class Printed(NamedTuple):
    """What the cells of a table print, in form order: states, values, texts, their places in the source, units; and a
    word for each, `figure`, `zero` or `mark`."""

    states: Sequence[State]
    values: Sequence[Number | None]
    texts: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    units: Sequence[str | None]
    words: Sequence[str]


class Confronted(NamedTuple):
    """The cells of one table in form order, column by column, its checks, and the findings."""

    cells: CellColumns
    checks: Sequence[Check]
    findings: Sequence[Finding]


def reconcile_printed(table: Table, printed: Printed, *, threshold: float, confidence: Confidence) -> Confronted | None:
    """Return the cells, checks and findings of a table, as `reconcile` would where each row has this one reading under
    a label that is sure; None where a rule fails."""
    places = positions(table)
    # A nil mark counts as 0.
    numbers = [value or 0 for value in printed.values]
    checks = confronted(places, numbers, ())
    holds = tuple([check.holds for check in checks])
    if False in holds:
        return None
    trust = _trust(confidence)
    trusted = list(map(trust.__getitem__, zip(printed.states, printed.words, holding(table, holds), strict=True)))
    none, empty = (None,) * len(numbers), ((),) * len(numbers)
    cells = CellColumns(
        id=places.cells,
        value=printed.values,
        text=printed.texts,
        start=printed.starts,
        end=printed.ends,
        parts=none,
        unit=printed.units,
        state=printed.states,
        confidence=trusted,
        review=[one < threshold for one in trusted] if min(trusted) < threshold else (False,) * len(trusted),
        rules=empty,
        suggested=none,
        alternatives=empty,
    )
    known = dict(zip(places.cells, numbers, strict=True)) if table.heuristics else {}
    return Confronted(cells, checks, tuple(report_heuristics(table, known)))


@lru_cache(maxsize=1 << 3)
def _trust(confidence: Confidence) -> "_Trust":
    return _Trust(confidence)


class _Trust(dict[tuple[State, str, int], float]):
    """The confidence of cells that rest on the same, told once: state, what is printed, the rules that hold."""

    def __init__(self, confidence: Confidence) -> None:
        super().__init__()
        self._confidence = confidence

    def __missing__(self, own: tuple[State, str, int]) -> float:
        state, printed, holding = own
        grounds = Grounds(state, printed, Evidence.IN_ORDER, _SURE, holding, False, 0, 0, 0, 0)
        trust = self[own] = self._confidence(grounds)
        return trust
