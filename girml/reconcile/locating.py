"""Where the rules fail: the smallest sets of cells that, printed otherwise, would make them all hold.

The principle is that of Fellegi and Holt (1976): change as few fields as possible. The search frees one cell
of a failing rule after another; a rule with one free cell fixes its value, which may break the next rule.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from girml.records import Rule
from girml.rules import Number, confront, forced

MOST_CELLS = 4
MOST_NODES = 4_000


@dataclass(frozen=True, slots=True)
class Explanation:
    """A set of cells and, where the rules leave just one, the value each would need."""

    cells: tuple[str, ...]
    values: tuple[Number | None, ...]


def explain(rules: Sequence[Rule], known: Mapping[str, Number]) -> list[Explanation]:
    """Return all smallest sets of at most MOST_CELLS cells that explain the failing rules, in form order.

    The budget counts search nodes; where it is spent, or no set is small enough, the list is empty.
    """
    order = {cell: number for number, cell in enumerate(known)}
    broken = [rule for rule in rules if confront(rule, known) is False]
    search = _Search(rules)
    for size in range(1, MOST_CELLS + 1):
        found = {frozenset(values): values for values in search.sets(dict(known), {}, broken, size)}
        if search.nodes > MOST_NODES:
            return []
        if found:
            listed = sorted(found.values(), key=lambda values: sorted(order[cell] for cell in values))
            return [_explanation(values, order) for values in listed]
    return []


def _explanation(values: Mapping[str, Number | None], order: Mapping[str, int]) -> Explanation:
    cells = tuple(sorted(values, key=lambda cell: order[cell]))
    return Explanation(cells, tuple(values[cell] for cell in cells))


class _Search:
    """Depth-first over the cells to free; `nodes` counts the states looked at."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.nodes = 0
        self._rules_of: dict[str, list[Rule]] = {}
        for rule in rules:
            for cell in (*rule.left, *rule.right):
                self._rules_of.setdefault(cell, []).append(rule)

    def sets(
        self, known: dict[str, Number], freed: dict[str, Number | None], broken: Sequence[Rule], left: int
    ) -> Iterator[dict[str, Number | None]]:
        """Yield the freed cells with their values, for every way to make all rules hold with `left` more."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            return
        if not broken or not left:
            if not broken and not left:
                yield freed
            return
        for cell in _candidates(broken, left):
            if cell not in known or cell in freed:
                continue
            rest = {name: value for name, value in known.items() if name != cell}
            more = {**freed, cell: None}
            touched = self._settle(rest, more)
            if touched is not None:
                failing = [rule for rule in (*broken, *touched) if confront(rule, rest) is False]
                yield from self.sets(rest, more, list(dict.fromkeys(failing)), left - 1)

    def _settle(self, known: dict[str, Number], freed: dict[str, Number | None]) -> list[Rule] | None:
        """Give each free cell the value its rules force; return the rules these values stand in, or None where
        one is negative."""
        touched: list[Rule] = []
        waiting = [cell for cell, value in freed.items() if value is None]
        while waiting:
            forces = (forced(rule, known) for cell in waiting for rule in self._rules_of.get(cell, ()))
            cell, value = next((force for force in forces if force and force[0] in waiting), ("", 0))
            if not cell:
                break
            if value < 0:
                return None
            known[cell] = freed[cell] = value
            waiting.remove(cell)
            touched += self._rules_of[cell]
        return touched


def _candidates(broken: Sequence[Rule], left: int) -> list[str]:
    """Return the cells that may be freed next: those of the first broken rule, of all of them if it is the last."""
    cells = [*broken[0].left, *broken[0].right]
    if left > 1:
        return cells
    return [cell for cell in cells if all(cell in rule.left or cell in rule.right for rule in broken)]
