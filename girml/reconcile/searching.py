"""The search over a table: which options of each row occur in a reading of all rows that breaks no rule.

A row is a choice among options, a rule a sum that must not be broken: what is blank on a side may only add to it. Rows
are taken one after the other, those with the fewest options first; a choice is given up as soon as some rule cannot be
kept, by the least and the most that the rows to come can add. The search is exact as long as its steps last; what it
does not settle stays open, which claims less, never more.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from girml.records import Rule
from girml.rules import Number

MOST_STEPS = 4000
"""Choices tried for one table; so many take some 50 ms."""
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

    def may_hold(self) -> bool:
        return (self.no_least > 0 or self.least <= _NEAR) and (self.no_most > 0 or self.most >= -_NEAR)


Ranges = list[_Range]
Narrowing = list[tuple[int, _Range]]
"""What a choice does to the ranges of rules, by their number."""


class _OutOfStepsError(Exception):
    """The steps of a search are spent."""


def supported(domains: Sequence[Domain], rules: Sequence[Rule], fixed: Mapping[str, Number]) -> list[set[int]] | None:
    """Return for each row the options that occur in a reading which breaks no rule, upon the numbers of other cells,
    and those that the search does not settle; None where no reading keeps all rules, or none is found."""
    search = _Search(domains, rules, fixed)
    found: list[set[int]] = [set() for _ in domains]
    try:
        if not search.find(found, {}):
            return None
    except _OutOfStepsError:
        return None
    for at, domain in enumerate(domains):
        for option in range(len(domain.options)):
            if option not in found[at]:
                try:
                    search.find(found, {at: option})
                except _OutOfStepsError:
                    return [set(range(len(one.options))) for one in domains]
    return found


class _Search:
    """A search for readings: what each option does to the rules, what all together may, and the steps taken."""

    def __init__(self, domains: Sequence[Domain], rules: Sequence[Rule], fixed: Mapping[str, Number]) -> None:
        inside = {cell for one in domains for cell in one.cells}
        self._begin = [_outside(rule, fixed, inside) for rule in rules]
        self._order = sorted(range(len(domains)), key=lambda at: len(domains[at].options))
        self._narrowing: list[list[Narrowing]] = []
        for domain in domains:
            effects = {
                number: _effects(domain, rule)
                for number, rule in enumerate(rules)
                if not set(domain.cells).isdisjoint((*rule.left, *rule.right))
            }
            whole = {number: _hull(own) for number, own in effects.items()}
            for number, own in whole.items():
                self._begin[number] = self._begin[number].and_also(own)
            self._narrowing.append(
                [
                    [(number, own[at].less(whole[number])) for number, own in effects.items()]
                    for at in range(len(domain.options))
                ]
            )
        self._steps = 0

    def find(self, found: list[set[int]], wanted: Mapping[int, int]) -> bool:
        """Add the options of a reading that keeps all rules and has those that are wanted; return whether there is
        one."""
        order = [*wanted, *(at for at in self._order if at not in wanted)]
        chosen = self._extended(order, wanted, self._begin) if all(one.may_hold() for one in self._begin) else None
        for at, option in (chosen or {}).items():
            found[at].add(option)
        return chosen is not None

    def _extended(self, order: Sequence[int], wanted: Mapping[int, int], ranges: Ranges) -> dict[int, int] | None:
        """Return an option for each row in order, upon the ranges of rules so far."""
        if not order:
            return {}
        at, *rest = order
        for option in (wanted[at],) if at in wanted else range(len(self._narrowing[at])):
            self._steps += 1
            if self._steps > MOST_STEPS:
                raise _OutOfStepsError
            narrowed = _narrowed(ranges, self._narrowing[at][option])
            chosen = self._extended(rest, wanted, narrowed) if narrowed else None
            if chosen is not None:
                return {**chosen, at: option}
        return None


def _narrowed(ranges: Ranges, narrowing: Narrowing) -> Ranges | None:
    """Return the ranges after a choice, None where a rule cannot be kept any more."""
    found = list(ranges)
    for number, change in narrowing:
        found[number] = found[number].and_also(change)
        if not found[number].may_hold():
            return None
    return found


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


def _hull(ranges: Sequence[_Range]) -> _Range:
    """Return what any of some options may add."""
    return _Range(
        min(one.least for one in ranges),
        max(one.most for one in ranges),
        max(one.no_least for one in ranges),
        max(one.no_most for one in ranges),
    )
