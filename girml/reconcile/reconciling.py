"""One table: decide, derive, confront, locate, judge, and write down what was found."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from girml.evidence import Evidence
from girml.reconcile.confidence import (
    LOOSE,
    MOST_HOLDING,
    MOST_OF_TABLE,
    THRESHOLD,
    Confidence,
    Grounds,
    by_hand,
)
from girml.reconcile.deciding import Known, Options, decide, rule_number
from girml.reconcile.filling import fill
from girml.reconcile.locating import explain
from girml.reconcile.operations import operations
from girml.reconcile.reporting import Found, report_failures, report_heuristics
from girml.records import Candidate, Cell, Check, Finding, Reading, Table, TableReadings, Value
from girml.rules import confront_with_sums


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The cells of one table in form order, its checks, and the findings."""

    cells: tuple[Cell, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Work:
    """What is known of each cell of a table by its id, in form order, while it is decided; `suspect` are those that
    failing rules point at, `chosen` those for which one of several readings was taken without proof; and how many rows
    are missing."""

    readings: dict[str, Reading] = field(default_factory=dict)
    rows: dict[str, tuple[Evidence, float]] = field(default_factory=dict)
    grounds: dict[str, Grounds] = field(default_factory=dict)
    alternatives: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    rules: dict[str, tuple[str, ...]] = field(default_factory=dict)
    suggested: dict[str, Value] = field(default_factory=dict)
    suspect: set[str] = field(default_factory=set)
    chosen: set[str] = field(default_factory=set)
    missing: int = 0

    def known(self) -> Known:
        """The numbers that the cells put into rules."""
        return {cell: number for cell, reading in self.readings.items() if (number := rule_number(reading)) is not None}


_ABSENT = Reading("absent")
_PRINTED = ("read", "blank")
_SURE_ROW = 0.9
"""A row whose evidence and label are trusted less, taken together, may be read wrongly."""
_PLACES = 3
"""Decimals of a label's probability that count."""


def reconcile(
    table: Table,
    found: TableReadings | None,
    *,
    threshold: float = THRESHOLD,
    confidence: Confidence = by_hand,
    loose: int = 0,
) -> Reconciled:
    """Return the cells, checks and findings of a table; where it is not in the text all cells are absent and ask
    for review. So many figures of its report are loose: no row takes them."""
    work = _decided(table, found)
    _fill(table, work)
    known = work.known()
    checks = _checks(table, known, {rule for rules in work.rules.values() for rule in rules})
    failing = [check for check in checks if check.holds is False]
    failures = _explained(table, work, known, failing) if failing else ()
    findings = (*failures, *report_heuristics(table, known))
    _weigh(work, checks, loose)
    return Reconciled(tuple(_cells(work, checks, threshold, confidence)), tuple(checks), findings)


def _explained(table: Table, work: _Work, known: Known, failing: Sequence[Check]) -> tuple[Finding, ...]:
    """Mark what failing rules point at, and return the findings on them."""
    # Of as many cells those whose reading is least sure explain more.
    explained = sorted(explain(table.rules, known), key=lambda one: sum(_trust(work, cell) for cell in one.cells))
    # One cell printed otherwise is the simpler explanation.
    alone = bool(explained) and len(explained[0].cells) == 1
    found = Found(explained, [] if alone else operations(table, known))
    _suspect(work, failing, found)
    # Where no reading keeps all rules, these choose none: what they chose elsewhere in the table is in doubt.
    work.chosen.update(cell for cell, (evidence, _) in work.rows.items() if not evidence.is_layout)
    return tuple(report_failures(failing, found, work.readings, _doubtful(work)))


def _decided(table: Table, found: TableReadings | None) -> _Work:
    work = _Work()
    rows = found.rows if found else ()
    options = {row.row.id: (row, read) for row, read in zip(rows, decide(table, rows), strict=True)}
    for spec in table.rows:
        if spec.id in options:
            row, read = options[spec.id]
            ids = [cell.id for cell in spec.cells]
            work.rows |= dict.fromkeys(ids, (row.candidates[0].evidence, round(row.probability, _PLACES)))
            _read_row(work, ids, read, _run(row.candidates[0]))
            if row.contested:
                work.chosen.update(ids)
        else:
            work.readings |= {cell.id: _ABSENT for cell in spec.cells}
            work.missing += 1
    return work


def _run(candidate: Candidate) -> tuple[int, int] | None:
    """Return the span of the run of digits that a row was split from, or None."""
    spans = [(one.start, one.end) for one in candidate.readings if one.start is not None and one.end is not None]
    return (
        (spans[0][0], spans[-1][1]) if candidate.evidence in (Evidence.RUN, Evidence.RUN_IN_DOUBT) and spans else None
    )


def _read_row(work: _Work, ids: Sequence[str], options: Options, run: tuple[int, int] | None) -> None:
    if len(options) == 1:
        work.readings.update(zip(ids, options[0], strict=True))
        for cell, reading in zip(ids, options[0], strict=True):
            if reading.state not in _PRINTED:
                work.readings[cell] = Reading("unresolved", None, None, reading.start, reading.end)
        return
    for cell, readings in zip(ids, zip(*options, strict=True), strict=True):
        work.readings[cell] = _agreed(work, cell, readings, run)


def _agreed(work: _Work, cell: str, readings: Sequence[Reading], run: tuple[int, int] | None) -> Reading:
    """Return the reading that all options share, or an unresolved one with the options as alternatives."""
    first = readings[0]
    same = all((one.state, one.value) == (first.state, first.value) for one in readings)
    if same and first.state in _PRINTED:
        return first
    spans = {(one.start, one.end) for one in readings}
    start, end = next(iter(spans)) if len(spans) == 1 else run or (None, None)
    values = tuple(dict.fromkeys(one.value for one in readings))
    if len(values) > 1:
        work.alternatives[cell] = values
    return Reading("unresolved", values[0] if len(values) > 1 else None, None, start, end)


def _fill(table: Table, work: _Work) -> None:
    """Derive what is unreadable, and suggest beside blanks what the rules force."""
    unreadable, blank = set(), set()
    for cell, reading in work.readings.items():
        if reading.state == "unresolved" and cell not in work.alternatives and reading.start is not None:
            unreadable.add(cell)
        elif reading.state == "blank" and not reading.text:
            blank.add(cell)
    if not unreadable and not blank:
        return
    for cell, force in fill(table.rules, work.known(), unreadable | blank).items():
        if cell in unreadable:
            work.readings[cell] = Reading("derived", force.value)
            work.rules[cell] = (force.rule,)
        else:
            work.suggested[cell] = force.value


def _checks(table: Table, known: Known, derived: set[str]) -> list[Check]:
    checks = []
    for rule in table.rules:
        holds, left, right = confront_with_sums(rule, known)
        holds = None if rule.id in derived else holds
        checks.append(Check(rule.id, holds, rule.relation, left, right, rule.severity, (*rule.left, *rule.right)))
    return checks


def _suspect(work: _Work, failing: Sequence[Check], found: Found) -> None:
    """Mark the cells that the failing rules point at, and suggest values where just one set, or without any just one
    operation, explains them."""
    for one in found.explained:
        work.suspect.update(one.cells)
    if not found.explained:
        work.suspect.update(cell for check in failing for cell in check.cells)
    alone = found.explained or found.operations
    if len(alone) == 1:
        work.suggested.update(zip(alone[0].cells, alone[0].values, strict=True))


def _trust(work: _Work, cell: str) -> float:
    """Return how far the evidence and the label of a cell's row are trusted, taken together."""
    evidence, label = work.rows[cell]
    return evidence.trust * label


def _doubtful(work: _Work) -> set[str]:
    """Return the cells whose row is read or named with some doubt."""
    return {cell for cell in work.rows if _trust(work, cell) < _SURE_ROW}


def _weigh(work: _Work, checks: Sequence[Check], loose: int) -> None:
    """Note what each cell's value rests on, where so many figures of the report are loose."""
    holding = dict.fromkeys(work.readings, 0)
    for check in checks:
        if check.holds:
            for cell in check.cells:
                holding[cell] += 1
    failing = min(sum(check.holds is False for check in checks), MOST_OF_TABLE)
    missing = min(work.missing, MOST_OF_TABLE) if work.rows else MOST_OF_TABLE + 1
    reached = bisect_right(LOOSE, loose)
    rows, suspect, alternatives = work.rows, work.suspect, work.alternatives
    zeros = any(reading.value == 0 for reading in work.readings.values())
    for cell, reading in work.readings.items():
        evidence, label = rows.get(cell, _NO_ROW)
        work.grounds[cell] = Grounds(
            reading.state,
            "parts" if reading.parts else _printed(reading, zeros=zeros),
            evidence,
            label,
            min(holding[cell], MOST_HOLDING),
            cell in suspect,
            len(alternatives.get(cell, ())) if alternatives else 0,
            failing,
            missing,
            reached,
        )


_NO_ROW = (None, 0.0)


def _printed(reading: Reading, *, zeros: bool) -> str:
    """Return what stands in a cell, in a word: nothing at all is stranger in a table that prints zeros."""
    value = reading.value
    if reading.state == "blank":
        without_trace = "gone" if zeros and reading.start is None else "nothing"
        return "mark" if reading.text else without_trace
    if isinstance(value, str):
        return "words"
    return "nothing" if value is None else "figure" if value else "zero"


def _cells(work: _Work, checks: Sequence[Check], threshold: float, confidence: Confidence) -> list[Cell]:
    sure = _sure(work, threshold, confidence) if work.rules else set()
    members = {check.id: check.cells for check in checks}
    plain = not (work.rules or work.suggested or work.alternatives)
    cells = []
    for cell, (state, value, text, start, end, parts, unit) in work.readings.items():
        trust = confidence(work.grounds[cell])
        doubtful = trust < threshold or cell in work.suspect or cell in work.chosen
        review = doubtful or (state not in _CLEAR and _asks(work, cell, members, sure))
        notes = () if plain else (work.rules.get(cell, ()), work.suggested.get(cell), work.alternatives.get(cell, ()))
        cells.append(Cell(cell, value, text, start, end, parts, unit, state, trust, review, *notes))
    return cells


_CLEAR = ("read", "blank", "absent")


def _sure(work: _Work, threshold: float, confidence: Confidence) -> set[str]:
    """Return the cells that are read and do not ask for review: what a derived cell may rest on."""
    return {
        cell
        for cell, reading in work.readings.items()
        if reading.state == "read"
        and cell not in work.suspect | work.chosen
        and confidence(work.grounds[cell]) >= threshold
    }


def _asks(work: _Work, cell: str, members: Mapping[str, tuple[str, ...]], sure: set[str]) -> bool:
    """Return whether a cell that is not printed asks for review at any threshold: one that is derived does not where
    all it rests on is sure."""
    others = {other for rule in work.rules.get(cell, ()) for other in members[rule]} - {cell}
    return work.readings[cell].state == "unresolved" or not others <= sure
