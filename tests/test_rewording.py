"""Headings in other words: which are, what stays of them, and that a seed fixes them."""

import re
from collections.abc import Callable
from dataclasses import replace

from girml.bio import ranges
from girml.records import Tokens
from girml.records.annotation import Annotation
from girml.training.examples import Example
from girml.training.rewording import reworded

TEXT = "一、总体情况\n全年平稳推进各项公开工作\n二、主动公开政府信息情况\n规章\n0\n"
TAGS = ["B-heading", "B-prose", "B-heading", "B-row", "B-figure"]

_NUMBER = re.compile("(?:[第(【]?[一二12](?:部分|章)?[)】]?[、.,: ]+|【[一二]】)?")


def example(tokenize: Callable[[str], Tokens]) -> Example:
    annotation = Annotation("a", TEXT, "cells", "x", "x", "x", 2023, {}, {}, ())
    return Example(annotation, tokenize(TEXT), TAGS)


def test_headings_get_words_of_the_prose_and_all_else_stays(tokenize: Callable[[str], Tokens]) -> None:
    found = [next(iter(reworded([example(tokenize)], 1.0, seed))) for seed in range(40)]
    whole = [one for one in found if len(one.tags) == len(TAGS)]
    assert len(whole) > 20
    for one in whole:
        first, prose, second, *rest = one.tokens.texts
        assert (first, second) != ("一、总体情况", "二、主动公开政府信息情况")
        assert [prose, rest[0]] == ["全年平稳推进各项公开工作", "规章"]
        assert one.tags == TAGS


def test_the_numbers_of_a_report_are_of_one_style(tokenize: Callable[[str], Tokens]) -> None:
    styles = set()
    for seed in range(40):
        (found,) = reworded([example(tokenize)], 1.0, seed)
        heads = [
            "".join(found.tokens.texts[first : last + 1]) for tag, first, last in ranges(found.tags) if tag == "heading"
        ]
        one, other = (number[0] for head in heads if (number := _NUMBER.match(head)))
        assert one == other.replace("二", "一").replace("2", "1")
        styles.add(one)
    assert {"一、", "(一)、", "1.", "【一】", ""} < styles


def test_a_number_may_stand_by_itself(tokenize: Callable[[str], Tokens]) -> None:
    apart = [one for seed in range(40) for one in reworded([example(tokenize)], 1.0, seed) if len(one.tags) > len(TAGS)]
    assert len(apart) > 5
    for one in apart:
        assert one.tags == ["B-heading", "I-heading", "B-prose", "B-heading", "I-heading", "B-row", "B-figure"]
        assert len(one.tokens.texts[0]) <= 5
        assert one.tokens.gaps[1] == one.tokens.gaps[4]


def test_a_cell_says_in_words_what_it_says_in_figures(tokenize: Callable[[str], Tokens]) -> None:
    found = [next(iter(reworded([example(tokenize)], share, seed))) for share in (0.3, 1.0) for seed in range(40)]
    said = [one.tokens.texts[-1] for one in found]
    assert all(len(one) >= 2 for one in said[40:])
    assert 20 < said[:40].count("0") < 38
    assert {one.tags[-1] for one in found} == {"B-figure"}


def test_words_in_a_cell_hold_the_words_of_labels_as_they_stand(tokenize: Callable[[str], Tokens]) -> None:
    given = example(tokenize)
    given = replace(given, tokens=replace(given.tokens, texts=[*given.tokens.texts[:3], "规{章}", "0"]))
    said = [next(iter(reworded([given], 1.0, seed))).tokens.texts[-1] for seed in range(40)]
    assert 5 < sum("规{章}" in one for one in said) < 35


def test_a_seed_fixes_the_words(tokenize: Callable[[str], Tokens]) -> None:
    one, same, other = (next(iter(reworded([example(tokenize)], 1.0, seed))).tokens.texts for seed in (3, 3, 4))
    assert one == same != other


def test_none_is_reworded_where_the_share_is_nothing(tokenize: Callable[[str], Tokens]) -> None:
    given = example(tokenize)
    assert [*reworded([given], 0.0, 3)] == [given]
