"""Two systems compared: differences counted by hand, intervals whose spread is known."""

from dataclasses import replace

import pytest

from girml.errors import UsageError
from girml.score import CellCounts, DocumentScore, Matches, Rate, Ratio, compare, differences

NONE = Matches(0, 0, 0)
FIELDS = dict.fromkeys(("title", "agency", "year", "published"), NONE)


def document(name: str, right: int, *, exact: bool = False) -> DocumentScore:
    """Return the score of a document of ten cells."""
    cells = CellCounts(cells=10, right=right)
    return DocumentScore(name, exact, cells, {"t4": cells}, 0, 0, 0, NONE, FIELDS)


def test_a_difference_is_that_of_the_ratios_of_sums() -> None:
    found = differences([[(Ratio(9, 10), Ratio(1, 2))], [(Ratio(0, 10), Ratio(1, 1))]])[0]
    assert (found.first, found.second) == (Rate(9, 20, None), Rate(2, 3, None))
    assert found.share == pytest.approx(0.45 - 2 / 3)
    assert found.differing == 2


def test_what_is_hard_for_both_cancels_out() -> None:
    # Documents differ much from one another, the systems by one cell of a hundred in each: no spread at all.
    pairs = [[(Ratio(right, 100), Ratio(right - 1, 100))] for right in (100, 80, 60, 40, 20, 1)]
    found = differences(pairs)[0]
    assert found.interval == pytest.approx((0.01, 0.01))
    assert found.significant


def test_a_difference_that_goes_either_way_is_not_significant() -> None:
    found = differences([[(Ratio(1, 1), Ratio(0, 1))], [(Ratio(0, 1), Ratio(1, 1))]] * 10)[0]
    assert found.share == 0
    assert found.interval is not None
    assert found.interval[0] < 0 < found.interval[1]
    assert not found.significant


def test_the_interval_is_about_that_of_the_normal_distribution() -> None:
    # 100 documents; one system is right in 60, the other in 40, never in the same: the standard error is 0.098.
    found = differences([[(Ratio(1, 1), Ratio(0, 1))]] * 60 + [[(Ratio(0, 1), Ratio(1, 1))]] * 40)[0]
    assert found.interval == pytest.approx((0.2 - 1.96 * 0.098, 0.2 + 1.96 * 0.098), abs=0.04)


@pytest.mark.parametrize(("documents", "significant"), [pytest.param(5, False, id="5"), pytest.param(6, True, id="6")])
def test_fewer_than_six_documents_that_differ_prove_nothing(documents: int, significant: bool) -> None:
    found = differences([[(Ratio(1, 1), Ratio(0, 1))]] * documents)[0]
    assert found.interval == (1, 1)
    assert found.significant is significant


def test_a_system_does_not_differ_from_itself() -> None:
    scores = [document(str(number), number) for number in range(10)]
    found = compare(scores, scores)["cells.right"]
    assert (found.share, found.differing, found.interval, found.significant) == (0, 0, (0, 0), False)


def test_one_document_tells_no_spread_and_nothing_no_share() -> None:
    assert differences([[(Ratio(1, 2), Ratio(0, 2))]])[0].interval is None
    found = differences([[(Ratio(0, 0), Ratio(0, 2))], [(Ratio(0, 0), Ratio(1, 2))]])[0]
    assert (found.share, found.interval, found.significant) == (None, None, False)


def test_any_rate_is_compared_and_the_same_seed_gives_the_same_interval() -> None:
    ours = [document(str(number), 9, exact=number > 0) for number in range(8)]
    theirs = [document(str(number), 7) for number in range(8)]
    found = compare(ours, theirs, seed=3)
    assert found["exact"].share == pytest.approx(7 / 8)
    assert found["cells.right"].share == pytest.approx(0.2)
    assert found["t4.right"].significant
    assert found["t2.right"].share is None
    assert compare(ours, theirs, seed=3) == found
    assert compare(ours, theirs, seed=4)["exact"].interval is not None


def test_other_documents_are_refused() -> None:
    one = document("a", 9)
    with pytest.raises(UsageError, match="score both on all of them"):
        compare([one], [replace(one, id="b")])
    with pytest.raises(UsageError, match="no document to compare"):
        compare([], [])
