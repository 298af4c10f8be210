"""Values that the rules force on cells which print none: derived for the unreadable, suggested for the blank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from girml.records import Rule
from girml.rules import Number, confront, forced, sums


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
    opened = [rule for rule in rules if not values.keys() >= {*rule.left, *rule.right}]
    moved = True
    while moved:
        moved = False
        for rule in opened:
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
    one = forced(rule, values)
    if one:
        return [one]
    left, right = sums(rule, values)
    if (left is None) == (right is None):
        return []
    open_side, total = (rule.left, right) if left is None else (rule.right, left)
    unknown = [cell for cell in open_side if cell not in values]
    spent = sum(values[cell] for cell in open_side if cell in values)
    return [(cell, 0) for cell in unknown] if spent == total else []
