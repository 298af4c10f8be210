"""Intervals: exact ones against published values, bootstrap by cases whose spread is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from girml.score import Rate, Ratio, bootstrap, clopper_pearson, rates


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        pytest.param(0, 600, 0.0, 0.00613, id="none of 600"),
        pytest.param(0, 100, 0.0, 0.03622, id="none of 100"),
        pytest.param(0, 1, 0.0, 0.975, id="none of one"),
        pytest.param(0, 0, 0.0, 1.0, id="none of none"),
        pytest.param(1, 10, 0.00253, 0.44502, id="one of ten"),
        pytest.param(5, 10, 0.18709, 0.81291, id="half"),
        pytest.param(4, 7, 0.18405, 0.90101, id="more than half"),
        pytest.param(10, 100, 0.04900, 0.17622, id="ten of 100"),
        pytest.param(998, 998, 0.99631, 1.0, id="all of 998"),
        pytest.param(0, 120_000, 0.0, 0.00003, id="none of many"),
    ],
)
def test_the_exact_interval_is_that_of_the_tables(successes: int, trials: int, low: float, high: float) -> None:
    assert clopper_pearson(successes, trials) == pytest.approx((low, high), abs=6e-6)


def test_another_level_gives_the_rule_of_three() -> None:
    assert clopper_pearson(0, 1000, level=0.9)[1] == pytest.approx(0.00299, abs=6e-6)


@given(st.integers(1, 60).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials))))
def test_the_exact_interval_holds_the_share_and_mirrors(counts: tuple[int, int]) -> None:
    successes, trials = counts
    low, high = clopper_pearson(successes, trials)
    assert 0 <= low <= successes / trials <= high <= 1
    assert clopper_pearson(trials - successes, trials) == pytest.approx((1 - high, 1 - low))


TEN = [[Ratio(100, 100)], *([Ratio(0, 100)] for _ in range(9))]
"""Ten documents of 100 cells, all errors in one of them."""


def test_documents_are_drawn_and_not_cells() -> None:
    assert bootstrap(TEN) == [(0.0, 0.3)]


def test_a_rate_is_a_ratio_of_sums_and_not_a_mean_of_ratios() -> None:
    (rate,) = rates([[Ratio(1, 1)], [Ratio(0, 99)]])
    assert (rate.numerator, rate.denominator, rate.share) == (1, 100, 0.01)


MIXED = [[Ratio(number % 7, 10), Ratio(number % 3, 5)] for number in range(40)]


def test_the_same_seed_gives_the_same_intervals_and_another_one_others() -> None:
    first = bootstrap(MIXED, seed=5, resamples=200)
    assert first == bootstrap(MIXED, seed=5, resamples=200)
    assert first != bootstrap(MIXED, seed=6, resamples=200)
    assert first == [pytest.approx((0.23, 0.36), abs=0.02), pytest.approx((0.15, 0.25), abs=0.02)]


def test_a_rate_has_the_same_interval_whatever_is_counted_beside_it() -> None:
    alone = bootstrap([[second] for _, second in MIXED], seed=5, resamples=200)
    assert bootstrap(MIXED, seed=5, resamples=200)[1:] == alone


def test_a_narrower_level_lies_within_a_wider_one() -> None:
    (wide, _), (narrow, _) = bootstrap(MIXED), bootstrap(MIXED, level=0.5)
    assert wide is not None
    assert narrow is not None
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        pytest.param([[Ratio(0, 60)]] * 10, Rate(0, 600, (0.0, 0.00613)), id="none: the exact bound, not 0 to 0"),
        pytest.param([[Ratio(60, 60)]] * 10, Rate(600, 600, (0.99387, 1.0)), id="all: the exact bound"),
        pytest.param([[Ratio(0, 60)]], Rate(0, 60, (0.0, 0.05963)), id="none, one document"),
        pytest.param([[Ratio(3, 60)]], Rate(3, 60, None), id="one document tells no spread"),
        pytest.param([[Ratio(3, 60)], [Ratio(0, 0)]], Rate(3, 60, None), id="nor do empty ones beside it"),
        pytest.param([[Ratio(0, 0)]] * 3, Rate(0, 0, None), id="nothing to count"),
        pytest.param([[Ratio(2, 1)], [Ratio(0, 1)]], Rate(2, 2, (0.0, 2.0)), id="as many as documents, but not all"),
        pytest.param([[Ratio(200, 200, times=2)]] * 6, Rate(1200, 1200, (0.99387, 1.0)), id="F1 counts a trial twice"),
    ],
)
def test_zero_counts_have_the_exact_bound(documents: list[list[Ratio]], expected: Rate) -> None:
    (rate,) = rates(documents)
    assert (rate.numerator, rate.denominator) == (expected.numerator, expected.denominator)
    assert (rate.interval is None) == (expected.interval is None)
    if expected.interval:
        assert rate.interval == pytest.approx(expected.interval, abs=6e-6)


def test_nothing_of_nothing_has_no_share() -> None:
    assert Rate(0, 0, None).share is None
