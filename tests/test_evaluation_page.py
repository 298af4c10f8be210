"""The page: one file that needs nothing else, the same bytes each time, everything escaped."""

import io
import re

import pytest

from girml.evaluation import page
from tests.evaluations import results


@pytest.fixture(scope="module")
def written() -> str:
    """Return the page of the results."""
    out = io.StringIO()
    page.write(results(), out)
    return out.getvalue()


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
    assert ">bad &lt;b&gt;&amp;</text>" in written


def test_tables_and_plots_have_captions_in_both_languages(written: str) -> None:
    captions = re.findall(r"<(?:fig)?caption>(.+?) <span lang=\"zh\">(.+?)</span>", written)
    assert ("Undamaged documents by kind: n = 7", "未损坏文本：完全正确、非零单元格、无声错误") in captions
    assert ("Damaged documents: risk against coverage", "风险与覆盖率") in captions
    assert len(captions) == 10 + 8


def test_no_two_parts_of_the_page_share_an_id(written: str) -> None:
    names = re.findall(r'\bid="([^"]+)"', written)
    assert len(names) == len(set(names))
    assert set(re.findall(r'(?:url\(#|href="#)([^")]+)', written)) <= set(names)
