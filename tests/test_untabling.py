"""Reports without their tables: what goes, what stays, and that a seed decides."""

from collections.abc import Callable

from girml.records import Tokens
from girml.records.annotation import Annotation
from girml.training.examples import Example
from girml.training.untabling import untabled

TEXT = "一、总体情况\n规章\n0\n二、主动公开政府信息情况\n规章\n0\n1\n注\n2\n行政规范性文件\n见下\n三、其他"
TAGS = [
    "B-heading", "B-row", "B-figure", "B-heading", "B-row", "B-figure", "B-figure", "B-prose", "B-figure", "B-row",
    "B-prose", "B-heading",
]  # fmt: skip


def example(tokenize: Callable[[str], Tokens], name: str = "a") -> Example:
    annotation = Annotation(name, TEXT, "cells", "x", "x", "x", 2023, {}, {}, ())
    return Example(annotation, tokenize(TEXT), TAGS)


def test_what_stands_in_tables_goes_and_all_else_stays(tokenize: Callable[[str], Tokens]) -> None:
    (found,) = untabled([example(tokenize)], 1.0, 1)
    assert found.tokens.texts == ["一、总体情况", "规章", "0", "二、主动公开政府信息情况", "见下", "三、其他"]
    assert found.tags == ["B-heading", "B-row", "B-figure", "B-heading", "B-prose", "B-heading"]
    starts = found.tokens.starts
    assert [found.tokens.view.text[start] for start in starts] == ["一", "规", "0", "二", "见", "三"]


def test_a_share_of_the_reports_loses_its_tables(tokenize: Callable[[str], Tokens]) -> None:
    given = [example(tokenize, str(number)) for number in range(200)]
    lost = [len(one.tags) < len(TAGS) for one in untabled(given, 0.25, 1)]
    assert 30 < sum(lost) < 70
    assert [*untabled(given, 0.0, 1)] == given
    assert lost == [len(one.tags) < len(TAGS) for one in untabled(given, 0.25, 1)]
