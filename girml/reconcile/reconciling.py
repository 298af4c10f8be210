"""One table after the other: decide, derive, confront, locate, and write down what was found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from girml.reconcile.confidence import THRESHOLD, cell_confidence, row_confidence, unresolved_confidence
from girml.reconcile.deciding import Known, Options, decide, rule_number
from girml.reconcile.filling import Forced, fill
from girml.reconcile.locating import Explanation, explain
from girml.records import Cell, Check, Finding, Reading, RowReadings, Table, TableReadings, Value
from girml.rules import confront, sums, violated


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The cells of one table in form order, its checks, and the findings."""

    cells: tuple[Cell, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]


def reconcile(table: Table, readings: TableReadings | None, *, threshold: float = THRESHOLD) -> Reconciled:
    """Return the cells, checks and findings of a table; all cells are absent where it is not in the text."""
    rows = readings.rows if readings else ()
    options = dict(zip((row.row.id for row in rows), decide(table, rows), strict=True))
    cells = [cell for spec in table.rows for cell in _row(spec.id, rows, options, table)]
    cells = _fill(table, cells)
    known = known_cells(cells)
    derived = {rule for cell in cells for rule in cell.rules}
    checks = _checks(table, known, derived)
    explained = _explanations(table, known, checks)
    findings = _findings(table, checks, explained, known, cells)
    cells = _judged(table, cells, checks, explained, threshold)
    return Reconciled(tuple(cells), tuple(checks), tuple(findings))


def _row(row_id: str, rows: Sequence[RowReadings], options: dict[str, Options], table: Table) -> list[Cell]:
    row = next((row for row in rows if row.row.id == row_id), None)
    if row is None:
        spec = next(spec for spec in table.rows if spec.id == row_id)
        return [_absent(cell.id) for cell in spec.cells]
    confidence = row_confidence(row.candidates[0].evidence, row.probability)
    columns = zip(*options[row_id], strict=True)
    return [_cell(cell.id, list(readings), confidence) for cell, readings in zip(row.row.cells, columns, strict=True)]


def _absent(cell_id: str) -> Cell:
    return Cell(cell_id, None, None, None, None, None, None, "absent", 0.95, review=False)


def _cell(cell_id: str, readings: list[Reading], confidence: float) -> Cell:
    values: list[Value] = list(dict.fromkeys(reading.value for reading in readings))
    states = {reading.state for reading in readings}
    first = readings[0]
    if len(values) == 1 and len(states) == 1 and first.state in ("read", "blank"):
        return Cell(
            cell_id, first.value, first.text, first.start, first.end, first.parts, first.unit, first.state, confidence, False
        )
    spans = {(reading.start, reading.end) for reading in readings}
    start, end = next(iter(spans)) if len(spans) == 1 else (None, None)
    found = tuple(values) if "unresolved" not in states and len(values) > 1 else ()
    return Cell(
        cell_id, found[0] if found else None, None, start, end, None, None, "unresolved",
        unresolved_confidence(len(found)), review=True, alternatives=found,
    )  # fmt: skip


def known_cells(cells: Sequence[Cell]) -> Known:
    """Return the numbers that cells put into rules, in form order."""
    known: Known = {}
    for cell in cells:
        number = rule_number(Reading(cell.state, cell.value, cell.text))
        if number is None and cell.state == "derived" and isinstance(cell.value, int):
            number = cell.value
        if number is not None:
            known[cell.id] = number
    return known


def _fill(table: Table, cells: list[Cell]) -> list[Cell]:
    """Derive what is unreadable, and suggest beside blanks what the rules force."""
    unreadable = {cell.id for cell in cells if cell.state == "unresolved" and not cell.alternatives and cell.start is not None}
    blank = {cell.id for cell in cells if cell.state == "blank" and not cell.text}
    if not unreadable and not blank:
        return cells
    forced = fill(table.rules, known_cells(cells), unreadable | blank)
    sure = {cell.id for cell in cells if cell.state == "read"}
    filled = []
    for cell in cells:
        force = forced.get(cell.id)
        if force and cell.id in unreadable:
            cell = _derived(table, cell, force, sure)
        elif force:
            cell = replace(cell, suggested=force.value)
        filled.append(cell)
    return filled


