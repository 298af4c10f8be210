"""Where the rules fail: the smallest sets of cells that, printed otherwise, would make them all hold.

The principle is that of Fellegi and Holt (1976): change as few fields as possible. The search frees a cell of
every failing rule; the rules that free cells stand in are then equations for their values. Where these have no
solution in whole numbers from zero up, one more cell of these rules is freed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from girml.reconcile.solving import Row, equation, solve_equations
from girml.records import Rule
from girml.rules import Number, confront

Values = Mapping[str, Number | None]

MOST_CELLS = 4
MOST_NODES = 2_000


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
    failing = [rule for rule in rules if confront(rule, known) is False]
    search = _Search(rules, known)
    for size in range(1, MOST_CELLS + 1):
        found = search.sets(failing, frozenset(), size)
        if search.nodes > MOST_NODES:
            return []
        if found:
            listed = sorted(found.values(), key=lambda values: sorted(order[cell] for cell in values))
            return [_explanation(values, order) for values in listed]
    return []


def _explanation(values: Values, order: Mapping[str, int]) -> Explanation:
    cells = tuple(sorted(values, key=lambda cell: order[cell]))
    return Explanation(cells, tuple(values[cell] for cell in cells))


class _Search:
    """Depth-first over the cells to free; `nodes` counts the states looked at."""

    def __init__(self, rules: Sequence[Rule], known: Mapping[str, Number]) -> None:
        self.nodes = 0
        self._known = known
        self._cells_of = {rule.id: (*rule.left, *rule.right) for rule in rules}
        self._rules_of: dict[str, list[Rule]] = {}
        self._seen: set[frozenset[str]] = set()
        whole = {rule: frozenset(cells) for rule, cells in self._cells_of.items()}
        self._told = {rule: cells for rule, cells in whole.items() if known.keys() >= cells}
        self._equations: dict[tuple[str, tuple[str, ...]], Row] = {}
        for rule in rules:
            for cell in self._cells_of[rule.id]:
                self._rules_of.setdefault(cell, []).append(rule)

    def sets(self, failing: Sequence[Rule], freed: frozenset[str], left: int) -> dict[frozenset[str], Values]:
        """Return the sets of freed cells, `left` more, with their values, that leave no rule broken."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            return {}
        if not left:
            return {} if failing else self._solved(freed)
        found: dict[frozenset[str], Values] = {}
        for cell in self._candidates(failing, freed, left):
            more = freed | {cell}
            rest = [rule for rule in failing if cell not in rule.left and cell not in rule.right]
            if left > 1 or more not in self._seen:
                found |= self.sets(rest, more, left - 1)
            if left == 1:
                self._seen.add(more)
        return found

    def _candidates(self, failing: Sequence[Rule], freed: frozenset[str], left: int) -> list[str]:
        """Return the cells that may be freed next: those of a failing rule (of all of them, if it is the last
        cell), else those of the rules that the freed cells stand in."""
        if failing:
            cells = [*self._cells_of[failing[0].id]]
            if left == 1:
                shared = set(cells).intersection(*(self._cells_of[rule.id] for rule in failing[1:]))
                cells = [cell for cell in cells if cell in shared]
        else:
            rules = [rule for cell in sorted(freed) for rule in self._rules_of[cell]]
            cells = [cell for rule in rules for cell in self._cells_of[rule.id]]
        return [cell for cell in dict.fromkeys(cells) if cell in self._known and cell not in freed]

    def _solved(self, freed: frozenset[str]) -> dict[frozenset[str], Values]:
        """Return the values of the freed cells by the rules they stand in, or nothing where these contradict."""
        rules = {rule.id: rule for cell in sorted(freed) for rule in self._rules_of[cell] if rule.id in self._told}
        unknown = sorted(freed)
        equations: list[Row] = []
        for rule in rules.values():
            equations.append(self._equation(rule, unknown))
            if _has_no_solution(equations[-1]):
                return {}
        values = solve_equations(equations, unknown)
        return {} if values is None else {freed: values}

    def _equation(self, rule: Rule, unknown: Sequence[str]) -> Row:
        """Return the equation of a rule; it is told once for those of the unknown cells that stand in the rule."""
        own = tuple([cell for cell in unknown if cell in self._told[rule.id]])
        if (rule.id, own) not in self._equations:
            self._equations[rule.id, own] = equation(rule, self._known, own)
        *factors, rest = self._equations[rule.id, own]
        if len(own) == len(unknown):
            return [*factors, rest]
        found = dict(zip(own, factors, strict=True))
        return [*[found.get(cell, 0) for cell in unknown], rest]


def _has_no_solution(row: Row) -> bool:
    """Return whether no values from zero up solve an equation."""
    *factors, rest = row
    return rest != 0 and not any(factor * rest > 0 for factor in factors)
