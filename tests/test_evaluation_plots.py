"""Plots: drawn the same each time, with the names and scales that were asked for."""

from xml.etree import ElementTree

import matplotlib
import pytest

from girml.evaluation import plots
from girml.evaluation.results import Group
from tests.evaluations import BAD, results

WHOLE = results().groups[3]
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    """Return the texts of a plot."""
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_a_plot_is_drawn_the_same_whatever_the_user_has_set(monkeypatch: pytest.MonkeyPatch) -> None:
    before = plots.reliability(WHOLE, "a")
    monkeypatch.setitem(matplotlib.rcParams, "font.size", 30)
    assert plots.reliability(WHOLE, "a") == before
    assert matplotlib.rcParams["font.size"] == 30


def test_bars_have_a_row_for_each_key_with_its_n() -> None:
    kinds = results().groups[:2]
    assert [text for text in texts(plots.bars(kinds, "a")) if "n =" in text] == ["cells (n = 3)", "rows (n = 4)"]


def test_the_scale_of_risk_shows_one_in_a_thousand() -> None:
    assert {"0", "0.1%", "1%", "10%", "100%"} <= set(texts(plots.risk_against_coverage(WHOLE, "a")))


def test_a_dollar_sign_and_chinese_are_no_formula() -> None:
    named = Group("undamaged", "kind", "rows", 7, {"$x$ 模型": WHOLE.systems[BAD]})
    assert "$x$ 模型" in texts(plots.reliability(named, "a"))
