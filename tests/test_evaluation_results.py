"""Results: groups by state and stratum, comparisons by pair, counted by hand."""

from girml.evaluation.results import strata
from girml.score import Rate
from tests.evaluations import BAD, GOOD, results


def counts(rate: Rate) -> tuple[int, int]:
    """Return numerator and denominator."""
    return rate.numerator, rate.denominator


def test_groups_go_by_state_then_stratum_then_key_and_end_with_all() -> None:
    assert [(one.state, one.by, one.key, one.n) for one in results().groups] == [
        ("undamaged", "kind", "cells", 3),
        ("undamaged", "kind", "rows", 4),
        ("undamaged", "form", "2021", 7),
        ("undamaged", "all", "all", 7),
        ("damaged", "kind", "cells", 1),
        ("damaged", "form", "2021", 1),
        ("damaged", "all", "all", 1),
    ]


def test_a_stratum_of_one_key_has_no_row_for_all() -> None:
    groups = [group for group in results().groups if group.state == "undamaged"]
    assert [group.key for group in strata(groups, "kind")] == ["cells", "rows", "all"]
    assert [group.key for group in strata(groups, "form")] == ["2021"]


def test_each_system_has_rates_calibration_and_coverage() -> None:
    whole = results().groups[3]
    good, bad = whole.systems[GOOD], whole.systems[BAD]
    assert (counts(good.summary.exact), counts(bad.summary.exact)) == ((7, 7), (0, 7))
    assert counts(bad.summary.cells.nonzero) == (14, 21)
    assert counts(bad.summary.cells.silent) == (7, 105)
    assert counts(bad.summary.tables["t4"].right) == (98, 105)
    assert {name: one.n for name, one in bad.calibration.items()} == {"all": 105, "nonzero": 21, "unsure": 7}
    assert bad.calibration["unsure"].ece == 0.95
    assert counts(bad.coverage.covered) == (98, 105)
    assert counts(good.coverage.covered) == (105, 105)


def test_every_pair_of_systems_is_compared_on_the_documents_of_a_state() -> None:
    found = results().comparisons
    assert [(one.state, one.n, one.first, one.second) for one in found] == [
        ("undamaged", 7, GOOD, BAD), ("damaged", 1, GOOD, BAD),
    ]  # fmt: skip
    silent = found[0].differences["cells.silent"]
    assert (silent.share, silent.differing, silent.significant) == (-7 / 105, 7, True)
    assert not found[1].differences["cells.silent"].significant


def test_it_is_told_what_was_evaluated_and_with_what() -> None:
    about = results().about
    assert (about.n, about.split, about.by, about.limit, about.seed) == (8, "test", ("kind", "form"), None, 1)
    assert about.systems == {GOOD: ("by-hand",), BAD: ("by-hand",)}
    assert about.sha256 == "c6ab9843654140b387f9a7e44d2e26af136e25b78d10d93b60d75d903bf519ab"
