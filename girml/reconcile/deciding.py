"""The decision: which candidates of each row the rules admit, and on which cells these agree."""

from collections.abc import Sequence

from girml.reconcile.searching import Domain, supported
from girml.records import Candidate, Reading, RowReadings, Rule, Table, Value
from girml.rules import Number, confront

MARGIN = 1.5
"""Candidates this much less likely than the best, in log-score, are left out."""

Options = list[tuple[Reading, ...]]
Known = dict[str, Number]


def decide(table: Table, rows: Sequence[RowReadings]) -> list[Options]:
    """Return for each row the admissible readings, likeliest first: one where the text decides."""
    kept = [_admitted(table, row) for row in rows]
    if all(len(options) == 1 for options in kept):
        return kept
    return _jointly(table, rows, kept) or kept


def _admitted(table: Table, row: RowReadings) -> Options:
    if len(row.candidates) == 1:
        return [row.candidates[0].readings]
    best = row.candidates[0].score
    near = [one for one in row.candidates if one.score >= best - MARGIN]
    if len(near) == 1:
        return [near[0].readings]
    ids = {cell.id for cell in row.row.cells}
    rules = [rule for rule in table.rules if ids.issuperset(rule.left) and ids.issuperset(rule.right)]
    admitted = [one for one in near if _admissible(rules, known_values(row, one.readings))]
    return _distinct(admitted or near)


def _distinct(found: Sequence[Candidate]) -> Options:
    seen: dict[tuple[tuple[str, Value], ...], tuple[Reading, ...]] = {}
    for one in found:
        seen.setdefault(tuple((reading.state, reading.value) for reading in one.readings), one.readings)
    return list(seen.values())


def _admissible(rules: Sequence[Rule], known: Known) -> bool:
    return all(confront(rule, known) is not False for rule in rules)


def known_values(row: RowReadings, readings: tuple[Reading, ...]) -> Known:
    """Return the numbers that a reading of a row puts into rules; a nil mark counts as 0."""
    pairs = zip(row.row.cells, readings, strict=True)
    return {cell.id: number for cell, reading in pairs if (number := rule_number(reading)) is not None}


def rule_number(reading: Reading) -> Number | None:
    """Return what a cell counts in a rule, None where it is unknown."""
    value = reading.value
    if isinstance(value, (int, float)):
        return value if reading.state != "unresolved" else None
    return 0 if reading.state == "blank" and reading.text else None


def _jointly(table: Table, rows: Sequence[RowReadings], kept: list[Options]) -> list[Options]:
    """Return the options that occur in a combination of all rows which breaks no rule; none if all break one."""
    fixed: Known = {}
    domains = []
    for row, options in zip(rows, kept, strict=True):
        cells = tuple([cell.id for cell in row.row.cells])
        if len(options) == 1:
            fixed |= known_values(row, options[0])
        else:
            domains.append(Domain(cells, [[rule_number(reading) for reading in option] for option in options]))
    touched = {cell for domain in domains for cell in domain.cells}
    rules = [rule for rule in table.rules if not touched.isdisjoint((*rule.left, *rule.right))]
    found = supported(domains, rules, fixed)
    if found is None:
        return []
    used = iter(found)
    return [options if len(options) == 1 else [options[at] for at in sorted(next(used))] for options in kept]
