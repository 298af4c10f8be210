"""The search over a table: which options of each row occur in a reading of all rows that breaks no rule.

A row is a choice among options, a rule a sum that must not be broken: what is blank on a side may only add to it. First
every option goes with which some rule cannot be kept, whatever the other rows have; what options add to rules are
arrays here. Then rows are taken one after the other, those with the largest figures first; a choice is given up as
soon as some rule cannot be kept, by the least and the most that the rows to come can add. The search is exact as long
as its steps last; what it does not settle stays open, which claims less, never more.
"""

from collections.abc import Iterator, Mapping, Sequence
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
    """What the options of a row do to the rules that its cells stand in: the numbers of these, and of each option what
    it adds to their bounds; arrays [rules] and [options, 4, rules]."""

    rules: "np.ndarray"
    effects: "np.ndarray"


class _Left(NamedTuple):
    """The options of each row that are not ruled out, by their numbers; what these may do to the row's rules; and the
    bounds of all rules: the known left less the known right at its least, with the other sign, and at its most, and how
    many rows may leave a blank on the left, and on the right; arrays [4, rules]. Of all that options may do the largest
    counts."""

    options: list["np.ndarray"]
    hulls: list["np.ndarray"]
    bounds: "np.ndarray"


Change = list[tuple[int, float, float, float, float]]
"""What a choice does to the bounds of rules: the number of each, and what is added to its four bounds."""


class _OutOfStepsError(Exception):
    """The steps of a search are spent."""


def supported(domains: Sequence[Domain], rules: Sequence[Rule], fixed: Mapping[str, Number]) -> list[set[int]] | None:
    """Return for each row the options that occur in a reading which breaks no rule, upon the numbers of other cells,
    and those that the search does not settle; None where no reading keeps all rules, or none is found."""
    table = _Table(domains, rules, fixed)
    whole = table.narrowed(table.whole())
    if whole is None:
        return None
    search = _Search(table, whole)
    found: list[set[int]] = [set() for _ in domains]
    try:
        if not search.find(found, whole, None, MOST_STEPS):
            return None
    except _OutOfStepsError:
        return None
    for at, own in enumerate(whole.options):
        while news := [option for option in own.tolist() if option not in found[at]]:
            left = table.narrowed(table.only(whole, at, table.np.array(news)))
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
        self.floors = self._least_of_all(rules) - _NEAR
        self._limits = numpy.stack([self.floors, numpy.maximum(self.floors, -_NEAR)])
        self._limits_of = [self._limits[:, row.rules] for row in self.rows]

    def whole(self) -> _Left:
        """Return all options of all rows."""
        hulls = [row.effects.max(axis=0) for row in self.rows]
        return _Left([self.np.arange(len(row.effects)) for row in self.rows], hulls, self._bounds(hulls))

    def only(self, left: _Left, at: int, own: "np.ndarray") -> _Left:
        """Return what is left where a row has no other options than some of its own."""
        row, hull = self.rows[at], self.rows[at].effects[own].max(axis=0)
        options, hulls, bounds = [*left.options], [*left.hulls], left.bounds.copy()
        bounds[:, row.rules] += hull - hulls[at]
        options[at], hulls[at] = own, hull
        return _Left(options, hulls, bounds)

    def narrowed(self, left: _Left) -> _Left | None:
        """Return the options left where each that breaks a rule, whatever the other rows have, is dropped, until none
        does; None where a row has none left, or a rule is broken whatever all have."""
        if not self._keep(left.bounds, self._limits).all():
            return None
        changed = True
        while changed:
            changed = False
            for at, own in enumerate(left.options):
                kept = self._fitting(left.bounds, at, left.hulls[at], own)
                if kept.all():
                    continue
                if not kept.any():
                    return None
                changed = True
                left = self.only(left, at, own[kept])
        return left

    def _fitting(self, bounds: "np.ndarray", at: int, part: "np.ndarray", own: "np.ndarray | slice") -> "np.ndarray":
        """Return which of some options of a row may be kept in the place of what the row adds to bounds."""
        row = self.rows[at]
        keeps = self._keep(bounds[:, row.rules] - part + row.effects[own], self._limits_of[at])
        fitting: np.ndarray = self.np.logical_and.reduce(keeps, axis=1)
        return fitting

    def _keep(self, bounds: "np.ndarray", limits: "np.ndarray") -> "np.ndarray":
        """Return whether each rule may be kept within its bounds, of which the most may be no less than a limit where
        something is blank on the left, and another where nothing is; arrays [..., 4, rules] and [2, rules]."""
        least, most, open_left, open_right = (bounds[..., side, :] for side in range(4))
        kept: np.ndarray = ((open_right > 0) | (least >= -_NEAR)) & (most >= self.np.where(open_left > 0, *limits))
        return kept

    def alike(self, chosen: Sequence[int]) -> Iterator[list[int]]:
        """Yield for each row the options that keep the rules together with the choices of all others."""
        parts = [row.effects[option] for row, option in zip(self.rows, chosen, strict=True)]
        bounds = self._bounds(parts)
        for at, part in enumerate(parts):
            yield self.np.flatnonzero(self._fitting(bounds, at, part, slice(None))).tolist()

    def _bounds(self, parts: Sequence["np.ndarray"]) -> "np.ndarray":
        """Return what rows may do to all rules, by what each of them may do to its own."""
        bounds = self.outside.copy()
        for row, part in zip(self.rows, parts, strict=True):
            bounds[:, row.rules] += part
        return bounds

    def _row(self, domain: Domain, rules: Sequence[Rule]) -> _Row:
        np = self.np
        cells = {cell: at for at, cell in enumerate(domain.cells)}
        touched = [
            number for number, rule in enumerate(rules) if not cells.keys().isdisjoint((*rule.left, *rule.right))
        ]
        values = np.array([[0.0 if one is None else one for one in option] for option in domain.options])
        blank = np.array([[one is None for one in option] for option in domain.options], float)
        signs = np.zeros((len(domain.cells), len(touched)))
        for column, number in enumerate(touched):
            for sides, sign in ((rules[number].left, 1), (rules[number].right, -1)):
                for cell in sides:
                    if cell in cells:
                        signs[cells[cell], column] += sign
        sums, opened = values @ signs, [blank @ (side > 0) > 0 for side in (signs, -signs)]
        return _Row(np.array(touched, int), np.stack([-sums, sums, *opened], axis=1))

    def _rest(self, rules: Sequence[Rule], fixed: Mapping[str, Number], inside: set[str]) -> "np.ndarray":
        """Return the bounds by cells of no row: those not known are blank."""
        rows = [_outside(rule, fixed, inside) for rule in rules]
        known, left, right = self.np.array(rows, float).reshape(len(rules), 3).T
        return self.np.stack([-known, known, left, right])

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
            parts = [row.effects[:, :, some] for row, some in zip(self.rows, own, strict=True)]
            if not any(part[:, 3].any() for part in parts) and not self.outside[3, numbers].any():
                floors[numbers] = self.outside[1, numbers].sum() + sum(part[:, 1].sum(axis=1).min() for part in parts)
        return floors


