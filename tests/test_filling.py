"""Values that rules force on cells which print none."""

import pytest

from girml.reconcile.filling import Forced, fill
from girml.records import Rule

SUM = Rule("sum", ("a", "b"), "=", ("c",), "error", "printed", "")
NEXT = Rule("next", ("c", "d"), "=", ("e",), "error", "printed", "")
OTHER = Rule("other", ("b",), "=", ("f",), "error", "printed", "")

Known = dict[str, int | float]


@pytest.mark.parametrize(
    ("rules", "known", "wanted", "found"),
    [
        pytest.param([SUM], {"a": 1, "c": 3}, {"b"}, {"b": Forced(2, "sum")}, id="the one open term"),
        pytest.param([SUM], {"a": 1, "b": 2}, {"c"}, {"c": Forced(3, "sum")}, id="the open total"),
        pytest.param(
            [SUM],
            {"c": 0},
            {"a", "b"},
            {"a": Forced(0, "sum"), "b": Forced(0, "sum")},
            id="zeros under a zero",
        ),
        pytest.param(
            [NEXT, SUM],
            {"a": 1, "b": 2, "d": 4},
            {"c", "e"},
            {"c": Forced(3, "sum"), "e": Forced(7, "next")},
            id="one after the other, whatever the order of the rules",
        ),
        pytest.param([SUM], {"a": 1, "c": 3}, set(), {}, id="only what is wanted"),
        pytest.param([SUM], {"c": 3}, {"a", "b"}, {}, id="two open terms are free"),
        pytest.param([SUM], {"a": 5, "c": 3}, {"b"}, {}, id="no count is negative"),
        pytest.param([SUM], {"a": 0.5, "c": 3}, {"b"}, {}, id="no count has decimals"),
        pytest.param([SUM, OTHER], {"a": 1, "c": 3, "f": 7}, {"b"}, {}, id="rules that contradict each other"),
        pytest.param([SUM], {"a": 1, "b": 2, "c": 9}, {"d"}, {}, id="no rule on the cell"),
        pytest.param([SUM], {"a": 1, "b": 2, "c": 3}, {"c"}, {}, id="nothing open"),
    ],
)
def test_rules_force_what_they_leave_no_choice_of(
    rules: list[Rule], known: Known, wanted: set[str], found: dict[str, Forced]
) -> None:
    assert fill(rules, known, wanted) == found


def test_what_is_known_is_left_as_it_is() -> None:
    known: Known = {"a": 1, "c": 3}
    fill([SUM], known, {"b"})
    assert known == {"a": 1, "c": 3}
