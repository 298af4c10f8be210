"""The results as JSON: the schema holds, keys are sorted, every rate has its counts."""

import io
import json
from typing import Any

import pytest

from girml.evaluation import document
from girml.score import by_name
from tests.evaluations import BAD, GOOD, results
from tests.schemas import validator

Plain = dict[str, Any]


@pytest.fixture(scope="module")
def written() -> str:
    """Return the results as they are written."""
    out = io.StringIO()
    document.write(results(), out)
    return out.getvalue()


@pytest.fixture(scope="module")
def plain(written: str) -> Plain:
    """Return the results as they are read back."""
    found: Plain = json.loads(written)
    return found


def test_the_schema_describes_it(plain: Plain) -> None:
    assert [error.message for error in validator("girml.evaluation").iter_errors(plain)] == []


def test_keys_are_sorted_and_a_line_ends_it(written: str, plain: Plain) -> None:
    assert written == json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_it_tells_what_was_evaluated(plain: Plain) -> None:
    assert (plain["schema"], plain["n"], plain["split"], plain["seed"]) == ("girml-evaluation/1", 8, "test", 1)
    assert plain["systems"] == {GOOD: ["by-hand"], BAD: ["by-hand"]}
    assert plain["versions"]["girml"] == "0.1.0"


def test_every_rate_has_numerator_denominator_share_and_interval(plain: Plain) -> None:
    rates = plain["groups"][3]["systems"][BAD]["rates"]
    assert rates["cells.silent"] == {
        "numerator": 7, "denominator": 105, "share": 0.066667, "interval": [0.066667, 0.066667],
    }  # fmt: skip
    assert rates["t2.silent"] == {"numerator": 0, "denominator": 0, "share": None, "interval": None}
    assert set(rates) == set(by_name(results().groups[0].systems[GOOD].summary))


def test_calibration_and_coverage_have_their_counts(plain: Plain) -> None:
    bad = plain["groups"][3]["systems"][BAD]
    assert bad["calibration"]["unsure"] == {
        "n": 7, "ece": 0.95, "brier": 0.9025,
        "bins": [{"low": 0.95, "high": 0.95, "cells": 7, "confidence": 0.95, "as_printed": 0}],
    }  # fmt: skip
    assert bad["coverage"]["bar"] == {"review": False, "confidence": 0.995}
    assert bad["coverage"]["curve"] == [
        {"bar": {"review": False, "confidence": 0.995}, "covered": 98, "wrong": 0},
        {"bar": {"review": False, "confidence": 0.95}, "covered": 105, "wrong": 7},
    ]


def test_a_comparison_has_both_rates_and_whether_they_differ(plain: Plain) -> None:
    silent = plain["comparisons"][0]["rates"]["cells.silent"]
    assert (silent["first"]["numerator"], silent["second"]["numerator"], silent["differing"]) == (0, 7, 7)
    assert (silent["share"], silent["interval"], silent["significant"]) == (-0.066667, [-0.066667, -0.066667], True)
