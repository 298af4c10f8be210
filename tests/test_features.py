from collections.abc import Callable
from pathlib import Path

import pytest

from girml.labeler.columns import columns
from girml.labeler.features import surrounding_features, text_features
from girml.labeler.lexicon import Lexicon
from girml.labeler.likeness import likeness
from girml.labeler.names import index
from girml.labeler.naming_features import Printed, features, in_context
from girml.labeler.shapes import shape
from girml.labeler.surroundings import surroundings
from girml.records import Tokens
from tests import brute_surroundings

INDEX = index()


def around(tokens: Tokens, *names: str) -> list[tuple[str, ...]]:
    """Return what some columns say of each token that is tagged."""
    found = surroundings(Lexicon(INDEX), [tokens]).columns
    told = [[columns(INDEX)[name].told(number) for number in found[name].tolist()] for name in names]
    return list(zip(*told, strict=True))


def only(tokens: Tokens, name: str) -> list[str]:
    """Return what one column says of each token that is tagged."""
    return [one for (one,) in around(tokens, name)]


def tagged(tokens: Tokens) -> list[int]:
    """Return the places of the tokens that are tagged."""
    [places] = surroundings(Lexicon(INDEX), [tokens]).places
    return list(places)


def features_of(tokens: Tokens) -> list[tuple[str, ...]]:
    """Return the features of what stands around each token that is tagged."""
    return list(surrounding_features(INDEX, surroundings(Lexicon(INDEX), [tokens]).columns))


SHAPES = ("far_left", "left", "own", "right", "far_right")


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


def test_marks_for_nothing_are_all_one() -> None:
    assert text_features(INDEX, "\\") == text_features(INDEX, "/") == text_features(INDEX, "无")


def test_what_stands_around_a_token_is_told_by_shapes_and_gaps(tokenize: Callable[[str], Tokens]) -> None:
    tokens = tokenize("规章\t3\t\t12\n行政许可\t7")
    assert around(tokens, *SHAPES) == [
        ("^", "^", "t2.row!", "9", "_"),
        ("^", "t2.row!", "9", "_", "99"),
        ("t2.row!", "9", "_", "99", "t2.row!"),
        ("9", "_", "99", "t2.row!", "9"),
        ("_", "99", "t2.row!", "9", "$"),
        ("99", "t2.row!", "9", "$", "$"),
    ]
    assert around(tokens, "before", "last", "run")[1:4] == [
        ("|", "t2.row!", "0 2"),
        ("|", "t2.row!", "1 1"),
        ("|", "t2.row!", "2 0"),
    ]
    assert "joined t2.row! | 9" in features_of(tokens)[1]


def test_a_heading_in_a_table_of_contents_is_told_by_its_twin(tokenize: Callable[[str], Tokens]) -> None:
    text = "一、总体情况\n二、主动公开政府信息情况\n一、总体情况\n全年平稳。"
    assert only(tokenize(text), "twins") == ["a n", " n", "b ", ""]


def test_a_heading_in_words_of_its_own_has_twins_too(tokenize: Callable[[str], Tokens]) -> None:
    text = "四、我们的短板\n五、来年的打算\n四、我们的短板\n文件偏少。"
    assert only(tokenize(text), "twins") == ["a n", " n", "b ", ""]


def test_a_label_on_several_lines_is_told_by_its_parts(tokenize: Callable[[str], Tokens]) -> None:
    tokens = tokenize("5.要求行政机关确认或重\n新出具已获取信息\n0\n总计\n0")
    assert only(tokens, "joint") == ["Bt3.row", "It3.row", "", "", ""]
    assert "joint It3.row" in features_of(tokens)[1]


def test_a_label_that_goes_on_in_the_next_token_is_told(tokenize: Callable[[str], Tokens]) -> None:
    tokens = tokenize("社会公益\n组织\n法律服务\n机构\n12")
    assert only(tokens, "seams") == [".+", "+-", "-+", "+.", ".."]
    assert "seam + n t3.column/" in features_of(tokens)[1]


