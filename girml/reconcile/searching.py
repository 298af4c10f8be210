"""The search over a table: which options of each row occur in a reading of all rows that breaks no rule.

A row is a choice among options, a rule a sum that must not be broken: what is blank on a side may only add to it. Rows
are taken one after the other, those with the fewest options first; a choice is given up as soon as some rule cannot be
kept, by the least and the most that the rows to come can add. The search is exact as long as its steps last; what it
does not settle stays open, which claims less, never more.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import NamedTuple

from girml.records import Rule
from girml.rules import Number

MOST_STEPS = 4000
"""Choices tried for one table; so many take some 50 ms."""
STEPS_OF_ONE = 600
"""Choices tried for one option of a row: where these do not tell, it stays open."""
_NEAR = 1e-6

Values = Sequence[Number | None]
"""The numbers that an option puts into the cells of its row, None for a blank."""


class Domain(NamedTuple):
    """The cells of a row and its options, likeliest first."""

    cells: tuple[str, ...]
    options: Sequence[Values]


class _Range(NamedTuple):
    """The least and the most of a rule's left less its right, and how many blanks leave either without a bound."""

    least: Number = 0
    most: Number = 0
    no_least: int = 0
    no_most: int = 0

    def and_also(self, other: "_Range") -> "_Range":
        return _Range(
            self.least + other.least,
            self.most + other.most,
            self.no_least + other.no_least,
            self.no_most + other.no_most,
        )

    def less(self, other: "_Range") -> "_Range":
        return _Range(
            self.least - other.least,
            self.most - other.most,
            self.no_least - other.no_least,
            self.no_most - other.no_most,
        )

    def may_hold(self, floor: Number) -> bool:
        """Return whether left and right may be one, where the known left less the known right is no less than a floor."""
        bound = floor if self.no_most > 0 else max(floor, 0)
        return (self.no_least > 0 or self.least <= _NEAR) and self.most >= bound - _NEAR


Ranges = list[_Range]
Narrowing = list[tuple[int, _Range]]
"""What a choice does to the ranges of rules, by their number."""
Effects = Mapping[int, Sequence[_Range]]
"""What each option of a row adds to rules, by their number."""


class _OutOfStepsError(Exception):
    """The steps of a search are spent."""


def supported(domains: Sequence[Domain], rules: Sequence[Rule], fixed: Mapping[str, Number]) -> list[set[int]] | None:
    """Return for each row the options that occur in a reading which breaks no rule, upon the numbers of other cells,
    and those that the search does not settle; None where no reading keeps all rules, or none is found."""
    search = _Search(domains, rules, fixed)
    found: list[set[int]] = [set() for _ in domains]
    try:
        if not search.find(found, {}, MOST_STEPS):
            return None
    except _OutOfStepsError:
        return None
    for at, alive in enumerate(search.alive):
        for option in alive:
            if option not in found[at]:
                try:
                    search.find(found, {at: option}, STEPS_OF_ONE)
                except _OutOfStepsError:
                    found[at].add(option)
    return found


