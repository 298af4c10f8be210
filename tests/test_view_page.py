"""The pages: one file that needs nothing else, the same bytes each time, whatever the text holds."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import girml
from girml.records import Field, Report
from girml.records.annotation import AnnotatedSpan
from girml.view import asset, entry, index, page, parts

EXAMPLE = (Path(__file__).parent.parent / "examples" / "spaces_2019.txt").read_text(encoding="utf-8")
HOSTILE = EXAMPLE.replace("行政许可 73", "行政许可 73</script><script>alert(1)</script>\0\u202e").replace(
    "汉中市民政局2020", "<img src=x onerror=alert(2)>汉中市民政局2020"
)


@pytest.fixture(scope="module")
def report() -> Report:
    """Return the report of the example, each cell as sure as the others, whatever the model."""
    read = girml.load()(EXAMPLE)
    return replace(read, source="spaces.txt", cells=tuple(cell._replace(confidence=0.9) for cell in read.cells))


@pytest.fixture(scope="module")
def hostile() -> str:
    """Return the page of a text that holds markup, in its cells and names too."""
    read = girml.load()(HOSTILE)
    label = AnnotatedSpan(0, 2, "row", 'l."><script>')
    return page(replace(read, source='"><script>alert(3)</script>.txt'), HOSTILE, [label], "../index.html")


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert page(report, EXAMPLE) == page(report, EXAMPLE)


def test_nothing_is_fetched(report: Report) -> None:
    written = page(report, EXAMPLE, home="../index.html")
    assert not re.search(r"\w+://|<(link|img|iframe|object|base)\b|@import|\bsrc=|url\(", written)
    assert re.findall(r'href="([^"]*)"', written) == ["../index.html"]


def test_no_attribute_runs_or_styles(hostile: str) -> None:
    for tag in re.findall(r"<[a-z][^<>]*>", hostile.partition("<body")[2].partition("<script type")[0]):
        assert not re.search(r"\s(on\w+|style)=", tag), tag


def test_the_policy_allows_the_own_styles_and_scripts_alone(hostile: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', hostile)
    assert policy
    blocks = re.findall(r"<(style|script)>(.*?)</\1>", hostile, re.DOTALL)
    assert [name for name, _ in blocks] == ["style", "style", "script", "script"]
    allowed = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for _, text in blocks]
    assert re.findall(r"sha256-([^&]+)&", policy[1]) == allowed
    assert policy[1].startswith("default-src &#39;none&#39;;")
    assert "unsafe" not in policy[1]


def test_a_text_with_script_in_it_stays_text(hostile: str) -> None:
    assert hostile.count("<script") == 3
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in hostile
    assert all(f'<span class="control">{code}</span>' in hostile for code in ("U+0000", "U+202E"))
    assert not re.search("[\0\u202e]", hostile)


def test_the_dictionary_in_the_page_is_json(hostile: str) -> None:
    block = re.search(r'<script type="application/json" id="words">(.*?)</script>', hostile)
    assert block
    assert json.loads(block[1])["text"] == {"zh": "原文", "en": "Source text"}


def test_a_cell_says_what_it_is_and_is_linked_with_its_place(report: Report) -> None:
    shown = parts(report, EXAMPLE)
    found = re.search(r'<td data-cell="t3.processed.total"[^>]*>', shown.form)
    assert found
    assert found[0] == (
        '<td data-cell="t3.processed.total" data-state="read" data-row="l.t3.row.processed" '
        'data-column="l.t3.col.total" data-confidence="0.9" class="broken" data-reason="misprint" data-sign="≠" '
        'data-review tabindex="0" data-start="3440" data-end="3441" data-suggested="4">'
    )
    assert (
        '<mark class="cell" data-cell="t3.processed.total" data-reason="misprint" data-sign="≠" data-review>8</mark>'
        in shown.text
    )


def test_labels_are_marked_where_they_are_given(report: Report) -> None:
    start = EXAMPLE.index("(七)总计")
    label = AnnotatedSpan(start, start + 5, "row", "l.t3.row.processed")
    assert '<mark class="label" data-label="l.t3.row.processed">(七)总计</mark>' in parts(report, EXAMPLE, [label]).text
    assert 'class="label"' not in parts(report, EXAMPLE).text


def test_a_rule_that_fails_is_told_with_its_terms(report: Report) -> None:
    notes = re.sub(r"<[^>]+>", "", parts(report, EXAMPLE).notes)
    assert "36 条成立，4 条不成立，0 条无从判断" in notes
    assert re.search(r"4\s+≠\s+\s*8\s+（另 2 项为 0）", notes)


def test_a_report_without_a_form_says_so() -> None:
    text = "今天天气很好。"
    written = page(girml.load()(text), text)
    assert "原文中没有找到法定表格。" in written
    assert "没有找到法定表格" in written


def test_a_report_of_several_shows_its_own_part() -> None:
    text = f"{EXAMPLE}\n{EXAMPLE}"
    second = girml.load().all(text)[1]
    shown = parts(second, text).text
    assert re.search(r'<p data-line="(\d+)"', shown).group(1) != "1"  # type: ignore[union-attr]
    assert shown.count("注册 注销 本站适配IPV6") <= 1


def test_the_list_has_most_to_look_at_first_and_tells_what(report: Report) -> None:
    clean = replace(report, source="clean.txt", cells=tuple(one._replace(review=False) for one in report.cells))
    named = replace(report, agency=Field("<b>局", 0, 3))
    written = index([entry(clean, 1, "reports/1.html"), entry(named, 2, "reports/2.html?a=1&b=2")])
    assert re.findall(r'<li data-number="(\d+)"', written) == ["2", "1"]
    assert 'data-body="&lt;b&gt;局" data-year="2020" data-doubts="3" data-failing="4"' in written
    assert 'href="reports/2.html?a=1&amp;b=2"' in written
    assert "共 2 篇报告，1 篇待核对（3 格存疑），2 篇勾稽不成立" in written
    assert "<b>局" not in written


def test_assets_hold_no_end_of_script() -> None:
    for name in ("base.css", "report.css", "list.css", "words.js", "report.js", "list.js"):
        assert "</" not in asset(name)
