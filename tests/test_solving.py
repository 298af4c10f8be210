"""A few unknown cells under equality rules: what the rules leave, judged by brute force."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from girml.reconcile.solving import solve
from girml.records import Rule

Known = dict[str, int | float]
Values = dict[str, int | float | None]


def rule(left: str, right: str) -> Rule:
    """Return an equality rule between the cells that the letters name."""
    return Rule(f"{left}={right}", tuple(left), "=", tuple(right), "error", "printed", "")


ROW, COLUMN = rule("ab", "r"), rule("ac", "p")


@pytest.mark.parametrize(
    ("rules", "known", "unknown", "values"),
    [
        pytest.param([ROW], {"a": 1, "r": 3}, "b", {"b": 2}, id="a term"),
        pytest.param([ROW], {"a": 1, "b": 2}, "r", {"r": 3}, id="a total"),
        pytest.param([ROW], {"a": 4, "r": 3}, "b", None, id="below zero"),
        pytest.param([ROW, COLUMN], {"b": 2, "r": 3, "c": 0, "p": 1}, "a", {"a": 1}, id="two rules that agree"),
        pytest.param([ROW, COLUMN], {"b": 2, "r": 3, "c": 0, "p": 2}, "a", None, id="two rules that contradict"),
        pytest.param([ROW], {"r": 3}, "ab", {"a": None, "b": None}, id="two terms of one rule are open"),
        pytest.param([ROW], {"r": 0}, "ab", {"a": 0, "b": 0}, id="two terms of a sum of zero are zeros"),
        pytest.param([rule("abc", "r")], {"r": 5}, "abc", {"a": None, "b": None, "c": None}, id="three open terms"),
        pytest.param([ROW, COLUMN], {"r": 3, "c": 0, "p": 1}, "ab", {"a": 1, "b": 2}, id="one after the other"),
        pytest.param([ROW], {"b": 1}, "a", {"a": None}, id="a rule with another unknown says nothing"),
        pytest.param([], {}, "a", {"a": None}, id="no rule"),
    ],
)
def test_rules_leave_one_value_several_or_none(
    rules: list[Rule], known: Known, unknown: str, values: Values | None
) -> None:
    assert solve(rules, known, list(unknown)) == values


TABLE = (rule("ab", "r"), rule("cd", "s"), rule("ac", "p"), rule("bd", "q"), rule("pq", "t"), rule("rs", "t"))


def holding(rules: Sequence[Rule], known: Known, unknown: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the values up to ten of the unknown cells that make the rules hold."""
    found = []
    for values in product(range(11), repeat=len(unknown)):
        cells = {**known, **dict(zip(unknown, values, strict=True))}
        if all(sum(cells[cell] for cell in one.left) == sum(cells[cell] for cell in one.right) for one in rules):
            found.append(values)
    return found


@given(
    st.tuples(*[st.integers(0, 2)] * 4),
    st.sets(st.sampled_from("abcdrspqt"), min_size=1, max_size=3),
    st.sampled_from(["", *"abcdrspqt"]),
)
def test_brute_force_leaves_the_same(inner: tuple[int, int, int, int], cells: set[str], wrong: str) -> None:
    a, b, c, d = inner
    table: Known = {"a": a, "b": b, "c": c, "d": d, "r": a + b, "s": c + d, "p": a + c, "q": b + d, "t": a + b + c + d}
    unknown = sorted(cells)
    known: Known = {cell: value + (cell == wrong) for cell, value in table.items() if cell not in cells}
    told = [one for one in TABLE if cells & {*one.left, *one.right}]
    found = holding(told, known, unknown)
    values = solve(told, known, unknown)
    assert (values is None) == (not found)
    for at, cell in enumerate(unknown):
        options = {one[at] for one in found}
        assert values is None or values[cell] == (options.pop() if len(options) == 1 else None)
