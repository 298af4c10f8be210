from math import exp

import numpy as np
import pytest

from girml.labeler.namer import UNIT
from girml.labeler.succession import Names, Succession
from girml.records import Name
from girml.training.config import NamerConfig
from girml.training.succession import fit_succession

LABELS = ("upheld", "corrected", "total")
NEVER = -4 * UNIT


def weights(**follows: str) -> Succession:
    """Return a succession in which each label follows one other, or none, and any may begin."""
    table = np.full((4, 3), NEVER, np.int16)
    table[3] = 0
    for one, other in follows.items():
        table[LABELS.index(one), LABELS.index(other)] = 0
    return Succession(LABELS, table)


def may_be(**scores: float) -> Names:
    return tuple([Name(label, 0, 2, score) for label, score in scores.items()])


ROUND = weights(upheld="corrected", corrected="total", total="upheld")
SURE_UPHELD, SURE_TOTAL = may_be(upheld=1.0), may_be(total=1.0)
EITHER = may_be(upheld=0.5, corrected=0.4)


@pytest.mark.parametrize(
    ("names", "likeliest"),
    [
        pytest.param([SURE_UPHELD, EITHER], ["upheld", "corrected"], id="what stands before tells"),
        pytest.param([EITHER, SURE_TOTAL], ["corrected", "total"], id="what stands after tells"),
        pytest.param([SURE_TOTAL, EITHER, EITHER, SURE_TOTAL], ["total", "upheld", "corrected", "total"], id="both"),
        pytest.param([EITHER], ["upheld"], id="alone as it was named"),
        pytest.param([SURE_UPHELD, SURE_UPHELD], ["upheld", "upheld"], id="what is sure stays"),
        pytest.param([SURE_UPHELD, (), EITHER], ["upheld", None, "upheld"], id="over what has no name nothing is told"),
        pytest.param([may_be(strange=0.5, upheld=0.4), SURE_UPHELD], ["strange", "upheld"], id="a label never learned"),
        pytest.param([], [], id="no label"),
    ],
)
def test_the_labels_around_tell_what_a_label_names(names: list[Names], likeliest: list[str | None]) -> None:
    assert [own[0].label if own else None for own in ROUND(names)] == likeliest


def test_the_scores_of_a_label_are_dealt_out_anew() -> None:
    (_, (first, second)) = ROUND([SURE_UPHELD, EITHER])

    odds = 0.5 * exp(-4) / 0.4
    assert (first.label, second.label) == ("corrected", "upheld")
    assert first.score + second.score == pytest.approx(0.9)
    assert second.score / first.score == pytest.approx(odds)


CONFIG = NamerConfig(
    strength=1.0, iterations=1, tolerance=0.1, least_count=1, least_weight=0.0, succession=0.5, succession_prior=2.0
)


def test_what_often_follows_weighs_more_than_what_never_does() -> None:
    texts = [["upheld", "corrected", "total"]] * 8

    found = fit_succession(texts, LABELS, CONFIG)

    # 24 labels, 8 of each: (8 + 2 / 3) / 10 after one, a third anywhere; what never came has (2 / 3) / 10.
    assert found.shape == (4, 3)
    assert found[0].tolist() == pytest.approx([-824, 489, -824], abs=1)
    assert found[3].tolist() == pytest.approx([489, -824, -824], abs=1)
    assert found[2].tolist() == [0, 0, 0]


def test_a_model_is_where_another_starts() -> None:
    start = np.zeros((4, 3), np.int16)
    start[0] = [-824, 489, -824]

    found = fit_succession([["total"]], LABELS, CONFIG, start=(LABELS, start))

    assert found[0].argmax() == 1
    assert found[0][1] > 300


def test_without_a_weight_nothing_is_told() -> None:
    config = NamerConfig(1.0, 1, 0.1, 1, 0.0, succession=0.0, succession_prior=2.0)

    assert not fit_succession([["upheld", "total"]], LABELS, config).any()