def _derived(table: Table, cell: Cell, force: Forced, sure: set[str]) -> Cell:
    rule = next(rule for rule in table.rules if rule.id == force.rule)
    others = {*rule.left, *rule.right} - {cell.id}
    return replace(
        cell, state="derived", value=force.value, start=None, end=None,
        confidence=0.9, review=not others <= sure, rules=(force.rule,),
    )  # fmt: skip


def _checks(table: Table, known: Known, derived: set[str]) -> list[Check]:
    checks = []
    for rule in table.rules:
        left, right = sums(rule, known)
        holds = None if rule.id in derived else confront(rule, known)
        checks.append(Check(rule.id, holds, rule.relation, left, right, rule.severity, (*rule.left, *rule.right)))
    return checks


def _explanations(table: Table, known: Known, checks: Sequence[Check]) -> list[Explanation]:
    if all(check.holds is not False for check in checks):
        return []
    return explain(table.rules, known)


def _findings(
    table: Table, checks: Sequence[Check], explained: Sequence[Explanation], known: Known, cells: Sequence[Cell]
) -> list[Finding]:
    failing = tuple(check.id for check in checks if check.holds is False)
    findings = []
    if explained:
        findings.append(_misprint(explained, failing, cells))
    elif failing:
        named = tuple(dict.fromkeys(cell for check in checks if check.holds is False for cell in check.cells))
        message = f"{len(failing)} rules fail and no few cells explain it; compare the whole table with the source."
        findings.append(Finding("inconsistent", message, named, (), failing))
    for rule in table.heuristics:
        if violated(rule, known):
            message = f"Unusual figures: {rule.note}; compare them with the source."
            findings.append(Finding("heuristic", message, (*rule.left, *rule.right), (), (rule.id,)))
    return findings


def _misprint(explained: Sequence[Explanation], failing: tuple[str, ...], cells: Sequence[Cell]) -> Finding:
    named = tuple(dict.fromkeys(cell for one in explained for cell in one.cells))
    by_id = {cell.id: cell for cell in cells}
    first = by_id[explained[0].cells[0]]
    printed = ", ".join(f"{cell} = {by_id[cell].value}" for cell in explained[0].cells)
    ways = "" if len(explained) == 1 else f" (or {len(explained) - 1} other sets of as many cells)"
    message = f"{len(failing)} rules fail as printed; a misprint in {printed}{ways} would explain it."
    sets = tuple(one.cells for one in explained)
    return Finding("misprint", message, named, sets, failing, first.start, first.end)


def _judged(
    table: Table, cells: list[Cell], checks: Sequence[Check], explained: Sequence[Explanation], threshold: float
) -> list[Cell]:
    """Set confidence, review and suggestions by the rules each cell stands in."""
    holding: dict[str, int] = {}
    failing: dict[str, int] = {}
    for check in checks:
        if check.holds is not None:
            counts = holding if check.holds else failing
            for cell_id in check.cells:
                counts[cell_id] = counts.get(cell_id, 0) + 1
    named = {cell_id for one in explained for cell_id in one.cells}
    suspect = named if explained else set(failing)
    suggested = dict(zip(explained[0].cells, explained[0].values, strict=True)) if len(explained) == 1 else {}
    judged = []
    for cell in cells:
        if cell.state in ("read", "blank"):
            confidence = cell_confidence(cell.confidence, holding.get(cell.id, 0), cell.id in suspect)
            review = cell.id in suspect or confidence < threshold
            cell = replace(cell, confidence=confidence, review=review, suggested=suggested.get(cell.id, cell.suggested))
        judged.append(cell)
    return judged
