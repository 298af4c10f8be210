"""The search over a table agrees with trying every combination, and knows when to stop."""

from collections.abc import Mapping, Sequence
from itertools import product
from random import Random

import pytest

from girml.reconcile.searching import Domain, supported
from girml.records import Rule
from girml.rules import Number, confront

INSTANCES = 500
COLUMNS = "abc"


def rule(name: str, left: Sequence[str], right: Sequence[str]) -> Rule:
    return Rule(name, tuple(left), "=", tuple(right), "error", "printed", "")


def instance(seed: int) -> tuple[list[Domain], list[Rule], dict[str, Number]]:
    """Return rows of three cells with some options, their last row the sum of the others, and its total; some figures
    of other rows are known, some blank."""
    rng = Random(seed)
    rows = [f"r{number}" for number in range(rng.randint(2, 4))]
    rules = [rule(f"column.{c}", [f"{row}.{c}" for row in rows[:-1]], [f"{rows[-1]}.{c}"]) for c in COLUMNS]
    rules += [rule(f"row {row}", [f"{row}.a", f"{row}.b"], [f"{row}.c"]) for row in rows]
    domains = [
        Domain(
            tuple(f"{row}.{c}" for c in COLUMNS),
            [[rng.choice((None, None, 0, 0, 1, 2)) for _ in COLUMNS] for _ in range(rng.randint(1, 6))],
        )
        for row in rows
    ]
    apart = rng.randrange(len(rows)) if rng.random() < 0.5 else None
    if apart is None:
        return domains, rules, {}
    left = domains.pop(apart)
    values = zip(left.cells, left.options[0], strict=True)
    return domains, rules, {cell: value for cell, value in values if value is not None}


def every(domains: Sequence[Domain], rules: Sequence[Rule], fixed: Mapping[str, Number]) -> list[set[int]] | None:
    """Return what `supported` does, by trying every combination."""
    found: list[set[int]] = [set() for _ in domains]
    for choice in product(*(range(len(one.options)) for one in domains)):
        known = dict(fixed)
        for one, option in zip(domains, choice, strict=True):
            values = zip(one.cells, one.options[option], strict=True)
            known |= {cell: value for cell, value in values if value is not None}
        if all(confront(own, known) is not False for own in rules):
            for own, option in zip(found, choice, strict=True):
                own.add(option)
    return found if all(found) else None


def test_the_search_agrees_with_trying_every_combination() -> None:
    agreed = [supported(*instance(seed)) for seed in range(INSTANCES)]
    assert agreed == [every(*instance(seed)) for seed in range(INSTANCES)]
    assert sum(one is None for one in agreed) > INSTANCES / 10
    assert sum(one is not None for one in agreed) > INSTANCES / 4


def test_decimals_are_added_up_as_they_are_printed() -> None:
    domains = [Domain(("x", "y"), [[0.1, 0.2], [0.1, 0.3]])]
    assert supported(domains, [rule("sum", "xy", "z")], {"z": 0.3}) == [{0}]


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        pytest.param(3, {0}, id="few rows: what threes cannot reach is ruled out"),
        pytest.param(25, {0, 1}, id="many rows: it is not, for the steps are spent"),
    ],
)
def test_what_is_not_settled_in_time_stays_open(rows: int, last: set[int]) -> None:
    domains = [Domain((f"r{row}",), [[3 * value] for value in range(8)]) for row in range(rows)]
    domains.append(Domain(("last",), [[0], [1]]))
    cells = [cell for domain in domains for cell in domain.cells]
    found = supported(domains, [rule("sum", cells, ["total"])], {"total": 30})
    assert found == [*[set(range(8))] * rows, last]
