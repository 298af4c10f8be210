"""A report with its decisions: cells as decided, and the balance rules confronted with them anew."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from girml.forms import load
from girml.reconcile.deciding import rule_number
from girml.records import Cell, Check, Decision, Finding, Report, Rule
from girml.review.deciding import as_decided, reading
from girml.rules import Number, confront, sums

_ACCUSING = ("misprint", "inconsistent")


def decided(report: Report, standing: Mapping[str, Decision]) -> Report:
    """Return a report as decided; `standing` holds what stands of it, by subject. Its checks are confronted anew where
    a cell of theirs was decided on, and findings that rules fail go where none of these fails any more."""
    own = {subject: one for subject, one in standing.items() if one.outcome is not None}
    if not own:
        return report
    cells = tuple(as_decided(cell, own[cell.id]) if cell.id in own else cell for cell in report.cells)
    checks = tuple(_rechecked(report, {cell.id: cell for cell in cells}, own.keys()))
    failing = {check.id for check in checks if check.holds is False}
    findings = tuple(one for one in report.findings if _stays(one, failing))
    return replace(report, cells=cells, checks=checks, findings=findings)


def _stays(finding: Finding, failing: set[str]) -> bool:
    return finding.kind not in _ACCUSING or not failing.isdisjoint(finding.rules)


def _rechecked(report: Report, cells: Mapping[str, Cell], changed: Iterable[str]) -> Iterable[Check]:
    rules = {rule.id: rule for table, form in (report.form or {}).items() for rule in load(form).tables[table].rules}
    numbers = {name: rule_number(reading(cell)) for name, cell in cells.items()}
    known = {name: number for name, number in numbers.items() if number is not None}
    touched = set(changed)
    for check in report.checks:
        rule = rules.get(check.id)
        yield check if rule is None or touched.isdisjoint(check.cells) else _confronted(check, rule, known, cells)


def _confronted(check: Check, rule: Rule, known: Mapping[str, Number], cells: Mapping[str, Cell]) -> Check:
    left, right = sums(rule, known)
    # A rule tells nothing of a cell that it derived.
    derives = check.holds is None and any(cells[cell].state == "derived" for cell in check.cells if cell in cells)
    return check._replace(holds=None if derives else confront(rule, known), left=left, right=right)
