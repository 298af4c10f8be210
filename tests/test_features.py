from collections.abc import Callable

import pytest

from girml.labeler.features import shape, surrounding_features, surroundings, text_features
from girml.labeler.likeness import likeness
from girml.labeler.names import index
from girml.records import Tokens

INDEX = index()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "_"),
        ("-", "-"),
        ("无", "-"),
        ("0", "0"),
        ("7", "9"),
        ("640", "999"),
        ("5件", "9u"),
        ("1234567", "9999"),
        ("640020470123456", "run"),
        ("(一)予以公开", "t3.row!"),
        ("规章", "t2.row!"),
        ("一、总体情况", "s1!"),
        ('3.危及"三安全一稳', "t3.row~"),
        ("政府信息公开工作做了很多,成效明显。", "prose"),
        ("- 3 -", "page"),
        ("首页", "w"),
    ],
)
def test_the_shape_of_a_text_tells_what_it_is(text: str, expected: str) -> None:
    assert shape(INDEX, text) == expected


def test_a_torn_label_is_like_the_one_it_was_torn_from() -> None:
    found = likeness(INDEX, "5.要求行政机关确认或重新出具已获")["t3.row"]
    assert found.label == "l.t3.row.not_processed.confirmation"
    assert found.within > 0.9


@pytest.mark.parametrize("text", ["", "12", "A-1", "长" * 61])
def test_figures_and_long_texts_are_like_no_label(text: str) -> None:
    assert likeness(INDEX, text) == {}


def test_a_text_has_the_same_features_wherever_it_stands() -> None:
    assert "shape t3.row!" in text_features(INDEX, "(一)予以公开")
    assert "word 一予以公开" in text_features(INDEX, "(一)予以公开")


def test_what_stands_around_a_token_is_told_by_shapes_and_gaps(tokenize: Callable[[str], Tokens]) -> None:
    around = list(surroundings(INDEX, tokenize("规章\t3\t\t12\n行政许可\t7")))
    assert [one.shapes for one in around] == [
        ("^", "^", "t2.row!", "9", "_"),
        ("^", "t2.row!", "9", "_", "99"),
        ("t2.row!", "9", "_", "99", "t2.row!"),
        ("9", "_", "99", "t2.row!", "9"),
        ("_", "99", "t2.row!", "9", "$"),
        ("99", "t2.row!", "9", "$", "$"),
    ]
    assert [(one.before, one.last, one.run) for one in around[1:4]] == [
        ("|", "t2.row!", "0 2"),
        ("|", "t2.row!", "1 1"),
        ("|", "t2.row!", "2 0"),
    ]
    assert "joined t2.row! | 9" in surrounding_features(around[1])


def test_a_heading_in_a_table_of_contents_is_told_by_its_twin(tokenize: Callable[[str], Tokens]) -> None:
    text = "一、总体情况\n二、主动公开政府信息情况\n一、总体情况\n全年平稳。"
    assert [one.twins for one in surroundings(INDEX, tokenize(text))] == ["a n", " n", "b ", ""]
