"""The search over a table: which options of each row occur in a reading of all rows that breaks no rule.

A row is a choice among options, a rule a sum that must not be broken: what is blank on a side may only add to it. First
every option goes with which some rule cannot be kept, whatever the other rows have; what options add to rules are
arrays here. Then rows are taken one after the other, those with the largest figures first; a choice is given up as
soon as some rule cannot be kept, by the least and the most that the rows to come can add. The search is exact as long
as its steps last; what it does not settle stays open, which claims less, never more.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from girml.records import Rule
from girml.rules import Number

if TYPE_CHECKING:
    import numpy as np

MOST_STEPS = 5000
"""Choices tried for one table; so many take some 50 ms."""
STEPS_OF_ROW = 600
"""Choices tried for the open options of a row: where these do not tell, they stay open."""
_NEAR = 1e-6

Values = Sequence[Number | None]
"""The numbers that an option puts into the cells of its row, None for a blank."""


class Domain(NamedTuple):
    """The cells of a row and its options, likeliest first."""

    cells: tuple[str, ...]
    options: Sequence[Values]


class _Row(NamedTuple):
    """What the options of a row do to the rules that its cells stand in: for each option and rule the known left less
    the known right, and whether something is blank on the left, or on the right; arrays [options, rules]."""

    rules: "np.ndarray"
    sums: "np.ndarray"
    open_left: "np.ndarray"
    open_right: "np.ndarray"


class _Bounds(NamedTuple):
    """Of each rule the least and the most of the known left less the known right, and how many rows may leave a blank
    on either side; arrays [rules]."""

    least: "np.ndarray"
    most: "np.ndarray"
    open_left: "np.ndarray"
    open_right: "np.ndarray"


Alive = list["np.ndarray"]
"""The options of each row that are not ruled out, by their numbers."""
Change = list[tuple[int, float, float, int, int]]
"""What a choice does to the bounds of rules: the number of each, and what is added to its four bounds."""


class _OutOfStepsError(Exception):
    """The steps of a search are spent."""


def supported(domains: Sequence[Domain], rules: Sequence[Rule], fixed: Mapping[str, Number]) -> list[set[int]] | None:
    """Return for each row the options that occur in a reading which breaks no rule, upon the numbers of other cells,
    and those that the search does not settle; None where no reading keeps all rules, or none is found."""
    table = _Table(domains, rules, fixed)
    alive = table.narrowed(table.every())
    if alive is None:
        return None
    search = _Search(table, alive)
    found: list[set[int]] = [set() for _ in domains]
    try:
        if not search.find(found, alive, None, MOST_STEPS):
            return None
    except _OutOfStepsError:
        return None
    for at, own in enumerate(alive):
        while news := [option for option in own.tolist() if option not in found[at]]:
            wanted = [*alive[:at], table.np.array(news), *alive[at + 1 :]]
            left = table.narrowed(wanted)
            try:
                if left is None or not search.find(found, left, at, STEPS_OF_ROW):
                    break
            except _OutOfStepsError:
                found[at].update(news)
    return found


class _Table:
    """What the options of all rows do to the rules."""

    def __init__(self, domains: Sequence[Domain], rules: Sequence[Rule], fixed: Mapping[str, Number]) -> None:
        import numpy

        self.np = numpy
        inside = {cell for one in domains for cell in one.cells}
        self.rows = [self._row(domain, rules) for domain in domains]
        self.largest = [_largest(domain) for domain in domains]
        self.outside = self._rest(rules, fixed, inside)
        self.floors = self._least_of_all(rules)

    def every(self) -> Alive:
        """Return all options of all rows."""
        return [self.np.arange(len(row.sums)) for row in self.rows]

    def narrowed(self, alive: Alive) -> Alive | None:
        """Return the options left where each that breaks a rule, whatever the other rows have, is dropped, until none
        does; None where a row has none left, or a rule is broken whatever all have."""
        alive = list(alive)
        parts = [self.hull(row, own) for row, own in zip(self.rows, alive, strict=True)]
        bounds = self.bounds(parts)
        if not self._keep(bounds, self.np.arange(len(self.floors))).all():
            return None
        changed = True
        while changed:
            changed = False
            for at, row in enumerate(self.rows):
                own, part = alive[at], parts[at]
                kept = self._keep(self._instead(bounds, row, part, own), row.rules).all(axis=1)
                if kept.all():
                    continue
                if not kept.any():
                    return None
                changed = True
                alive[at] = own[kept]
                parts[at] = self.hull(row, alive[at])
                for bound, before, after in zip(bounds, part, parts[at], strict=True):
                    bound[row.rules] += after - before
        return alive

    def _keep(self, bounds: _Bounds, rules: "np.ndarray") -> "np.ndarray":
        """Return whether each of these rules may be kept within bounds."""
        floors = self.np.where(bounds.open_left > 0, self.floors[rules], self.np.maximum(self.floors[rules], 0))
        kept: np.ndarray = ((bounds.open_right > 0) | (bounds.least <= _NEAR)) & (bounds.most >= floors - _NEAR)
        return kept

    def alike(self, chosen: Sequence[int]) -> Iterator[list[int]]:
        """Yield for each row the options that keep the rules together with the choices of all others."""
        parts = [self.hull(row, self.np.array([option])) for row, option in zip(self.rows, chosen, strict=True)]
        bounds = self.bounds(parts)
        for row, part in zip(self.rows, parts, strict=True):
            kept = self._keep(self._instead(bounds, row, part, slice(None)), row.rules).all(axis=1)
            yield [int(one) for one in self.np.flatnonzero(kept)]

    def _instead(self, bounds: _Bounds, row: _Row, part: _Bounds, own: "np.ndarray | slice") -> _Bounds:
        """Return the bounds of a row's rules with each of some options in the place of what the row has; arrays
        [options, rules]."""
        some = row.sums[own], row.sums[own], row.open_left[own], row.open_right[own]
        return _Bounds(*(one[row.rules] - mine + new for one, mine, new in zip(bounds, part, some, strict=True)))

    def hull(self, row: _Row, own: "np.ndarray") -> _Bounds:
        """Return what any of some options of a row may do to its rules."""
        sums = row.sums[own]
        opened = row.open_left[own].any(axis=0), row.open_right[own].any(axis=0)
        return _Bounds(sums.min(axis=0), sums.max(axis=0), *(one.astype(int) for one in opened))

    def bounds(self, parts: Sequence[_Bounds]) -> _Bounds:
        """Return what rows may do to all rules, by what each of them may do to its own."""
        bounds = _Bounds(*(one.copy() for one in self.outside))
        for row, part in zip(self.rows, parts, strict=True):
            for bound, own in zip(bounds, part, strict=True):
                bound[row.rules] += own
        return bounds

    def _row(self, domain: Domain, rules: Sequence[Rule]) -> _Row:
        np = self.np
        cells = {cell: at for at, cell in enumerate(domain.cells)}
        touched = [
            number for number, rule in enumerate(rules) if not cells.keys().isdisjoint((*rule.left, *rule.right))
        ]
        values = np.array([[0.0 if one is None else one for one in option] for option in domain.options])
        blank = np.array([[one is None for one in option] for option in domain.options])
        signs = np.zeros((len(domain.cells), len(touched)))
        for column, number in enumerate(touched):
            for sides, sign in ((rules[number].left, 1), (rules[number].right, -1)):
                for cell in sides:
                    if cell in cells:
                        signs[cells[cell], column] += sign
        opened = blank.astype(int)
        return _Row(np.array(touched, int), values @ signs, opened @ (signs > 0) > 0, opened @ (signs < 0) > 0)

    def _rest(self, rules: Sequence[Rule], fixed: Mapping[str, Number], inside: set[str]) -> _Bounds:
        """Return what cells of no row add to the rules: those not known are blank."""
        rows = [_outside(rule, fixed, inside) for rule in rules]
        known, left, right = self.np.array(rows, float).reshape(len(rules), 3).T
        return _Bounds(known, known.copy(), left.astype(int), right.astype(int))

    def _least_of_all(self, rules: Sequence[Rule]) -> "np.ndarray":
        """Return for each rule what its known left less its known right is at least.

        Where the right sides of a family of rules, one for each column, are known, no column may have too much. What
        all columns have together is told by the rows, which place all their figures somewhere: so no column may have
        too little.
        """
        floors: np.ndarray = self.np.full(len(rules), -self.np.inf)
        families: dict[str, list[int]] = {}
        for number, rule in enumerate(rules):
            families.setdefault(rule.id.rpartition(".")[0], []).append(number)
        for numbers in families.values():
            own = [self.np.isin(row.rules, numbers) for row in self.rows]
            open_right = any(row.open_right[:, some].any() for row, some in zip(self.rows, own, strict=True))
            if not open_right and not self.outside.open_right[numbers].any():
                sums = (row.sums[:, some].sum(axis=1).min() for row, some in zip(self.rows, own, strict=True))
                floors[numbers] = self.outside.least[numbers].sum() + sum(sums)
        return floors


class _Search:
    """A search for readings among the options left, and the steps taken."""

    def __init__(self, table: _Table, alive: Alive) -> None:
        self._table = table
        self._hulls = [table.hull(row, own) for row, own in zip(table.rows, alive, strict=True)]
        self._order = sorted(range(len(alive)), key=lambda at: -table.largest[at])
        self._changes: list[dict[int, Change]] = [{} for _ in alive]
        self._steps = self._last = 0

    @cached_property
    def _begin(self) -> list[list[float]]:
        """The bounds of the rules before any choice, and their floors."""
        return [one.tolist() for one in (*self._table.bounds(self._hulls), self._table.floors)]

    def find(self, found: list[set[int]], left: Alive, first: int | None, most: int) -> bool:
        """Add the options of a reading that keeps all rules, out of the options left, and of all readings that differ
        from it in one row; return whether there is one. _OutOfStepsError where so many steps do not tell. One row may
        be tried first."""
        self._last = min(self._steps + most, MOST_STEPS)
        options = [own.tolist() for own in left]
        order = self._order if first is None else [first, *(at for at in self._order if at != first)]
        chosen: dict[int, int] = {}
        if not self._extend(chosen, order, options, [list(one) for one in self._begin]):
            return False
        whole = [chosen[at] for at in range(len(options))]
        for own, option, alike in zip(found, whole, self._table.alike(whole), strict=True):
            own.update((option, *alike))
        return True

    def _extend(
        self, chosen: dict[int, int], order: Sequence[int], options: Sequence[Sequence[int]], bounds: list[list[float]]
    ) -> bool:
        """Choose an option of each row in order, upon the bounds of rules so far; leave all as it was where none
        fits."""
        if len(chosen) == len(order):
            return True
        at = order[len(chosen)]
        for option in options[at]:
            self._steps += 1
            if self._steps > self._last:
                raise _OutOfStepsError
            change = self._changes[at].get(option) or self._change(at, option)
            chosen[at] = option
            if _add(bounds, change) and self._extend(chosen, order, options, bounds):
                return True
            del chosen[at]
            for rule, least, most, left, right in change:
                bounds[0][rule] -= least
                bounds[1][rule] -= most
                bounds[2][rule] -= left
                bounds[3][rule] -= right
        return False

    def _change(self, at: int, option: int) -> Change:
        row, hull = self._table.rows[at], self._hulls[at]
        sums, left, right = row.sums[option], row.open_left[option], row.open_right[option]
        columns = sums - hull.least, sums - hull.most, left - hull.open_left, right - hull.open_right
        change = list(zip(row.rules.tolist(), *(one.tolist() for one in columns), strict=True))
        self._changes[at][option] = change
        return change


def _add(bounds: list[list[float]], change: Change) -> bool:
    """Add a choice to the bounds of its rules; return whether all of these may be kept."""
    least, most, left, right, floors = bounds
    fits = True
    for rule, more, less, on_left, on_right in change:
        least[rule] += more
        most[rule] += less
        left[rule] += on_left
        right[rule] += on_right
        floor = floors[rule] if left[rule] > 0 else max(floors[rule], 0)
        fits = fits and (right[rule] > 0 or least[rule] <= _NEAR) and most[rule] >= floor - _NEAR
    return fits


def _largest(domain: Domain) -> Number:
    """Return the largest number of a row."""
    return max((abs(value) for values in domain.options for value in values if value is not None), default=0)


def _outside(rule: Rule, fixed: Mapping[str, Number], inside: set[str]) -> tuple[Number, bool, bool]:
    """Return the known left less the known right of the cells of no row, and whether one is blank on either side."""
    left, right = ([fixed.get(cell) for cell in side if cell not in inside] for side in (rule.left, rule.right))
    known = sum(value or 0 for value in left) - sum(value or 0 for value in right)
    return known, None in left, None in right
