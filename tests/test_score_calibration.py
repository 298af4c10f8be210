"""Calibration, counted by hand."""

import pytest

from girml.score import Calibration, Claim, calibrate, calibrations
from girml.score.calibration import Bin


def claim(confidence: float | None, as_printed: bool, *, nonzero: bool = True) -> Claim:
    """Return a claim so sure, and whether the cell is as printed."""
    return Claim(confidence, review=False, nonzero=nonzero, as_printed=as_printed, right=as_printed)


def test_errors_and_squares_are_weighed_by_cells() -> None:
    found = calibrate({claim(0.9, True): 7, claim(0.9, False): 3, claim(0.5, True): 10})
    assert found.n == 20
    assert found.bins == (Bin(0.5, 0.5, 10, 0.5, 10), Bin(0.9, 0.9, 10, 0.9, 7))
    # (10 x |0.5 - 1| + 10 x |0.9 - 0.7|) / 20
    assert found.ece == pytest.approx(0.35)
    # (10 x 0.5² + 7 x 0.1² + 3 x 0.9²) / 20
    assert found.brier == pytest.approx(0.25)


def test_what_is_always_right_and_always_sure_has_no_error() -> None:
    assert calibrate({claim(1.0, True): 998}) == Calibration(998, 0.0, 0.0, (Bin(1.0, 1.0, 998, 1.0, 998),))


def test_bins_hold_a_fifteenth_of_the_cells_and_never_part_one_confidence() -> None:
    # 30 cells: a bin is full with two. Three confidences of one cell each, then 27 cells that are equally sure.
    found = calibrate({claim(0.1, False): 1, claim(0.2, False): 1, claim(0.3, True): 1, claim(0.9, True): 27})
    assert [(one.low, one.high, one.cells) for one in found.bins] == [(0.1, 0.2, 2), (0.3, 0.9, 28)]
    assert found.bins[0].confidence == pytest.approx(0.15)


def test_there_are_fifteen_bins_at_most() -> None:
    found = calibrate({claim(place / 1000, True): 1 for place in range(1000)})
    assert len(found.bins) == 15
    assert [one.cells for one in found.bins] == [67] * 14 + [62]


def test_errors_in_one_bin_cancel_out() -> None:
    # Sure of 0.4 and of 0.6, right in half of both: with so many others the two share a bin.
    even = {claim(0.4, True): 1, claim(0.4, False): 1, claim(0.6, True): 1, claim(0.6, False): 1, claim(1.0, True): 96}
    assert calibrate(even).ece == pytest.approx(0.0)


def test_cells_that_a_report_lacks_claim_nothing() -> None:
    assert calibrate({claim(None, False): 5}) == Calibration(0, None, None, ())
    assert calibrate({claim(None, False): 5, claim(1.0, True): 2}).n == 2


def test_all_cells_printed_figures_and_unsure_ones_have_an_error_each() -> None:
    found = calibrations(
        {
            claim(0.995, True, nonzero=False): 6,
            claim(0.995, True): 3,
            claim(0.99, False): 1,
            claim(0.6, True, nonzero=False): 1,
            claim(0.6, False): 1,
        }
    )
    assert {name: one.n for name, one in found.items()} == {"all": 12, "nonzero": 5, "unsure": 2}
    # 3 x 0.005 + 0.99 + 0.6, each confidence in a bin of its own
    assert found["nonzero"].ece == pytest.approx((0.015 + 0.99 + 0.6) / 5)
    assert found["unsure"].ece == pytest.approx(0.1)
    assert found["unsure"].brier == pytest.approx((0.4**2 + 0.6**2) / 2)
