"""The page: one file that needs nothing else, the same bytes each time, everything escaped."""

import io
import re
from xml.etree import ElementTree

import pytest

from girml.evaluation import page, plots
from girml.evaluation.results import Group
from tests.evaluations import BAD, results

WHOLE = results().groups[3]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def written() -> str:
    """Return the page of the results."""
    out = io.StringIO()
    page.write(results(), out)
    return out.getvalue()


def texts(svg: str) -> list[str]:
    """Return the texts of a plot."""
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_same_results_give_the_same_bytes(written: str) -> None:
    out = io.StringIO()
    page.write(results(), out)
    assert out.getvalue() == written


def test_nothing_is_fetched_or_run(written: str) -> None:
    addresses = set(re.findall(r"\w+://[^\"' <]+", written))
    assert addresses == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert not re.search(r"<(script|img|link|iframe|object)\b|@import|\bsrc=", written)


def test_names_are_escaped_in_tables_and_plots(written: str) -> None:
    assert "<b>" not in written
    assert "<td>bad &lt;b&gt;&amp;</td>" in written
    assert BAD in texts(plots.reliability(WHOLE, "a"))


def test_tables_and_plots_have_captions_in_both_languages(written: str) -> None:
    captions = re.findall(r"<(?:fig)?caption>(.+?) <span lang=\"zh\">(.+?)</span>", written)
    assert ("Undamaged documents by kind: n = 7", "未损坏文本：完全正确、非零单元格、无声错误") in captions
    assert ("Damaged documents: risk against coverage", "风险与覆盖率") in captions
    assert len(captions) == 10 + 8


def test_no_two_parts_of_the_page_share_an_id(written: str) -> None:
    names = re.findall(r'\bid="([^"]+)"', written)
    assert len(names) == len(set(names))
    assert set(re.findall(r'(?:url\(#|href="#)([^")]+)', written)) <= set(names)


def test_a_plot_is_drawn_the_same_whatever_the_user_has_set(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib

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