def test_empty_cells_are_told_by_their_place_among_others(tokenize: Callable[[str], Tokens]) -> None:
    tokens = tokenize("规章\t\t3\t\t\t0\t7")
    # Of the six that stand together three are full and three empty.
    assert only(tokens, "cells") == ["", "3 3 0 0 1", "3 3 0", "3 3 0 0 2", "3 3 0 1 2", "3 3 0", "3 3 0"]
    assert around(tokens, "solid_left", "solid_right")[2:4] == [("t2.row!", "0"), ("9", "0")]
    assert "solid left t2.row! 9" in features_of(tokens)[2]


def test_empty_cells_that_only_part_others_are_left_out(tokenize: Callable[[str], Tokens]) -> None:
    # One parts cells, three part rows; between the 0 and the 7 stands a blank, and in the first row one after
    # the 7.
    text = "\t\t\t\t".join(["规章\t\t3\t\t0\t\t\t7\t", *["规章\t\t3\t\t0\t\t\t7"] * 11])
    tokens = tokenize(text)
    row = ["规章", "=", "3", "=", "0", "=", "_", "7", "_", "=", "=", "="]
    assert [at for at in tagged(tokens) if at < 12] == [at for at, one in enumerate(row) if one != "="]
    assert around(tokens, *SHAPES)[1] == ("^", "t2.row!", "9", "0", "_")
    assert only(tokens, "run")[4] == "3 1"
    assert [only(tokens, "before")[at] for at in (1, 6)] == ["|", "|"]


def test_empty_cells_on_lines_of_their_own_are_cells(tokenize: Callable[[str], Tokens]) -> None:
    tokens = tokenize("规章\t\n\t3\t\n\t0\t\n" * 12)
    assert tagged(tokens) == list(range(len(tokens)))


def test_a_text_without_empty_cells_tells_nothing_of_them(tokenize: Callable[[str], Tokens]) -> None:
    tokens = tokenize("规章\t3\t0\t7")
    assert around(tokens, "cells", "solid_left", "solid_right") == [("", "", "")] * 4


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("一、总体情况:本年公开3件,较上年增加。", "opening s1~"),
        ("其他需要报告的事项 全年收取信息处理费3元。", "opening s6~"),
        ("本局认真落实各项规定,公开3件。", None),
        ("一、总体情况", None),
    ],
)
def test_a_heading_that_runs_on_into_prose_is_told(text: str, opening: str | None) -> None:
    assert next((one for one in text_features(INDEX, text) if one.startswith("opening")), None) == opening


def test_labels_are_named_by_what_is_printed_beside_them() -> None:
    labels = [("column", "本年制发"), ("column", "件数"), ("column", "件数"), ("row", "规章")]
    second = Printed(*list(in_context(INDEX, labels))[2])
    assert second.around == ("本年制发", "件数", "规章", "^")
    assert "lefts 本年制发 件数 件数" in features(second)


MANY_EMPTY = "\t\t\t\t".join(["规章\t\t3\t\t0\t\t\t7\t", *["行政许可\t\t3\t\t0\t\t\t7"] * 11])
LAYOUTS = (
    "",
    "一、总体情况\n二、主动公开政府信息情况\n一、总体情况\n全年平稳。\n三、\n申请情况\n四、其他\n培训情况",
    "| 规章 | | 1 || 2 |\n|---|---|\n| 行政许可 |  | 3 | - |\n" * 12,
    "5.要求行政机关确认或重\n新出具已获取信息\n0\n总计\n0 1 0 0\n\n\n社会公益   组织\n法律服务\n机构\n12件",
    MANY_EMPTY,
    "规章\t\n\t3\t\n\t0\t\n" * 12,
    "本年收取0元。" * 9 + "\n" + " ".join(["行政处罚", *"0123456789" * 4, "640020470123456"]) + "\n（一）予以公开",
    *[path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))],
)


def test_many_texts_at_once_have_the_features_that_each_has_token_by_token(tokenize: Callable[[str], Tokens]) -> None:
    texts = [tokenize(text) for text in LAYOUTS]
    told = [brute_surroundings.surroundings(INDEX, one) for one in texts]
    found = surroundings(Lexicon(INDEX), texts)
    assert [list(one) for one in found.places] == [list(places) for places, _ in told]
    expected = [brute_surroundings.surrounding_features(one) for _, around in told for one in around]
    assert list(surrounding_features(INDEX, found.columns)) == expected
    assert len(expected) > 2000
    assert len(found.places[LAYOUTS.index(MANY_EMPTY)]) < len(texts[LAYOUTS.index(MANY_EMPTY)])
