"""Risk against coverage, counted by hand."""

from girml.score import Claim, Rate, cover
from girml.score.coverage import Bar, Point


def claim(confidence: float | None, right: bool, *, review: bool = False) -> Claim:
    """Return a claim so sure, and whether the report is right."""
    return Claim(confidence, review=review, nonzero=True, as_printed=right, right=right)


def counts(rate: Rate) -> tuple[int, int]:
    """Return numerator and denominator."""
    return rate.numerator, rate.denominator


def test_the_surest_cells_come_first_those_under_review_later_those_lacking_last() -> None:
    found = cover(
        [
            {claim(0.99, True): 5, claim(0.9, False): 1, claim(0.9, True): 1},
            {claim(0.95, False, review=True): 2, claim(0.4, True, review=True): 1, claim(None, False): 3},
        ]
    )
    assert found.n == 13
    assert found.curve == (
        Point(Bar(False, 0.99), 5, 0),
        Point(Bar(False, 0.9), 7, 1),
        Point(Bar(True, 0.95), 9, 3),
        Point(Bar(True, 0.4), 10, 3),
        Point(Bar(False, None), 13, 6),
    )


def test_coverage_is_the_largest_at_a_risk_of_one_in_a_thousand() -> None:
    # Beyond the first wrong cell the risk is 1/1000 exactly, then 1/999 for a while: the bar is the last that is low.
    found = cover([{claim(0.99, True): 500, claim(0.98, False): 1, claim(0.97, True): 499, claim(0.5, False): 1}])
    assert found.bar == Bar(False, 0.97)
    assert (counts(found.covered), counts(found.risk)) == ((1000, 1001), (1, 1000))


def test_a_risk_above_one_in_a_thousand_is_too_high() -> None:
    found = cover([{claim(0.99, True): 500, claim(0.98, False): 1, claim(0.97, True): 498}])
    assert found.bar == Bar(False, 0.99)
    assert (counts(found.covered), counts(found.risk)) == ((500, 999), (0, 500))


def test_where_the_surest_cells_are_too_often_wrong_nothing_is_covered() -> None:
    found = cover([{claim(1.0, True): 998, claim(1.0, False): 1}])
    assert found.bar is None
    assert (counts(found.covered), counts(found.risk)) == ((0, 999), (0, 0))


def test_what_is_never_wrong_is_covered_whole_even_under_review() -> None:
    found = cover([{claim(0.99, True): 3, claim(0.2, True, review=True): 1}])
    assert found.bar == Bar(True, 0.2)
    assert counts(found.covered) == (4, 4)


def test_the_interval_of_coverage_is_drawn_over_documents() -> None:
    sure, unsure = {claim(0.99, True): 10}, {claim(0.5, False): 10}
    found = cover([sure, unsure] * 10)
    assert counts(found.covered) == (100, 200)
    assert found.covered.interval is not None
    low, high = found.covered.interval
    assert 0.2 < low < 0.35 < 0.65 < high < 0.8
    assert cover([sure, unsure] * 10, seed=1) == found


def test_a_long_curve_is_thinned_and_keeps_both_ends() -> None:
    found = cover([{claim(place / 10_000, True): 1 for place in range(10_000)}])
    assert len(found.curve) == 201
    assert (found.curve[0].covered, found.curve[1].covered, found.curve[-1].covered) == (1, 51, 10_000)
    assert found.bar == Bar(False, 0.0)
