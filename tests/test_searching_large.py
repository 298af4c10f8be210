"""The search over large tables agrees with CP-SAT, which knows nothing of it: the model of `girml.synth.effects`."""

from collections.abc import Sequence
from itertools import combinations
from random import Random

import pytest

from girml.forms import load
from girml.reconcile.searching import Domain, Values, supported
from girml.records import Rule
from girml.rules import Number
from girml.synth.effects import LEFT, RIGHT, Effect, Effects, Joint

INSTANCES = 100
TABLE = load("2021").tables["t3"]
PARTS, WHOLE = TABLE.rows[2:-2], TABLE.rows[-2]
LEAST_SETTLED = 30


def instance(seed: int) -> tuple[list[Domain], list[Rule], dict[str, Number]]:
    """Return the rows of table 3 without a trace of their blanks, and the figures of its totals, all known."""
    rng = Random(seed)
    domains, sums = [], [0] * len(WHOLE.cells)
    for row in PARTS:
        figures = [rng.choice((0, 0, 0, 1, 2, 5, 14)) for _ in row.cells[:-1]]
        figures.append(sum(figures))
        sums = [a + b for a, b in zip(sums, figures, strict=True)]
        printed = [figure for figure in figures if figure]
        options: list[Values] = []
        for places in combinations(range(len(figures)), len(printed)):
            at = dict(zip(places, printed, strict=True))
            option = [at.get(place) for place in range(len(figures))]
            total, parts = option[-1], [one for one in option[:-1] if one is not None]
            if total is None or sum(parts) <= total:
                options.append(option)
        domains.append(Domain(tuple(cell.id for cell in row.cells), options))
    known: dict[str, int | float] = {cell.id: number for cell, number in zip(WHOLE.cells, sums, strict=True)}
    cells = {cell.id for row in (*PARTS, WHOLE) for cell in row.cells}
    rules = [rule for rule in TABLE.rules if cells.issuperset((*rule.left, *rule.right))]
    return domains, rules, known


def effects(domain: Domain, option: Values, rules: Sequence[Rule]) -> Effects:
    """Return what an option does to the rules."""
    values = dict(zip(domain.cells, option, strict=True))
    found = []
    for rule in rules:
        left, right = ([values[cell] for cell in side if cell in values] for side in (rule.left, rule.right))
        surplus = sum(one for one in left if one is not None) - sum(one for one in right if one is not None)
        found.append(Effect(surplus, LEFT * (None in left) | RIGHT * (None in right)))
    return tuple(found)


@pytest.mark.heavy
def test_what_the_search_rules_out_no_reading_holds_and_what_it_keeps_some_does() -> None:
    settled = 0
    for seed in range(INSTANCES):
        domains, rules, known = instance(seed)
        found = supported(domains, rules, known)
        if found is None:
            # The steps were spent before there was a reading: everything stays open.
            continue
        settled += 1
        told = [[effects(one, option, rules) for option in one.options] for one in domains]
        base = effects(Domain(tuple(known), []), list(known.values()), rules)
        judge = Joint([list(dict.fromkeys(own)) for own in told], base)
        kept = {(at, told[at][option]) for at, own in enumerate(found) for option in own}
        out = [(at, one) for at, own in enumerate(told) for one in own if (at, one) not in kept]
        assert out
        assert judge.solve(out) is None
        at = Random(seed).randrange(len(found))
        assert all(judge.solve([(at, told[at][option])]) for option in sorted(found[at])[:3])
    assert settled >= LEAST_SETTLED
