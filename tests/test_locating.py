"""Failing rules located: the smallest sets of cells that explain them, judged by brute force on small tables."""

from collections.abc import Mapping, Sequence
from itertools import combinations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from girml.forms import load
from girml.reconcile.locating import Explanation, explain
from girml.records import Rule

Known = dict[str, int | float]

TABLE_3, TABLE_4 = load("2021").tables["t3"], load("2021").tables["t4"]


def filled(**misprints: int) -> Known:
    """Return table 3 of a body that granted the four requests of natural persons it had, with misprints by
    `row__column`."""
    known: Known = {cell.id: 0 for row in TABLE_3.rows for cell in row.cells}
    known |= {
        f"t3.{row}.{column}": 4
        for row in ("received", "granted", "processed")
        for column in ("natural_person", "total")
    }
    return known | {f"t3.{name.replace('__', '.')}": value for name, value in misprints.items()}


def test_nothing_is_explained_where_all_rules_hold() -> None:
    assert explain(TABLE_3.rules, filled()) == []


@pytest.mark.parametrize(
    ("known", "cells", "values"),
    [
        pytest.param(filled(granted__business=1), ("t3.granted.business",), (0,), id="an interior cell"),
        pytest.param(filled(granted__natural_person=5), ("t3.granted.natural_person",), (4,), id="the only figure"),
        pytest.param(filled(granted__total=5), ("t3.granted.total",), (4,), id="the total of a row"),
        pytest.param(filled(processed__total=5), ("t3.processed.total",), (4,), id="the total of table 3"),
        pytest.param(filled(received__natural_person=14), ("t3.received.natural_person",), (4,), id="a request more"),
        pytest.param(
            filled(processed__natural_person=8, processed__total=8),
            ("t3.processed.natural_person", "t3.processed.total"),
            (4, 4),
            id="a sum of sums, twice the right one",
        ),
        pytest.param(
            filled(granted__research=2, carried_forward__business=1),
            ("t3.granted.research", "t3.carried_forward.business"),
            (0, 0),
            id="two cells far apart",
        ),
    ],
)
def test_the_smallest_set_is_found_alone_with_its_values(
    known: Known, cells: tuple[str, ...], values: tuple[int, ...]
) -> None:
    assert explain(TABLE_3.rules, known) == [Explanation(cells, values)]


def test_where_one_rule_fails_each_of_its_cells_may_be_wrong_unless_it_were_negative() -> None:
    known: Known = {cell.id: 0 for row in TABLE_4.rows for cell in row.cells}
    known |= {
        "t4.reconsideration.upheld": 2,
        "t4.reconsideration.corrected": 1,
        "t4.reconsideration.total": 1,
    }
    assert explain(TABLE_4.rules, known) == [
        Explanation(("t4.reconsideration.upheld",), (0,)),
        Explanation(("t4.reconsideration.total",), (3,)),
    ]


RULES = (
    Rule("r1", ("a", "b"), "=", ("r",), "error", "printed", ""),
    Rule("r2", ("c", "d"), "=", ("s",), "error", "printed", ""),
    Rule("c1", ("a", "c"), "=", ("p",), "error", "printed", ""),
    Rule("c2", ("b", "d"), "=", ("q",), "error", "printed", ""),
    Rule("t1", ("p", "q"), "=", ("t",), "error", "printed", ""),
    Rule("t2", ("r", "s"), "=", ("t",), "error", "printed", ""),
)
"""Two rows and two columns with their totals."""


def test_an_unknown_cell_is_no_misprint() -> None:
    known: Known = {"a": 1, "b": 2, "r": 3, "c": 0, "d": 0, "p": 1, "q": 3, "t": 4}
    assert explain(RULES, known) == [Explanation(("d",), (1,))]


def test_where_nothing_small_explains_the_failures_nothing_is_named() -> None:
    known: Known = {cell.id: number for number, row in enumerate(TABLE_3.rows) for cell in row.cells}
    assert explain(TABLE_3.rules, known) == []


def holds(known: Mapping[str, int | float]) -> bool:
    """Return whether all rules hold, counted here anew."""
    return all(sum(known[cell] for cell in rule.left) == sum(known[cell] for cell in rule.right) for rule in RULES)


def fillings(known: Known, cells: Sequence[str], most: int) -> list[tuple[int, ...]]:
    """Return all values of some cells, up to `most`, that make all rules hold."""
    return [
        values
        for values in product(range(most + 1), repeat=len(cells))
        if holds({**known, **dict(zip(cells, values, strict=True))})
    ]


@st.composite
def misprinted(draw: st.DrawFn) -> Known:
    """Return a table that adds up, but for one or two cells."""
    a, b, c, d = (draw(st.integers(0, 2)) for _ in range(4))
    known: Known = {"a": a, "b": b, "r": a + b, "c": c, "d": d, "s": c + d, "p": a + c, "q": b + d, "t": a + b + c + d}
    wrong = draw(st.lists(st.sampled_from(sorted(known)), min_size=1, max_size=2, unique=True))
    return known | {cell: draw(st.integers(0, 5)) for cell in wrong}


@given(misprinted())
@settings(max_examples=60)
@example({"a": 1, "b": 1, "r": 0, "c": 0, "d": 0, "s": 0, "p": 0, "q": 0, "t": 0})
def test_brute_force_finds_the_same_sets_and_values(known: Known) -> None:
    wanted: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
    for size in (0, 1, 2):
        tried = {cells: fillings(known, cells, 14) for cells in combinations(known, size)}
        wanted = {cells: found for cells, found in tried.items() if found}
        if wanted:
            break
    if () in wanted:
        assert explain(RULES, known) == []
        return
    explained = {one.cells: one.values for one in explain(RULES, known)}
    assert explained.keys() == wanted.keys()
    for cells, values in explained.items():
        for at, value in enumerate(values):
            assert value is None or {filling[at] for filling in wanted[cells]} == {value}
