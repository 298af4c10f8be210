"""The headings of a text settled together: one a section, in order, and few sections without."""

from collections.abc import Callable

import pytest

from girml.bio import mentions
from girml.labeler.outlining import settle
from girml.labeler.rising import Candidate, rising
from girml.records import Labeling, Name, Tokens

Tokenize = Callable[[str], Tokens]


def lone(section: int, worth: float, *, rows: int = 0) -> Candidate:
    """Return what may be the heading of one section."""
    return Candidate({section: worth}, {}, rows)


@pytest.mark.parametrize(
    ("candidates", "taken"),
    [
        pytest.param([], {}, id="none"),
        pytest.param([lone(1, 3), lone(2, 3), lone(6, 3)], {0: 1, 1: 2, 2: 6}, id="in order"),
        pytest.param([lone(1, 3), lone(2, 1), lone(2, 4)], {0: 1, 2: 2}, id="of two of one section the one worth more"),
        pytest.param([lone(1, 3), lone(5, 4), lone(2, 3), lone(3, 3)], {0: 1, 2: 2, 3: 3}, id="one out of turn"),
        pytest.param([lone(1, -1), lone(2, 2)], {1: 2}, id="one that is worth less than nothing"),
        pytest.param([lone(1, 3), Candidate({1: 3, 2: 2}, {}, 0)], {0: 1, 1: 2}, id="the section that fits"),
        pytest.param([lone(2, 3), Candidate({2: 3}, {2: 1}, 0), lone(3, 3)], {0: 2, 1: 2, 2: 3}, id="in two parts"),
        pytest.param([lone(6, 6), lone(1, 9, rows=4)], {1: 1}, id="too few rows for a second report"),
        pytest.param([lone(6, 6), lone(1, 9, rows=5)], {0: 6, 1: 1}, id="a second report behind the tables"),
        pytest.param([lone(6, 6), lone(1, 3, rows=50)], {0: 6}, id="too little for a second report"),
    ],
)
def test_the_sequence_is_taken_that_is_worth_most(candidates: list[Candidate], taken: dict[int, int]) -> None:
    assert rising(candidates, begins=-5) == taken


SECTION = {"一": "s1", "二": "s2", "三": "s3", "四": "s4", "五": "s5", "六": "s6"}


def settled(text: str, found: dict[str, float], possible: dict[str, float], tokenize: Tokenize) -> list[str]:
    """Return the headings of a text, a line a token: of those that a chain found and of those that are possible, each
    as sure as is told. A heading names the section of its number, more surely than the one after it."""
    tokens = tokenize(text)
    tags = ["B-heading" if one in found else "B-prose" for one in tokens.texts]
    sure = [found.get(one, 1 - possible.get(one, 0)) for one in tokens.texts]

    def names(tags: object) -> dict[int, tuple[Name, ...]]:
        label = {at: SECTION[one[0]] for at, one in enumerate(tokens.texts) if one[0] in SECTION}
        after = {at: f"s{int(own[1]) + 1}" for at, own in label.items()}
        return {at: (Name(label[at], 0, 4, 0.9), Name(after[at], 0, 4, 0.1)) for at in label}

    shares = {at: possible[one] for at, one in enumerate(tokens.texts) if one in possible}
    labeling = settle(tokens, Labeling(tags, sure, {}), shares, names)
    return [f"{one.names[0].label} {tokens.texts[one.first]}" for one in mentions(tokens, labeling)]


def test_what_comes_out_of_turn_is_no_heading_but_the_chain_is_asked_how_sure_it_is(tokenize: Tokenize) -> None:
    text = "一、公开工作\n五、平台维护\n二、信息数据\n三、办理结果"
    sure = {"一、公开工作": 0.99, "五、平台维护": 0.7, "二、信息数据": 0.99, "三、办理结果": 0.99}
    assert settled(text, sure, {}, tokenize) == ["s1 一、公开工作", "s2 二、信息数据", "s3 三、办理结果"]


def test_where_a_section_has_none_an_unlikely_heading_is_taken_but_no_hopeless_one(tokenize: Tokenize) -> None:
    text = "一、公开工作\n二、信息数据\n三、办理结果\n四、复议诉讼"
    sure = {"一、公开工作": 0.99, "四、复议诉讼": 0.99}
    possible = {"二、信息数据": 0.2, "三、办理结果": 0.02}
    assert settled(text, sure, possible, tokenize) == ["s1 一、公开工作", "s2 二、信息数据", "s4 四、复议诉讼"]


def test_of_two_headings_of_one_name_the_second_is_that_of_the_next_section(tokenize: Tokenize) -> None:
    text = "一、公开工作\n全年公开信息。\n一、信息数据\n三、办理结果"
    sure = {"一、公开工作": 0.99, "一、信息数据": 0.99, "三、办理结果": 0.99}
    assert settled(text, sure, {}, tokenize) == ["s1 一、公开工作", "s2 一、信息数据", "s3 三、办理结果"]
