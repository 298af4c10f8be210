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
    search = _Search(rules, order)
    for size in range(1, MOST_CELLS + 1):
        found = {frozenset(values): values for values in search.sets(dict(known), {}, size)}
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

    def __init__(self, rules: Sequence[Rule], order: Mapping[str, int]) -> None:
        self.rules = rules
        self.order = order
        self.nodes = 0

    def sets(
        self, known: dict[str, Number], freed: dict[str, Number | None], left: int
    ) -> Iterator[dict[str, Number | None]]:
        """Yield the freed cells with their values, for every way to make all rules hold with `left` more."""
        self.nodes += 1
        if self.nodes > MOST_NODES or not self._settle(known, freed):
            return
        broken = next((rule for rule in self.rules if confront(rule, known) is False), None)
        if broken is None:
            if left == 0:
                yield freed
            return
        if left == 0:
            return
        for cell in (*broken.left, *broken.right):
            if cell in self.order and cell not in freed:
                rest = {name: value for name, value in known.items() if name != cell}
                yield from self.sets(rest, {**freed, cell: None}, left - 1)

    def _settle(self, known: dict[str, Number], freed: dict[str, Number | None]) -> bool:
        """Give each free cell the value its rules force; False where that is negative."""
        open_cells = {cell for cell, value in freed.items() if value is None}
        moved = bool(open_cells)
        while moved:
            moved = False
            for rule in self.rules:
                if open_cells.isdisjoint(rule.left) and open_cells.isdisjoint(rule.right):
                    continue
                force = forced(rule, known)
                if force and force[0] in open_cells:
                    if force[1] < 0:
                        return False
                    known[force[0]] = freed[force[0]] = force[1]
                    open_cells.discard(force[0])
                    moved = True
        return True
