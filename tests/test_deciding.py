"""Which readings of a row are admissible: by their likelihood, by the rules of the row, by those of the table."""

import pytest

from girml.evidence import Evidence
from girml.reconcile.deciding import MARGIN, decide, rule_number
from girml.records import Candidate, CellSpec, Reading, RowReadings, RowSpec, Rule, Table, Value

ROWS = tuple(
    RowSpec(f"t3.{row}", f"l.t3.row.{row}", None, tuple(CellSpec(f"t3.{row}.{cell}", "count", "件") for cell in "abc"))
    for row in ("one", "two", "sum")
)
"""Three rows of three cells each."""

WITHIN = Rule("row", ("t3.one.a", "t3.one.b"), "=", ("t3.one.c",), "error", "printed", "")
COLUMNS = tuple(
    Rule(f"column.{cell}", (f"t3.one.{cell}", f"t3.two.{cell}"), "=", (f"t3.sum.{cell}",), "error", "printed", "")
    for cell in "abc"
)


def table(*rules: Rule) -> Table:
    """Return a table of the three rows under some rules."""
    return Table("t3", "2021", ROWS, rules, (), ())


def way(*values: Value, score: float = 0.0) -> Candidate:
    """Return a candidate that reads these values; None is a blank without a trace."""
    readings = tuple(Reading("blank") if value is None else Reading("read", value, str(value)) for value in values)
    return Candidate(readings, score, Evidence.IN_ORDER)


def decided(rules: tuple[Rule, ...], *rows: list[Candidate]) -> list[list[tuple[Value, ...]]]:
    """Return the values of the admissible readings of each row."""
    found = [RowReadings(spec, tuple(ways), 0.99) for spec, ways in zip(ROWS, rows, strict=False)]
    options = decide(table(*rules), found)
    return [[tuple(reading.value for reading in readings) for readings in row] for row in options]


def test_one_candidate_is_kept_even_where_it_breaks_a_rule() -> None:
    assert decided((WITHIN,), [way(1, 2, 9)]) == [[(1, 2, 9)]]


def test_a_likely_candidate_stands_against_unlikely_ones_even_where_it_breaks_a_rule() -> None:
    assert decided((WITHIN,), [way(1, 2, 9), way(1, 2, 3, score=-MARGIN - 0.1)]) == [[(1, 2, 9)]]


@pytest.mark.parametrize(
    ("ways", "kept"),
    [
        pytest.param([way(1, 2, 9), way(1, 2, 3, score=-1.0)], [(1, 2, 3)], id="the one that keeps its rule"),
        pytest.param([way(1, 2, 9), way(2, 1, 8)], [(1, 2, 9), (2, 1, 8)], id="all, where none does"),
        pytest.param([way(1, 2, 3), way(2, 1, 3)], [(1, 2, 3), (2, 1, 3)], id="all that do"),
        pytest.param([way(1, None, 3), way(None, 4, 3)], [(1, None, 3)], id="blanks are unknown, not zero"),
        pytest.param([way(1, 2, 3), way(1, 2, 3, score=-1.0)], [(1, 2, 3)], id="the same values once"),
    ],
)
def test_of_likely_candidates_those_are_admissible_that_break_no_rule(
    ways: list[Candidate], kept: list[tuple[Value, ...]]
) -> None:
    assert decided((WITHIN,), ways) == [kept]


def test_rows_decide_each_other_by_the_rules_they_share() -> None:
    open_row = [way(1, 0, 1), way(0, 1, 1)]
    assert decided(COLUMNS, open_row, [way(2, 2, 2)], [way(3, 2, 3)]) == [[(1, 0, 1)], [(2, 2, 2)], [(3, 2, 3)]]


def test_two_open_rows_keep_what_occurs_in_some_admissible_combination() -> None:
    one = [way(1, 0, 1), way(0, 1, 1), way(5, 5, 5)]
    two = [way(0, 1, 1), way(1, 0, 1)]
    assert decided(COLUMNS, one, two, [way(1, 1, 2)]) == [
        [(1, 0, 1), (0, 1, 1)],
        [(0, 1, 1), (1, 0, 1)],
        [(1, 1, 2)],
    ]


def test_where_every_combination_breaks_a_rule_nothing_is_ruled_out() -> None:
    open_row = [way(1, 0, 1), way(0, 1, 1)]
    assert decided(COLUMNS, open_row, [way(2, 2, 2)], [way(9, 9, 9)])[0] == [(1, 0, 1), (0, 1, 1)]


def test_of_thousands_of_combinations_those_are_found_that_break_no_rule() -> None:
    ways = [way(number, 0, number) for number in range(100)]
    assert decided(COLUMNS, ways, ways, [way(0, 0, 0)])[:2] == [[(0, 0, 0)], [(0, 0, 0)]]


@pytest.mark.parametrize(
    ("reading", "number"),
    [
        pytest.param(Reading("read", 3, "3"), 3, id="a figure"),
        pytest.param(Reading("read", 1.5, "1.5"), 1.5, id="an amount"),
        pytest.param(Reading("derived", 3), 3, id="a derived value"),
        pytest.param(Reading("blank", None, "-", 4, 5), 0, id="a nil mark is zero"),
        pytest.param(Reading("blank", None, "", 4, 4), None, id="an empty cell is unknown"),
        pytest.param(Reading("blank"), None, id="a blank without a trace is unknown"),
        pytest.param(Reading("read", "0/0", "0/0"), None, id="words are unknown"),
        pytest.param(Reading("absent"), None, id="an absent row is unknown"),
        pytest.param(Reading("unresolved", 3), None, id="an open value is unknown"),
    ],
)
def test_a_reading_counts_in_rules_only_where_it_is_known(reading: Reading, number: float | None) -> None:
    assert rule_number(reading) == number
