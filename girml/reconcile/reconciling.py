"""One table: decide, derive, confront, locate, judge, and write down what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from girml.evidence import Evidence
from girml.reconcile.confidence import (
    THRESHOLD,
    cell_confidence,
    row_confidence,
    suspect_confidence,
    unresolved_confidence,
)
from girml.reconcile.deciding import Known, Options, decide, rule_number
from girml.reconcile.filling import fill
from girml.reconcile.locating import Explanation, explain
from girml.reconcile.reporting import report_failures, report_heuristics
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
    """What is known of each cell of a table by its id, in form order, while it is decided."""

    readings: dict[str, Reading] = field(default_factory=dict)
    trust: dict[str, float] = field(default_factory=dict)
    alternatives: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    rules: dict[str, tuple[str, ...]] = field(default_factory=dict)
    suggested: dict[str, Value] = field(default_factory=dict)
    suspect: set[str] = field(default_factory=set)

    def known(self) -> Known:
        """The numbers that the cells put into rules."""
        return {cell: number for cell, reading in self.readings.items() if (number := rule_number(reading)) is not None}


_ABSENT = Reading("absent")
_PRINTED = ("read", "blank")
# The law wants every row and table: what is missing from a report of the form may stand there unread.
_ABSENT_TRUST, _DERIVED_TRUST = 0.5, 0.9


def reconcile(table: Table, found: TableReadings | None, *, threshold: float = THRESHOLD) -> Reconciled:
    """Return the cells, checks and findings of a table; where it is not in the text all cells are absent and ask
    for review."""
    work = _decided(table, found)
    _fill(table, work)
    known = work.known()
    checks = _checks(table, known, {rule for rules in work.rules.values() for rule in rules})
    failing = [check for check in checks if check.holds is False]
    explained = explain(table.rules, known) if failing else []
    _suspect(work, failing, explained)
    findings = [*report_failures(failing, explained, work.readings), *report_heuristics(table, known)]
    return Reconciled(tuple(_cells(table, work, checks, threshold)), tuple(checks), tuple(findings))


def _decided(table: Table, found: TableReadings | None) -> _Work:
    work = _Work()
    rows = found.rows if found else ()
    options = {row.row.id: (row, read) for row, read in zip(rows, decide(table, rows), strict=True)}
    for spec in table.rows:
        if spec.id in options:
            row, read = options[spec.id]
            ids = [cell.id for cell in spec.cells]
            work.trust |= dict.fromkeys(ids, row_confidence(row.candidates[0].evidence, row.probability))
            _read_row(work, ids, read, _run(row.candidates[0]))
        else:
            work.readings |= {cell.id: _ABSENT for cell in spec.cells}
            work.trust |= {cell.id: _ABSENT_TRUST for cell in spec.cells}
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


def _suspect(work: _Work, failing: Sequence[Check], explained: Sequence[Explanation]) -> None:
    """Mark the cells that the failing rules point at, and suggest values where just one set explains them."""
    for one in explained:
        work.suspect.update(one.cells)
    if not explained:
        work.suspect.update(cell for check in failing for cell in check.cells)
    if len(explained) == 1:
        work.suggested.update(zip(explained[0].cells, explained[0].values, strict=True))


def _cells(table: Table, work: _Work, checks: Sequence[Check], threshold: float) -> list[Cell]:
    holding = dict.fromkeys(work.readings, 0)
    for check in checks:
        if check.holds:
            for cell in check.cells:
                holding[cell] += 1
    sure = _sure(work, holding, threshold) if work.rules else set()
    members = {check.id: check.cells for check in checks}
    plain = not (work.rules or work.suggested or work.alternatives)
    cells = []
    for cell, (state, value, text, start, end, parts, unit) in work.readings.items():
        if state in _PRINTED and cell not in work.suspect:
            confidence, review = cell_confidence(work.trust[cell], holding[cell]), False
        else:
            confidence, review = _judged(work, cell, members, sure)
        review = review or confidence < threshold
        notes = () if plain else (work.rules.get(cell, ()), work.suggested.get(cell), work.alternatives.get(cell, ()))
        cells.append(Cell(cell, value, text, start, end, parts, unit, state, confidence, review, *notes))
    return cells


def _sure(work: _Work, holding: Mapping[str, int], threshold: float) -> set[str]:
    """Return the cells that are read and do not ask for review: what a derived cell may rest on."""
    return {
        cell
        for cell, reading in work.readings.items()
        if reading.state == "read"
        and cell not in work.suspect
        and cell_confidence(work.trust[cell], holding[cell]) >= threshold
    }


def _judged(work: _Work, cell: str, members: Mapping[str, tuple[str, ...]], sure: set[str]) -> tuple[float, bool]:
    """Return the confidence of a cell not plainly printed, and whether it asks for review at any threshold."""
    state = work.readings[cell].state
    if state in _PRINTED:
        return suspect_confidence(work.trust[cell]), True
    if state == "derived":
        others = {other for rule in work.rules[cell] for other in members[rule]} - {cell}
        return _DERIVED_TRUST, not others <= sure
    if state == "unresolved":
        return unresolved_confidence(len(work.alternatives.get(cell, ()))), True
    return work.trust[cell], False
