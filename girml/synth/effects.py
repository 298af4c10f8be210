"""What readings of strips do to the rules between them, and the search for a reading of each that keeps all rules.

The search is left to CP-SAT: one choice a strip, and a linear sum a rule, held only where no blank excuses it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ortools.sat.python import cp_model

Number = int | float


class Effect(NamedTuple):
    """What cells do to a rule: the known left less the known right, and `LEFT` or `RIGHT` where one is blank."""

    surplus: Number
    blanks: int


Effects = tuple[Effect, ...]
"""One effect a rule, in the order of the rules."""

LEFT, RIGHT = 1, 2
_DECIMALS = 10_000
"""The solver counts in whole numbers: where a rule has decimals, in so many parts of one."""
_MOST_UNITS = 10**15
"""What the solver can still add up: its sums have 63 bits."""
_MOST_WORK = 2.0
"""Deterministic seconds for one question, which do not depend on the machine."""


class TooLongError(Exception):
    """The solver does not settle a question in its time, or its numbers are too large for it."""


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


class Joint:
    """Finds one reading for each of several strips such that no rule is broken, upon what else stands in the rules.

    TooLongError where the numbers are too large."""

    def __init__(self, domains: Sequence[Sequence[Effects]], base: Effects) -> None:
        self._model = cp_model.CpModel()
        self._chosen = [{effects: self._model.new_bool_var("") for effects in domain} for domain in domains]
        for choices in self._chosen:
            self._model.add_exactly_one(choices.values())
        for rule, effect in enumerate(base):
            self._add_rule(rule, effect)

    def solve(self, wanted: Iterable[tuple[int, Effects]] = ()) -> tuple[Effects, ...] | None:
        """Return the effects of each strip in a solution, or None where there is none; with `wanted`, strips and
        effects, a solution that holds one of these. TooLongError where neither is found."""
        model, some = self._model, [self._chosen[at][effects] for at, effects in wanted]
        if some:
            model = model.clone()
            model.add_bool_or(some)
            model.add_hint(some[0], True)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        # Questions over one model are many, and each would simplify it anew; sums need the linear part.
        solver.parameters.cp_model_presolve = False
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = _MOST_WORK
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return None
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise TooLongError
        return tuple(
            [next(one for one, chosen in choices.items() if solver.boolean_value(chosen)) for choices in self._chosen]
        )

    def _add_rule(self, rule: int, base: Effect) -> None:
        """Add that a rule holds: what is blank on a side may only add to it."""
        effects = [(effects[rule], chosen) for choices in self._chosen for effects, chosen in choices.items()]
        known, *weights = _whole([base.surplus, *[effect.surplus for effect, _ in effects]])
        surplus = cp_model.LinearExpr.weighted_sum([chosen for _, chosen in effects], weights) + known
        left, right = ([~chosen for effect, chosen in effects if effect.blanks & side] for side in (LEFT, RIGHT))
        if not base.blanks & RIGHT:
            self._model.add(surplus <= 0).only_enforce_if(right)
        if not base.blanks & LEFT:
            self._model.add(surplus >= 0).only_enforce_if(left)


def _whole(numbers: Sequence[Number]) -> list[int]:
    units = 1 if all(isinstance(one, int) for one in numbers) else _DECIMALS
    whole = [round(one * units) for one in numbers]
    if max(map(abs, whole)) > _MOST_UNITS:
        raise TooLongError
    return whole
