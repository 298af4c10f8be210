"""What is said of rules that fail: a misprint with the cells that explain it, or an inconsistency."""

from collections.abc import Iterator, Mapping, Sequence

from girml.reconcile.deciding import Known
from girml.reconcile.locating import Explanation
from girml.records import Check, Finding, Reading, Table
from girml.rules import violated


def report_failures(
    failing: Sequence[Check], explained: Sequence[Explanation], readings: Mapping[str, Reading]
) -> Iterator[Finding]:
    """Yield the finding on the failing rules of a table, if any fail."""
    rules = tuple(check.id for check in failing)
    if explained:
        yield _misprint(explained, rules, readings)
    elif failing:
        named = tuple(dict.fromkeys(cell for check in failing for cell in check.cells))
        message = f"{_rules(len(failing))} and no few cells explain it; compare the whole table with the source."
        yield Finding("inconsistent", message, named, (), rules)


def _misprint(explained: Sequence[Explanation], rules: tuple[str, ...], readings: Mapping[str, Reading]) -> Finding:
    named = tuple(dict.fromkeys(cell for one in explained for cell in one.cells))
    first = readings[explained[0].cells[0]]
    printed = ", ".join(f"{cell} = {readings[cell].value}" for cell in explained[0].cells)
    others = len(explained) - 1
    ways = f" (or {others} other set{'s' * (others > 1)} of as many cells)" if others else ""
    message = f"{_rules(len(rules))} as printed; a misprint in {printed}{ways} would explain it."
    sets = tuple(one.cells for one in explained)
    return Finding("misprint", message, named, sets, rules, first.start, first.end)


def _rules(count: int) -> str:
    return "1 rule fails" if count == 1 else f"{count} rules fail"


def report_heuristics(table: Table, known: Known) -> Iterator[Finding]:
    """Yield a finding for each heuristic relation that the figures of a table do not keep."""
    for rule in table.heuristics:
        if violated(rule, known):
            message = f"Unusual figures: {rule.note}; compare them with the source."
            yield Finding("heuristic", message, (*rule.left, *rule.right), (), (rule.id,))
