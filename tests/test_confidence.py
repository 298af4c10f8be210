from math import exp

import pytest

from girml.evidence import Evidence
from girml.reconcile.confidence import Grounds, by_hand, features, learned

SURE = Grounds(
    "read", "figure", Evidence.IN_ORDER, 1.0, 2, suspect=False, alternatives=0, failing=0, missing=0, loose=0
)


@pytest.mark.parametrize(
    ("grounds", "expected"),
    [
        pytest.param(SURE, 0.9988, id="two rules hold"),
        pytest.param(SURE._replace(holding=0), 0.995, id="no rule holds"),
        pytest.param(SURE._replace(suspect=True), 0.6, id="a rule points at it"),
        pytest.param(SURE._replace(state="derived"), 0.9, id="derived"),
        pytest.param(SURE._replace(state="unresolved", alternatives=4), 0.1, id="four alternatives"),
        pytest.param(SURE._replace(state="absent", evidence=None), 0.5, id="no row"),
    ],
)
def test_confidence_by_hand_is_what_was_set(grounds: Grounds, expected: float) -> None:
    assert by_hand(grounds) == expected


def test_learned_confidence_is_the_logistic_of_its_weights() -> None:
    confidence = learned({"bias": 1.0, "printed figure": 0.5, "label": 2.0})
    # The doubt of a sure label is at its least, 1e-4: its number is 0.921.
    assert confidence(SURE) == round(1 / (1 + exp(-(1.5 + 2 * 0.92103))), 4)
    assert confidence(SURE._replace(printed="zero", label=0.0)) == 0.7311


def test_confidence_rises_with_the_probability_of_the_label() -> None:
    numbers = [dict(features(SURE._replace(label=label)))["label"] for label in (0.0, 0.5, 0.9, 0.999, 1.0)]
    assert numbers == sorted(numbers)
