"""Numbered series: which tokens belong together, and what each is told of the headings among them."""

from collections.abc import Callable

import pytest

from girml.labeler.columns import columns
from girml.labeler.lexicon import Lexicon
from girml.labeler.names import index
from girml.labeler.surroundings import surroundings
from girml.records import Tokens

INDEX = index()


def told(tokens: Tokens) -> dict[str, str]:
    found = surroundings(Lexicon(INDEX), [tokens]).columns["series"].tolist()
    words = map(columns(INDEX)["series"].told, found)
    return {text: one for text, one in zip(tokens.texts, words, strict=True) if one}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            "一、总体情况\n二、今年亮出来的东西\n三、收到和处理政府信息公开申请情况",
            {
                "一、总体情况": "3 2 ^ w",
                "二、今年亮出来的东西": "3 2 s1 s3",
                "三、收到和处理政府信息公开申请情况": "3 2 w $",
            },
            id="a heading in other words between two that are known",
        ),
        pytest.param(
            "一、总体情况\n一、抓学习\n二、抓落实\n二、各类数据",
            {"一、总体情况": "2 1 ^ w", "一、抓学习": "2 0 ^ w", "二、抓落实": "2 0 w $", "二、各类数据": "2 1 s1 $"},
            id="a list within a section",
        ),
        pytest.param(
            "一、\n总体情况\n二、\n各类数据",
            {"一、": "2 1 ^ w", "总体情况": "+2 1 ^ w", "二、": "2 1 s1 $", "各类数据": "+2 1 s1 $"},
            id="numbers that stand alone",
        ),
        pytest.param("1.抓学习\n2.抓落实", {"1.抓学习": "2 0 ^ w", "2.抓落实": "2 0 w $"}, id="Arabic digits"),
        pytest.param("一、总体情况\n1.5\n2.5", {}, id="figures are no series"),
        pytest.param("(一)部分公开\n(二)部分公开", {}, id="rows of the form are no series"),
    ],
)
def test_what_is_told_of_a_series(tokenize: Callable[[str], Tokens], source: str, expected: dict[str, str]) -> None:
    assert told(tokenize(source)) == expected


def test_words_outside_a_series_of_headings_are_marked(tokenize: Callable[[str], Tokens]) -> None:
    heads = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况"
    assert told(tokenize(f"{heads}\n培训情况"))["培训情况"] == "-"
    assert "培训情况" not in told(tokenize("一、总体情况\n培训情况"))
