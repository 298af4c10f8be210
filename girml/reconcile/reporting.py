"""What is said of rules that fail: a misprint with the cells that explain it, or an inconsistency."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from girml.reconcile.deciding import Known
from girml.reconcile.locating import Explanation
from girml.reconcile.operations import Operation, slip
from girml.records import Check, Finding, Reading, Table, Value
from girml.rules import Number, violated


class Found(NamedTuple):
    """What explains the failing rules of a table: the smallest sets of cells, and operations on several."""

    explained: Sequence[Explanation]
    operations: Sequence[Operation]


def report_failures(
    failing: Sequence[Check], found: Found, readings: Mapping[str, Reading], doubtful: Container[str]
) -> Iterator[Finding]:
    """Yield the finding on the failing rules of a table; `doubtful` cells may be read wrongly."""
    rules = tuple(check.id for check in failing)
    if found.explained:
        yield _misprint(found, rules, readings, doubtful)
    else:
        named = tuple(dict.fromkeys(cell for check in failing for cell in check.cells))
        advice = _operated(found.operations) or "; compare the whole table with the source."
        yield Finding("inconsistent", f"{_rules(len(failing))} and no few cells explain it{advice}", named, (), rules)


def _misprint(
    found: Found, rules: tuple[str, ...], readings: Mapping[str, Reading], doubtful: Container[str]
) -> Finding:
    explained = found.explained
    named = tuple(dict.fromkeys(cell for one in explained for cell in one.cells))
    first = readings[explained[0].cells[0]]
    printed = ", ".join(f"{cell} = {readings[cell].value}" for cell in explained[0].cells)
    others = len(explained) - 1
    ways = f" (or {others} other set{'s' * (others > 1)} of as many cells)" if others else ""
    verdict = "a wrong reading or a misprint" if any(cell in doubtful for cell in named) else "a misprint"
    how = _slipped(explained, readings) or _operated(found.operations) or "."
    message = f"{_rules(len(rules))} as printed; {verdict} in {printed}{ways} would explain it{how}"
    sets = tuple(one.cells for one in explained)
    return Finding("misprint", message, named, sets, rules, first.start, first.end)


def _slipped(explained: Sequence[Explanation], readings: Mapping[str, Reading]) -> str | None:
    """Return what is said of the slip where one set alone explains all, by the same slip in each of its cells."""
    if len(explained) > 1:
        return None
    [one] = explained
    words = {_slip(readings[cell].value, value) for cell, value in zip(one.cells, one.values, strict=True)}
    slips = [word for word in words if word]
    return f": {', '.join(map(str, one.values))} {slips[0]}." if len(words) == len(slips) == 1 else None


def _slip(printed: Value, needed: Number | None) -> str | None:
    return slip(printed, needed) if isinstance(printed, (int, float)) and needed is not None else None


def _operated(found: Sequence[Operation]) -> str | None:
    """Return what is said where just one operation keeps every rule."""
    return f"; {found[0].words} keeps every rule." if len(found) == 1 else None


def _rules(count: int) -> str:
    return "1 rule fails" if count == 1 else f"{count} rules fail"


def report_heuristics(table: Table, known: Known) -> Iterator[Finding]:
    """Yield a finding for each heuristic relation that the figures of a table do not keep."""
    for rule in table.heuristics:
        if violated(rule, known):
            message = f"Unusual figures: {rule.note}; compare them with the source."
            yield Finding("heuristic", message, (*rule.left, *rule.right), (), (rule.id,))
