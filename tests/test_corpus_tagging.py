"""Tags on the way to BIO and back: spans that tokens tell survive, others are found."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from girml.bio import OUTSIDE, mentions
from girml.corpus import read
from girml.corpus.tagging import TokenRange, bio_tags, check_tags, merged
from girml.records import Labeling, Tokens
from girml.records.annotation import AnnotatedSpan, Annotation
from girml.text.view import source_span
from tests.corpora import document

ROOT = Path(__file__).parent.parent

Tokenize = Callable[[str], Tokens]


def marked(text: str, *spans: tuple[str, str]) -> Annotation:
    """Return a document in which the next place of each text is tagged; an empty one at the next `^`, taken out."""
    found, at = [], 0
    for printed, tag in spans:
        start = text.index(printed or "^", at)
        if not printed:
            text = text[:start] + text[start + 1 :]
        at = start + len(printed)
        found.append(AnnotatedSpan(start, at, tag, ""))
    return replace(document(), text=text, spans=tuple(found))


SURVIVES = [
    pytest.param(marked("规章\t3\t0\n", ("规章", "row"), ("3", "figure"), ("0", "figure")), id="cells"),
    pytest.param(marked("一、总体情况：\n", ("一、总体情况", "heading")), id="colon left out"),
    pytest.param(marked("## 一、总体情况\n", ("一、总体情况", "heading")), id="markup left out"),
    pytest.param(marked("科研\n机构\n", ("科研\n机构", "column")), id="label over two lines"),
    pytest.param(marked("规章 | ^ | 3\n", ("规章", "row"), ("", "blank"), ("3", "figure")), id="empty cell"),
    pytest.param(
        marked("规章 |^  | 3\n", ("规章", "row"), ("", "blank"), ("3", "figure")), id="empty cell at its border"
    ),
    pytest.param(marked("规章\t22（其中修订16件）\n", ("规章", "row"), ("22", "figure")), id="remark left out"),
    pytest.param(marked("规章\t22（其中修订16件）。\n", ("22", "figure")), id="remark and full stop left out"),
    pytest.param(marked("规章\t300\n", ("3", "figure"), ("0", "figure"), ("0", "figure")), id="run of digits"),
    pytest.param(
        marked(
            "云川县水利局2023年政府信息公开工作年度报告\n",
            ("云川县水利局", "agency"),
            ("2023年政府信息公开工作年度报告", "title"),
        ),
        id="agency in the title",
    ),
    pytest.param(marked("发布时间：2024-01-30 10:03\n", ("2024-01-30", "date")), id="day behind its caption"),
    pytest.param(
        marked("一、概述我局认真落实条例，全年公开信息三百条。\n", ("一、概述", "heading")), id="heading before prose"
    ),
    pytest.param(marked("某类文件7\n", ("某类文件", "row"), ("7", "figure")), id="label glued to its figure"),
    pytest.param(
        marked("首页 > 公开\n一、总体情况\n", ("首页 > 公开", "furniture"), ("一、总体情况", "heading")), id="furniture"
    ),
    pytest.param(marked("[3]首页\n", ("首页", "furniture")), id="furniture, which makes no mention"),
    pytest.param(
        marked("五、存在的主要问题及改进情况一、某某总情\n", ("一、某某总情", "heading")),
        id="heading behind a list of contents",
    ),
    pytest.param(marked("某类文件 7 件\n", ("某类文件", "row"), ("7", "figure")), id="unit torn off"),
    pytest.param(marked("复议和诉讼案件情况如下：行政复议\n", ("行政复议", "column")), id="label behind a clause"),
]

LOST = [
    pytest.param(
        marked("一、总体情况\n", ("一、总体情", "heading")), "leaves out '况' of its token", id="heading cut short"
    ),
    pytest.param(
        marked("一、总体情况：\n", ("一、总体情", "heading")),
        "leaves out '况' of its token",
        id="heading cut short at its colon",
    ),
    pytest.param(marked("规章\t12\n", ("1", "figure")), "leaves out '2' of its token", id="digit left out"),
    pytest.param(marked("规章\t12\n", ("2", "figure")), "leaves out '1' of its token", id="digit left out before"),
    pytest.param(marked("规章\t1.5\n", ("1", "figure")), "leaves out '.5' of its token", id="decimals left out"),
    pytest.param(marked("规章\t \t3\n", (" ", "blank")), "stands on no token", id="nothing but space"),
    pytest.param(marked("规^章\t3\n", ("", "blank")), "stands on no token", id="empty cell in a word"),
    pytest.param(marked("规章^ 3\n", ("", "blank")), "stands on no token", id="empty cell between no delimiters"),
]


@pytest.mark.parametrize("annotation", SURVIVES)
def test_what_tokens_tell_survives(tokenize: Tokenize, annotation: Annotation) -> None:
    assert list(check_tags(annotation, tokenize)) == []


@pytest.mark.parametrize(("annotation", "message"), LOST)
def test_what_tokens_do_not_tell_is_a_fault(tokenize: Tokenize, annotation: Annotation, message: str) -> None:
    (flaw,) = check_tags(annotation, tokenize)
    assert flaw.kind == "tags"
    assert message in flaw.message


def test_tokens_that_hold_several_spans_take_the_tag_declared_first() -> None:
    shared = [
        TokenRange("agency", 0, 0), TokenRange("title", 0, 1), TokenRange("figure", 2, 2), TokenRange("figure", 2, 2),
        TokenRange("row", 3, 4), TokenRange("figure", 4, 5), TokenRange("furniture", 6, 7), TokenRange("heading", 7, 7),
    ]  # fmt: skip
    assert merged(shared) == [
        TokenRange("title", 0, 1), TokenRange("figure", 2, 2), TokenRange("row", 3, 4), TokenRange("figure", 5, 5),
        TokenRange("furniture", 6, 6), TokenRange("heading", 7, 7),
    ]  # fmt: skip


@pytest.mark.parametrize("annotation", list(read(ROOT / "annotations" / "real")), ids=lambda one: one.id)
def test_every_span_of_the_real_reports_comes_back_from_bio(tokenize: Tokenize, annotation: Annotation) -> None:
    tokens = tokenize(annotation.text)
    back = list(mentions(tokens, Labeling(bio_tags(annotation, tokens), [1.0] * len(tokens), {})))
    spans = [span for span in annotation.spans if span.tag not in OUTSIDE]
    # The title's token holds its agency.
    kept = [span.tag for span in spans if span.tag != "agency"]
    assert [one.tag for one in back] == kept
    exact = {source_span(tokens.view, one.start, one.end) for one in back}
    assert all(span[:2] in exact for span in spans if span.tag in ("row", "column", "heading", "blank"))
