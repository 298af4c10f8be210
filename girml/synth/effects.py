"""What readings of strips do to the rules between them, and the search for a reading of each that keeps all rules.

The search takes strip after strip; before each step it looks, rule by rule, whether the strips to come can still make
the rule hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Number = int | float


class Effect(NamedTuple):
    """What cells do to a rule: the known left less the known right, and `LEFT` or `RIGHT` where one is blank."""

    surplus: Number
    blanks: int


Effects = tuple[Effect, ...]
"""One effect a rule, in the order of the rules."""

LEFT, RIGHT = 1, 2
_NEITHER, _BOTH = 0, 3
_MOST_SUMS = 300


class _Outlook(NamedTuple):
    """What strips to come can do to a rule with certain blanks: the least and the greatest surplus, and all that
    are possible where they are few."""

    least: Number
    most: Number
    every: frozenset[Number] | None


_Outlooks = tuple[dict[int, _Outlook], ...]


class TooLongError(Exception):
    """The steps of a search are used up."""


@dataclass(slots=True)
class Steps:
    """The steps that searches over one table may still take."""

    left: int

    def take(self) -> None:
        """Take one; raise TooLongError where none is left."""
        self.left -= 1
        if self.left < 0:
            raise TooLongError


def added(one: Effects, other: Effects) -> Effects:
    """Return what two strips do to the rules together."""
    return tuple([Effect(a + b, c | d) for (a, c), (b, d) in zip(one, other, strict=True)])


def hold_together(one: Effects, other: Effects) -> bool:
    """Return whether every rule can hold: what is blank on a side may only add to it.

    >>> hold_together((Effect(2, LEFT),), (Effect(-3, 0),)), hold_together((Effect(2, RIGHT),), (Effect(-3, 0),))
    (True, False)
    """
    for (some, blanks), (more, others) in zip(one, other, strict=True):
        surplus, missing = some + more, blanks | others
        if (surplus > 0 and not missing & RIGHT) or (surplus < 0 and not missing & LEFT):
            return False
    return True


class Solver:
    """Finds one reading for each of several strips such that no rule is broken; options are tried in their order."""

    def __init__(self, domains: Sequence[Sequence[Effects]], rules: int, steps: Steps) -> None:
        self._domains, self._steps = domains, steps
        outlooks: list[_Outlooks] = [({_NEITHER: _Outlook(0, 0, frozenset((0,)))},) * rules]
        for domain in reversed(domains):
            columns = zip(*domain, strict=True)
            outlooks.append(tuple([_before(*pair) for pair in zip(columns, outlooks[-1], strict=True)]))
        self._outlooks = outlooks[::-1]

    def solve(self, base: Effects) -> tuple[Effects, ...] | None:
        """Return the effects of each strip in the first solution upon what else stands in the rules, or None."""
        return self._from(0, base, set())

    def _from(self, at: int, effects: Effects, failed: set[tuple[int, Effects]]) -> tuple[Effects, ...] | None:
        self._steps.take()
        if (at, effects) in failed or not all(map(_may_hold, effects, self._outlooks[at])):
            return None
        if at == len(self._domains):
            return ()
        for option in self._domains[at]:
            rest = self._from(at + 1, added(effects, option), failed)
            if rest is not None:
                return (option, *rest)
        failed.add((at, effects))
        return None


def _may_hold(effect: Effect, outlook: Mapping[int, _Outlook]) -> bool:
    """Return whether strips to come can make a rule hold; True may prove wrong, False may not."""
    return any(_is_possible(effect.surplus, effect.blanks | blanks, one) for blanks, one in outlook.items())


def _is_possible(surplus: Number, blanks: int, to_come: _Outlook) -> bool:
    if blanks == _BOTH:
        return True
    if blanks == LEFT:
        return surplus + to_come.least <= 0
    if blanks == RIGHT:
        return surplus + to_come.most >= 0
    return -surplus in to_come.every if to_come.every is not None else to_come.least <= -surplus <= to_come.most


def _before(effects: Iterable[Effect], outlook: Mapping[int, _Outlook]) -> dict[int, _Outlook]:
    """Return the outlook of a rule from one strip earlier, whose possible effects on it are given."""
    if (distinct := set(effects)) == {Effect(0, _NEITHER)}:
        return dict(outlook)
    sums: dict[int, list[tuple[Number, _Outlook]]] = {}
    for surplus, own in distinct:
        for blanks, one in outlook.items():
            sums.setdefault(own | blanks, []).append((surplus, one))
    return {blanks: _merged(found, exact=blanks == _NEITHER) for blanks, found in sums.items()}


def _merged(found: Sequence[tuple[Number, _Outlook]], *, exact: bool) -> _Outlook:
    least = min(surplus + one.least for surplus, one in found)
    most = max(surplus + one.most for surplus, one in found)
    every: set[Number] = set()
    for surplus, one in found if exact else ():
        if one.every is None:
            exact = False
            break
        every.update([surplus + value for value in one.every])
    return _Outlook(least, most, frozenset(every) if exact and len(every) <= _MOST_SUMS else None)