class _Search:
    """A search for readings among the options left, and the steps taken."""

    def __init__(self, table: _Table, whole: _Left) -> None:
        self._table = table
        self._hulls = whole.hulls
        self._order = sorted(range(len(table.rows)), key=lambda at: -table.largest[at])
        self._changes: list[dict[int, Change]] = [{} for _ in table.rows]
        self._steps = self._last = 0
        # The bounds of the rules before any choice, and their floors.
        self._begin = [*whole.bounds.tolist(), table.floors.tolist()]

    def find(self, found: list[set[int]], left: _Left, first: int | None, most: int) -> bool:
        """Add the options of a reading that keeps all rules, out of the options left, and of all readings that differ
        from it in one row; return whether there is one. _OutOfStepsError where so many steps do not tell. One row may
        be tried first."""
        self._last = min(self._steps + most, MOST_STEPS)
        options = [own.tolist() for own in left.options]
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
            if _add(bounds, change):
                chosen[at] = option
                if self._extend(chosen, order, options, bounds):
                    return True
                del chosen[at]
                _take_back(bounds, change)
        return False

    def _change(self, at: int, option: int) -> Change:
        row = self._table.rows[at]
        columns = (row.effects[option] - self._hulls[at]).tolist()
        change = list(zip(row.rules.tolist(), *columns, strict=True))
        self._changes[at][option] = change
        return change


def _add(bounds: list[list[float]], change: Change) -> bool:
    """Add a choice to the bounds of its rules, if all of these may be kept with it; return whether they may."""
    least, most, left, right, floors = bounds
    for number, (rule, less, more, on_left, on_right) in enumerate(change, 1):
        least[rule] += less
        most[rule] += more
        left[rule] += on_left
        right[rule] += on_right
        floor = floors[rule] if left[rule] > 0 else max(floors[rule], -_NEAR)
        if (least[rule] < -_NEAR and right[rule] <= 0) or most[rule] < floor:
            _take_back(bounds, change[:number])
            return False
    return True


def _take_back(bounds: list[list[float]], change: Change) -> None:
    least, most, left, right, _ = bounds
    for rule, less, more, on_left, on_right in change:
        least[rule] -= less
        most[rule] -= more
        left[rule] -= on_left
        right[rule] -= on_right


def _largest(domain: Domain) -> Number:
    """Return the largest number of a row."""
    return max((abs(value) for values in domain.options for value in values if value is not None), default=0)


def _outside(rule: Rule, fixed: Mapping[str, Number], inside: set[str]) -> tuple[Number, bool, bool]:
    """Return the known left less the known right of the cells of no row, and whether one is blank on either side."""
    left, right = ([fixed.get(cell) for cell in side if cell not in inside] for side in (rule.left, rule.right))
    known = sum(value or 0 for value in left) - sum(value or 0 for value in right)
    return known, None in left, None in right
