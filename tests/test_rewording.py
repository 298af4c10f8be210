"""Headings in other words: which are, what stays of them, and that a seed fixes them."""

from collections.abc import Callable

from girml.records import Tokens
from girml.records.annotation import Annotation
from girml.training.examples import Example
from girml.training.rewording import reworded

TEXT = "一、总体情况\n全年平稳推进各项公开工作\n二、主动公开政府信息情况\n规章\n0\n"
TAGS = ["B-heading", "B-prose", "B-heading", "B-row", "B-figure"]


def example(tokenize: Callable[[str], Tokens]) -> Example:
    annotation = Annotation("a", TEXT, "cells", "x", "x", "x", 2023, {}, {}, ())
    return Example(annotation, tokenize(TEXT), TAGS)


def test_headings_keep_their_numbers_and_get_words_of_the_prose(tokenize: Callable[[str], Tokens]) -> None:
    (found,) = reworded([example(tokenize)], 1.0, 3)
    first, prose, second, *rest = found.tokens.texts
    assert (first[0], second[0]) == ("一", "二")
    assert (first, second) != ("一、总体情况", "二、主动公开政府信息情况")
    assert set(first[2:]) <= set("全年平稳推进各项公开工作总体情况主动政府信息规章")
    assert [prose, *rest] == ["全年平稳推进各项公开工作", "规章", "0"]
    assert found.tags == TAGS


def test_a_seed_fixes_the_words(tokenize: Callable[[str], Tokens]) -> None:
    one, same, other = (next(iter(reworded([example(tokenize)], 1.0, seed))).tokens.texts for seed in (3, 3, 4))
    assert one == same != other


def test_none_is_reworded_where_the_share_is_nothing(tokenize: Callable[[str], Tokens]) -> None:
    given = example(tokenize)
    assert [*reworded([given], 0.0, 3)] == [given]
