"""Rules confronted with values: true, false or unknown, and the one value that a rule leaves."""

import pytest

from girml.records import Rule
from girml.rules import confront, forced, sums, violated

SUM = Rule("r", ("a", "b"), "=", ("c",), "error", "printed", "")
AT_LEAST = Rule("r", ("a", "b"), ">=", ("c",), "warning", "heuristic", "")
AT_MOST = Rule("r", ("a",), "<=", ("c",), "warning", "heuristic", "")
SHARED = Rule("r", ("a", "b"), "=", ("c", "d"), "error", "printed", "")

Known = dict[str, int | float]


@pytest.mark.parametrize(
    ("known", "holds"),
    [
        pytest.param({"a": 1, "b": 2, "c": 3}, True, id="all known and equal"),
        pytest.param({"a": 1, "b": 2, "c": 4}, False, id="all known and not equal"),
        pytest.param({"a": 0, "b": 0, "c": 0}, True, id="zeros"),
        pytest.param({"a": 0.1, "b": 0.2, "c": 0.3}, True, id="amounts, equal but for rounding"),
        pytest.param({"a": 1.5, "b": 2, "c": 3.51}, False, id="amounts that differ"),
        pytest.param({"a": 1, "c": 3}, None, id="a term unknown"),
        pytest.param({"a": 4, "c": 3}, False, id="known terms alone are too many"),
        pytest.param({"a": 3, "c": 3}, None, id="a term unknown that may be zero"),
        pytest.param({"a": 1, "b": 2}, None, id="the sum unknown"),
        pytest.param({"b": 2}, None, id="both sides open"),
        pytest.param({}, None, id="nothing known"),
    ],
)
def test_an_equality_holds_fails_or_stays_open(known: Known, *, holds: bool | None) -> None:
    assert confront(SUM, known) is holds


def test_an_equality_fails_where_its_right_side_alone_is_too_much() -> None:
    assert confront(SHARED, {"a": 1, "b": 1, "c": 3}) is False


def test_a_rule_never_changes_the_values_it_is_confronted_with() -> None:
    known: Known = {"a": 1, "c": 3}
    confront(SUM, known)
    forced(SUM, known)
    sums(SUM, known)
    assert known == {"a": 1, "c": 3}


@pytest.mark.parametrize(
    ("known", "sides"),
    [
        pytest.param({"a": 1, "b": 2, "c": 4}, (3, 4), id="both sides known"),
        pytest.param({"a": 1, "c": 4}, (None, 4), id="left side open"),
        pytest.param({"a": 1, "b": 2}, (3, None), id="right side open"),
    ],
)
def test_a_side_with_an_unknown_term_has_no_sum(known: Known, sides: tuple[int | None, int | None]) -> None:
    assert sums(SUM, known) == sides


@pytest.mark.parametrize(
    ("rule", "known", "value"),
    [
        pytest.param(SUM, {"a": 1, "c": 3}, ("b", 2), id="a term"),
        pytest.param(SUM, {"a": 1, "b": 2}, ("c", 3), id="the sum"),
        pytest.param(SHARED, {"a": 1, "b": 2, "c": 3}, ("d", 0), id="a term of the right side"),
        pytest.param(SUM, {"a": 5, "c": 3}, ("b", -2), id="below zero, for the caller to refuse"),
        pytest.param(SUM, {"a": 0.1, "c": 0.3}, ("b", 0.2), id="an amount, rounded"),
        pytest.param(SUM, {"c": 3}, None, id="two unknown"),
        pytest.param(SUM, {"a": 1, "b": 2, "c": 3}, None, id="none unknown"),
    ],
)
def test_a_rule_with_one_unknown_forces_its_value(rule: Rule, known: Known, value: tuple[str, int] | None) -> None:
    assert forced(rule, known) == value


@pytest.mark.parametrize(
    ("rule", "known", "fails"),
    [
        pytest.param(AT_LEAST, {"a": 1, "b": 2, "c": 3}, False, id="at least, equal"),
        pytest.param(AT_LEAST, {"a": 1, "b": 1, "c": 3}, True, id="at least, less"),
        pytest.param(AT_LEAST, {"a": 1, "c": 3}, False, id="at least, unknown"),
        pytest.param(AT_MOST, {"a": 4, "c": 3}, True, id="at most, more"),
        pytest.param(AT_MOST, {"a": 3, "c": 3}, False, id="at most, equal"),
    ],
)
def test_an_inequality_is_violated_only_by_known_values(rule: Rule, known: Known, *, fails: bool) -> None:
    assert violated(rule, known) is fails
