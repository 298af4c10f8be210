"""One slip that explains failing rules: a row printed a cell further, two cells in each other's place, or what became
of the digits of a figure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from girml.reconcile.solving import solve
from girml.records import Rule, Table
from girml.rules import Number, confront

Known = Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class Operation:
    """What would keep every rule, in words; the cells it changes and the values they would have."""

    words: str
    cells: tuple[str, ...]
    values: tuple[Number, ...]


def operations(table: Table, known: Known) -> list[Operation]:
    """Return the operations after which every rule that fails holds, and no other fails."""
    failing = [rule for rule in table.rules if confront(rule, known) is False]
    named = {cell for rule in failing for cell in (*rule.left, *rule.right)}
    found = [*_shifts(table, known, named), *_swaps(table, known, named)]
    return [one for one in found if _mends(table.rules, failing, known, one)]


def _mends(rules: Sequence[Rule], failing: Sequence[Rule], known: Known, one: Operation) -> bool:
    numbers = {**known, **dict(zip(one.cells, one.values, strict=True))}
    if not all(confront(rule, numbers) for rule in failing):
        return False
    changed = set(one.cells)
    touched = (rule for rule in rules if not (changed.isdisjoint(rule.left) and changed.isdisjoint(rule.right)))
    return all(confront(rule, numbers) is not False for rule in touched)


def _shifts(table: Table, known: Known, named: set[str]) -> Iterator[Operation]:
    """Yield each row of a failing rule moved by a cell, where nothing falls out; rules fill the cell left behind."""
    for row in table.rows:
        cells = tuple(cell.id for cell in row.cells)
        for side, kept, filled, out, left in (
            ("left", cells[1:], cells[:-1], cells[0], cells[-1]),
            ("right", cells[:-1], cells[1:], cells[-1], cells[0]),
        ):
            if named.isdisjoint(cells) or known.get(out, 0) or not any(known.get(cell) for cell in kept):
                continue
            if all(cell in known for cell in kept):
                values = {cell: known[of] for cell, of in zip(filled, kept, strict=True)}
                rules = [rule for rule in table.rules if left in rule.left or left in rule.right]
                rest = {cell: value for cell, value in {**known, **values}.items() if cell != left}
                solved = solve(rules, rest, [left])
                if solved is not None:
                    values[left] = solved[left] or 0
                    yield Operation(f"row {row.id} read a cell further {side}", *_changed(known, values))


def _swaps(table: Table, known: Known, named: set[str]) -> Iterator[Operation]:
    """Yield two unlike figures in each other's place, in one row or one below the other."""
    rows = [[cell.id for cell in row.cells] for row in table.rows]
    beside = (pair for row in rows for pair in combinations([cell for cell in row if cell in named], 2))
    below = (pair for one, two in pairwise(rows) if len(one) == len(two) for pair in zip(one, two, strict=True))
    for one, two in (*beside, *below):
        if one in named and two in named and one in known and two in known and known[one] != known[two]:
            yield Operation(f"{one} and {two} in each other's place", (one, two), (known[two], known[one]))


def _changed(known: Known, values: Mapping[str, Number]) -> tuple[tuple[str, ...], tuple[Number, ...]]:
    changed = {cell: value for cell, value in values.items() if known.get(cell) != value}
    return tuple(changed), tuple(changed.values())


def slip(printed: Number, needed: Number) -> str | None:
    """Return what one slip makes the needed figure into the printed one, or None.

    >>> slip(8, 4), slip(12, 120), slip(120, 12), slip(0, 7), slip(21, 12), slip(5, 6)
    ('counted twice', 'a digit lost', 'a digit too many', 'left out', 'digits in another order', None)
    """
    if needed and printed == 2 * needed:
        return "counted twice"
    if not printed:
        return "left out"
    one, two = str(printed), str(needed)
    if one == two or not (one.isdecimal() and two.isdecimal()):
        return None
    if len(two) - len(one) == 1 and _without_one(two, one):
        return "a digit lost"
    if len(one) - len(two) == 1 and _without_one(one, two):
        return "a digit too many"
    return "digits in another order" if sorted(one) == sorted(two) else None


def _without_one(long: str, short: str) -> bool:
    """Return whether a string is another one without one of its characters."""
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
