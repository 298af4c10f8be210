"""Where the cells of a table stand in form order: what rules and rows are in numbers of cells, told once a table."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from girml.records import Table
from girml.rules import Terms

Side = Callable[[Terms], Terms]
"""Takes the terms of one side of a rule out of what all cells of a table put into rules, in form order."""


class Sides(NamedTuple):
    """The two sides of an equality rule, and what a check repeats of it."""

    left: Side
    right: Side
    id: str
    relation: str
    severity: str
    cells: tuple[str, ...]


class Positions(NamedTuple):
    """The cells of a table in form order, and its equality rules."""

    cells: tuple[str, ...]
    rules: tuple[Sides, ...]

    def holding(self, holds: Sequence[bool | None]) -> list[int]:
        """Return how many rules that hold each cell stands in, by whether each rule does."""
        times = Counter(cell for one, held in zip(self.rules, holds, strict=True) if held for cell in one.cells)
        return [times[cell] for cell in self.cells]


@lru_cache(maxsize=1 << 6)
def positions(table: Table) -> Positions:
    """Return the positions of a table."""
    cells = tuple(cell.id for row in table.rows for cell in row.cells)
    at = {cell: number for number, cell in enumerate(cells)}
    sides = [[_side([at[cell] for cell in side]) for side in (rule.left, rule.right)] for rule in table.rules]
    rules = [
        Sides(left, right, rule.id, rule.relation, rule.severity, (*rule.left, *rule.right))
        for rule, (left, right) in zip(table.rules, sides, strict=True)
    ]
    return Positions(cells, tuple(rules))


def _side(places: Sequence[int]) -> Side:
    # Of one place alone an itemgetter returns what stands there, of a slice a sequence.
    only: Any = places[0] if places else 0
    return itemgetter(*places) if len(places) > 1 else itemgetter(slice(only, only + len(places)))
