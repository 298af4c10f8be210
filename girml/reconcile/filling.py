"""Values that the rules force on cells which print none: derived for the unreadable, suggested for the blank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from girml.records import Rule
from girml.rules import Number, confront, forced


@dataclass(frozen=True, slots=True)
class Forced:
    """The value that rules leave for a cell, and the first rule that does."""

    value: Number
    rule: str


def fill(rules: Sequence[Rule], known: Mapping[str, Number], wanted: set[str]) -> dict[str, Forced]:
    """Return the values that equality rules force on the `wanted` cells, one after the other.

    A rule that is open in one cell forces it; a rule whose known side is fully spent forces zeros.
    Nothing is forced by rules that contradict each other or the print.
    """
    values = dict(known)
    found: dict[str, Forced] = {}
    moved = True
    while moved:
        moved = False
        for rule in rules:
            for cell, value in _forced(rule, values):
                if cell in wanted and cell not in found and value >= 0 and value == int(value):
                    found[cell] = Forced(int(value), rule.id)
                    values[cell] = int(value)
                    moved = True
    if not found:
        return {}
    broken = {rule.id for rule in rules if confront(rule, values) is False}
    touched = {cell for rule in rules if rule.id in broken for cell in (*rule.left, *rule.right)}
    return {cell: force for cell, force in found.items() if cell not in touched}


def _forced(rule: Rule, values: Mapping[str, Number]) -> list[tuple[str, Number]]:
    open_left = [cell for cell in rule.left if cell not in values]
    open_right = [cell for cell in rule.right if cell not in values]
    if len(open_left) + len(open_right) == 1:
        one = forced(rule, values)
        return [one] if one else []
    if bool(open_left) == bool(open_right):
        return []
    unknown, open_side, total = (open_left, rule.left, rule.right) if open_left else (open_right, rule.right, rule.left)
    spent = sum([values[cell] for cell in open_side if cell in values])
    return [(cell, 0) for cell in unknown] if spent == sum([values[cell] for cell in total]) else []