class _Search:
    """A search for readings: what each option does to the rules, what all together may, and the steps taken."""

    def __init__(self, domains: Sequence[Domain], rules: Sequence[Rule], fixed: Mapping[str, Number]) -> None:
        inside = {cell for one in domains for cell in one.cells}
        outside = [_outside(rule, fixed, inside) for rule in rules]
        self._floors = _floors(rules, outside, domains)
        self._order = sorted(range(len(domains)), key=lambda at: -_largest(domains[at]))
        effects = [_of_rules(domain, rules) for domain in domains]
        self.alive = [list(range(len(domain.options))) for domain in domains]
        hulls = self._narrow_down(outside, effects)
        self._narrowing: list[dict[int, Narrowing]] = [
            {option: [(number, one[option].less(hull[number])) for number, one in own.items()] for option in alive}
            for own, hull, alive in zip(effects, hulls, self.alive, strict=True)
        ]
        self._steps = self._last = 0

    def _narrow_down(self, outside: Ranges, effects: Sequence[Effects]) -> list[dict[int, _Range]]:
        """Drop the options that break a rule whatever the other rows have, until none does; return what the options
        left may add to each rule, by row."""
        while True:
            hulls = [
                {number: _hull([one[option] for option in alive]) for number, one in own.items()}
                for own, alive in zip(effects, self.alive, strict=True)
            ]
            self._begin = list(outside)
            for hull in hulls:
                for number, one in hull.items():
                    self._begin[number] = self._begin[number].and_also(one)
            kept = [
                [option for option in alive if self._may_be(option, own, hull)]
                for own, hull, alive in zip(effects, hulls, self.alive, strict=True)
            ]
            if kept == self.alive or not all(kept):
                return hulls
            self.alive = kept

    def _may_be(self, option: int, effects: Effects, hull: Mapping[int, _Range]) -> bool:
        return all(
            self._begin[number].less(hull[number]).and_also(one[option]).may_hold(self._floors[number])
            for number, one in effects.items()
        )

    def find(self, found: list[set[int]], wanted: Mapping[int, int], most: int) -> bool:
        """Add the options of a reading that keeps all rules and has those that are wanted, and of all readings that
        differ from it in one row; return whether there is one. _OutOfStepsError where so many steps do not tell."""
        order = [*wanted, *(at for at in self._order if at not in wanted)]
        self._last = min(self._steps + most, MOST_STEPS)
        chosen = (
            self._extended(order, wanted, self._begin) if all(map(_Range.may_hold, self._begin, self._floors)) else None
        )
        if chosen is not None:
            self._add_alike(found, chosen)
        return chosen is not None

    def _add_alike(self, found: list[set[int]], chosen: Mapping[int, int]) -> None:
        """Add the options of a reading, and those that may take the place of one of them."""
        ranges = list(self._begin)
        for at, option in chosen.items():
            for number, change in self._narrowing[at][option]:
                ranges[number] = ranges[number].and_also(change)
        for at, option in chosen.items():
            others = {number: ranges[number].less(change) for number, change in self._narrowing[at][option]}
            found[at].add(option)
            for other, narrowing in self._narrowing[at].items():
                if other not in found[at] and all(
                    others[n].and_also(change).may_hold(self._floors[n]) for n, change in narrowing
                ):
                    found[at].add(other)

    def _extended(self, order: Sequence[int], wanted: Mapping[int, int], ranges: Ranges) -> dict[int, int] | None:
        """Return an option for each row in order, upon the ranges of rules so far."""
        if not order:
            return {}
        at, *rest = order
        for option in (wanted[at],) if at in wanted else self.alive[at]:
            self._steps += 1
            if self._steps > self._last:
                raise _OutOfStepsError
            narrowed = self._narrowed(ranges, self._narrowing[at][option])
            chosen = None if narrowed is None else self._extended(rest, wanted, narrowed)
            if chosen is not None:
                return {**chosen, at: option}
        return None

    def _narrowed(self, ranges: Ranges, narrowing: Narrowing) -> Ranges | None:
        """Return the ranges after a choice, None where a rule cannot be kept any more."""
        found = list(ranges)
        for number, change in narrowing:
            found[number] = found[number].and_also(change)
            if not found[number].may_hold(self._floors[number]):
                return None
        return found


def _floors(rules: Sequence[Rule], outside: Ranges, domains: Sequence[Domain]) -> list[Number]:
    """Return for each rule what its known left less its known right is at least, no number where nothing tells.

    Where the right sides of a family of rules, one for each column, are known, no column may have too much. What all
    columns have together is told by the rows, which place all their figures somewhere: so no column may have too little.
    """
    floors: list[Number] = [-inf] * len(rules)
    families: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        families.setdefault(rule.id.rpartition(".")[0], []).append(number)
    for numbers in families.values():
        effects = [
            list(zip(*(_effects(domain, rules[number]) for number in numbers), strict=True)) for domain in domains
        ]
        told = not any(outside[number].no_least for number in numbers)
        if told and not any(one.no_least for rows in effects for option in rows for one in option):
            least = sum(outside[number].least for number in numbers)
            least += sum(min(sum(one.least for one in option) for option in rows) for rows in effects)
            for number in numbers:
                floors[number] = least
    return floors


def _largest(domain: Domain) -> Number:
    """Return the largest number of a row."""
    return max((abs(value) for values in domain.options for value in values if value is not None), default=0)


def _outside(rule: Rule, fixed: Mapping[str, Number], inside: set[str]) -> _Range:
    """Return what cells of no row add to a rule: those not known are blank."""
    found = _Range()
    for cells, sign in ((rule.left, 1), (rule.right, -1)):
        for cell in cells:
            if cell not in inside:
                found = found.and_also(_term(fixed.get(cell), sign))
    return found


def _term(value: Number | None, sign: int) -> _Range:
    if value is None:
        return _Range(no_most=1) if sign > 0 else _Range(no_least=1)
    return _Range(sign * value, sign * value)


def _effects(domain: Domain, rule: Rule) -> list[_Range]:
    """Return what each option of a row adds to a rule."""
    terms = [(at, 1) for at, cell in enumerate(domain.cells) if cell in rule.left]
    terms += [(at, -1) for at, cell in enumerate(domain.cells) if cell in rule.right]
    return [_sum(_term(values[at], sign) for at, sign in terms) for values in domain.options]


def _sum(ranges: Iterable[_Range]) -> _Range:
    found = _Range()
    for one in ranges:
        found = found.and_also(one)
    return found


def _of_rules(domain: Domain, rules: Sequence[Rule]) -> Effects:
    """Return what each option of a row adds to each rule that its cells stand in."""
    cells = set(domain.cells)
    touched = [(number, rule) for number, rule in enumerate(rules) if not cells.isdisjoint((*rule.left, *rule.right))]
    return {number: _effects(domain, rule) for number, rule in touched}


def _hull(ranges: Sequence[_Range]) -> _Range:
    """Return what any of some options may add."""
    return _Range(
        min(one.least for one in ranges),
        max(one.most for one in ranges),
        max(one.no_least for one in ranges),
        max(one.no_most for one in ranges),
    )
