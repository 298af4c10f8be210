"""One table: decide, derive, confront, locate, judge, and write down what was found."""

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from girml.evidence import Evidence
from girml.reconcile.confidence import MOST_HOLDING, THRESHOLD, Confidence, by_hand
from girml.reconcile.deciding import Known, Options, decide
from girml.reconcile.filling import fill
from girml.reconcile.locating import explain
from girml.reconcile.operations import operations
from girml.reconcile.positions import Positions, positions
from girml.reconcile.reporting import Found, report_failures, report_heuristics
from girml.reconcile.work import Work
from girml.reconcile.writing import Around, trusts, written
from girml.records import Candidate, Cell, Check, Finding, Reading, RowReadings, Table, TableReadings
from girml.rules import Terms, balance


class Reconciled(NamedTuple):
    """The cells of one table in form order, its checks, and the findings."""

    cells: Sequence[Cell]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]


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
    places = positions(table)
    work = _decided(table, places.cells, found)
    _fill(table, work)
    numbers = work.numbers()
    checks = confronted(places, numbers, {rule for rules in work.rules.values() for rule in rules})
    findings: list[Finding] = []
    failing = [check for check in checks if check.holds is False]
    if failing or table.heuristics:
        known = _known(places.cells, numbers)
        findings += _explained(table, work, known, failing) if failing else ()
        findings += report_heuristics(table, known)
    around = Around(holding(table, tuple([check.holds for check in checks])), len(failing), loose)
    cells = written(work, checks, trusts(work, around, confidence), threshold)
    return Reconciled(tuple(cells), tuple(checks), tuple(findings))


def _known(cells: Sequence[str], numbers: Terms) -> Known:
    return {cell: number for cell, number in zip(cells, numbers, strict=True) if number is not None}


def _explained(table: Table, work: Work, known: Known, failing: Sequence[Check]) -> Iterator[Finding]:
    """Mark what failing rules point at, and return the findings on them."""
    trust = {cell: evidence.trust * label for cell, (evidence, label) in work.grounded().items()}
    # Of as many cells those whose reading is least sure explain more.
    explained = sorted(explain(table.rules, known), key=lambda one: sum(trust[cell] for cell in one.cells))
    # One cell printed otherwise is the simpler explanation.
    alone = bool(explained) and len(explained[0].cells) == 1
    found = Found(explained, [] if alone else operations(table, known))
    _suspect(work, failing, found)
    # Where no reading keeps all rules, these choose none: what they chose elsewhere in the table is in doubt.
    work.chosen.update(cell for cell, (evidence, _) in work.grounded().items() if not evidence.is_layout)
    doubtful = {cell for cell, trusted in trust.items() if trusted < _SURE_ROW}
    return report_failures(failing, found, work.by_cell(), doubtful)


def _decided(table: Table, cells: tuple[str, ...], found: TableReadings | None) -> Work:
    work = Work(cells)
    rows = found.rows if found else ()
    options = {row.row.id: (row, read) for row, read in zip(rows, decide(table, rows), strict=True)}
    for spec in table.rows:
        size = len(spec.cells)
        if spec.id not in options:
            work.readings += [_ABSENT] * size
            work.rows.append((size, None, 0.0))
            continue
        row, read = options[spec.id]
        work.rows.append((size, row.candidates[0].evidence, round(row.probability, _PLACES)))
        _read_row(work, row, read)
        if row.contested:
            work.chosen.update(cell.id for cell in spec.cells)
    return work


def _run(candidate: Candidate) -> tuple[int, int] | None:
    """Return the span of the run of digits that a row was split from, or None."""
    spans = [(one.start, one.end) for one in candidate.readings if one.start is not None and one.end is not None]
    return (
        (spans[0][0], spans[-1][1]) if candidate.evidence in (Evidence.RUN, Evidence.RUN_IN_DOUBT) and spans else None
    )


def _read_row(work: Work, row: RowReadings, options: Options) -> None:
    if len(options) == 1:
        work.readings += [
            one if one.state in _PRINTED else Reading("unresolved", None, None, one.start, one.end)
            for one in options[0]
        ]
        return
    run = _run(row.candidates[0])
    for cell, readings in zip(row.row.cells, zip(*options, strict=True), strict=True):
        work.readings.append(_agreed(work, cell.id, readings, run))


def _agreed(work: Work, cell: str, readings: Sequence[Reading], run: tuple[int, int] | None) -> Reading:
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


def _fill(table: Table, work: Work) -> None:
    """Derive what is unreadable, and suggest beside blanks what the rules force."""
    if not {reading.state for reading in work.readings}.intersection(("unresolved", "blank")):
        return
    unreadable, blank = {}, set()
    for at, (cell, reading) in enumerate(zip(work.cells, work.readings, strict=True)):
        if reading.state == "unresolved" and cell not in work.alternatives and reading.start is not None:
            unreadable[cell] = at
        elif reading.state == "blank" and not reading.text:
            blank.add(cell)
    if not unreadable and not blank:
        return
    known = _known(work.cells, work.numbers())
    for cell, force in fill(table.rules, known, unreadable.keys() | blank).items():
        if cell in unreadable:
            work.readings[unreadable[cell]] = Reading("derived", force.value)
            work.rules[cell] = (force.rule,)
        else:
            work.suggested[cell] = force.value


def confronted(places: Positions, numbers: Terms, derived: Container[str]) -> list[Check]:
    """Return the equality rules of a table confronted with what its cells put into them; nothing is said of those that
    derived one."""
    # A call of the class takes three times as long, as for cells.
    checks, new = [], tuple.__new__
    for left, right, rule, relation, severity, cells in places.rules:
        holds, one, other = balance(left(numbers), right(numbers))
        if rule in derived:
            holds = None
        checks.append(new(Check, (rule, holds, relation, one, other, severity, cells)))
    return checks


@lru_cache(maxsize=1 << 10)
def holding(table: Table, holds: tuple[bool | None, ...]) -> list[int]:
    """Return how many rules that hold each cell stands in, as many as count."""
    return [min(times, MOST_HOLDING) for times in positions(table).holding(holds)]


def _suspect(work: Work, failing: Sequence[Check], found: Found) -> None:
    """Mark the cells that the failing rules point at, and suggest values where just one set, or without any just one
    operation, explains them."""
    for one in found.explained:
        work.suspect.update(one.cells)
    if not found.explained:
        work.suspect.update(cell for check in failing for cell in check.cells)
    alone = found.explained or found.operations
    if len(alone) == 1:
        work.suggested.update(zip(alone[0].cells, alone[0].values, strict=True))
