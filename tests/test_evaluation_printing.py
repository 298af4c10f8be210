"""Rates and differences as people read them."""

import pytest

from girml.evaluation.printing import counts, interval, points, share
from girml.score import Difference, Rate

NONE = Rate(0, 0, None)


def test_a_rate_is_shown_in_per_cent_with_its_interval() -> None:
    assert share(Rate(1, 8, (0.0, 0.5)), 2) == "12.50%"
    assert interval(Rate(1, 8, (0.0, 0.5)), 1) == "12.5% (0.0–50.0)"
    assert interval(Rate(1, 8, None), 1) == "12.5%"
    assert counts(Rate(1, 8, None)) == "1 of 8"


def test_a_rate_of_nothing_is_a_dash() -> None:
    assert [share(NONE, 1), interval(NONE, 1), counts(NONE), points(Difference(NONE, NONE, 0, None), 1)] == ["–"] * 4


HIGH, LOW, NO = Rate(3, 4, None), Rate(1, 4, None), Rate(0, 4, None)


@pytest.mark.parametrize(
    ("difference", "shown"),
    [
        pytest.param(Difference(HIGH, LOW, 2, (0.25, 0.75)), "+50.0 (25.0 to 75.0)", id="more"),
        pytest.param(Difference(NO, LOW, 2, (-0.5, 0)), "-25.0 (-50.0 to 0.0)", id="less"),
        pytest.param(Difference(LOW, LOW, 0, None), "+0.0", id="the same, of one document"),
    ],
)
def test_a_difference_is_shown_in_points_with_its_sign(difference: Difference, shown: str) -> None:
    assert points(difference, 1) == shown
