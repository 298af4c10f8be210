from collections.abc import Callable

import pytest

from girml.labeler.features import surrounding_features, text_features
from girml.labeler.likeness import likeness
from girml.labeler.names import index
from girml.labeler.naming_features import features, in_context
from girml.labeler.shapes import shape
from girml.labeler.surroundings import Surroundings, surroundings
from girml.records import Tokens

INDEX = index()


def around(tokens: Tokens) -> list[Surroundings]:
    """Return what stands around each token that is tagged."""
    return surroundings(INDEX, tokens)[1]


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
    found = around(tokenize("规章\t3\t\t12\n行政许可\t7"))
    assert [one.shapes for one in found] == [
        ("^", "^", "t2.row!", "9", "_"),
        ("^", "t2.row!", "9", "_", "99"),
        ("t2.row!", "9", "_", "99", "t2.row!"),
        ("9", "_", "99", "t2.row!", "9"),
        ("_", "99", "t2.row!", "9", "$"),
        ("99", "t2.row!", "9", "$", "$"),
    ]
    assert [(one.before, one.last, one.run) for one in found[1:4]] == [
        ("|", "t2.row!", "0 2"),
        ("|", "t2.row!", "1 1"),
        ("|", "t2.row!", "2 0"),
    ]
    assert "joined t2.row! | 9" in surrounding_features(found[1])


def test_a_heading_in_a_table_of_contents_is_told_by_its_twin(tokenize: Callable[[str], Tokens]) -> None:
    text = "一、总体情况\n二、主动公开政府信息情况\n一、总体情况\n全年平稳。"
    assert [one.twins for one in around(tokenize(text))] == ["a n", " n", "b ", ""]


def test_a_heading_in_words_of_its_own_has_twins_too(tokenize: Callable[[str], Tokens]) -> None:
    text = "四、我们的短板\n五、来年的打算\n四、我们的短板\n文件偏少。"
    assert [one.twins for one in around(tokenize(text))] == ["a n", " n", "b ", ""]


def test_a_label_on_several_lines_is_told_by_its_parts(tokenize: Callable[[str], Tokens]) -> None:
    found = around(tokenize("5.要求行政机关确认或重\n新出具已获取信息\n0\n总计\n0"))
    assert [one.joint for one in found] == ["Bt3.row", "It3.row", "", "", ""]
    assert "joint It3.row" in surrounding_features(found[1])


def test_a_label_that_goes_on_in_the_next_token_is_told(tokenize: Callable[[str], Tokens]) -> None:
    found = around(tokenize("社会公益\n组织\n法律服务\n机构\n12"))
    assert [one.seams for one in found] == [".+", "+-", "-+", "+.", ".."]
    assert "seam + n t3.column/" in surrounding_features(found[1])


def test_empty_cells_are_told_by_their_place_among_others(tokenize: Callable[[str], Tokens]) -> None:
    found = around(tokenize("规章\t\t3\t\t\t0\t7"))
    # Of the six that stand together three are full and three empty.
    assert [one.cells for one in found] == ["", "3 3 0 0 1", "3 3 0", "3 3 0 0 2", "3 3 0 1 2", "3 3 0", "3 3 0"]
    assert found[2].solid == ("t2.row!", "0")
    assert found[3].solid == ("9", "0")
    assert "solid left t2.row! 9" in surrounding_features(found[2])


def test_empty_cells_that_only_part_others_are_left_out(tokenize: Callable[[str], Tokens]) -> None:
    # One parts cells, three part rows; between the 0 and the 7 stands a blank, and in the first row one after
    # the 7.
    text = "\t\t\t\t".join(["规章\t\t3\t\t0\t\t\t7\t", *["规章\t\t3\t\t0\t\t\t7"] * 11])
    found = around(tokenize(text))
    row = ["规章", "=", "3", "=", "0", "=", "_", "7", "_", "=", "=", "="]
    assert [at for at in surroundings(INDEX, tokenize(text))[0] if at < 12] == [
        at for at, one in enumerate(row) if one != "="
    ]
    assert found[1].shapes == ("^", "t2.row!", "9", "0", "_")
    assert found[4].run == "3 1"
    assert (found[1].before, found[6].before) == ("|", "|")


def test_empty_cells_on_lines_of_their_own_are_cells(tokenize: Callable[[str], Tokens]) -> None:
    tokens = tokenize("规章\t\n\t3\t\n\t0\t\n" * 12)
    assert list(surroundings(INDEX, tokens)[0]) == list(range(len(tokens)))


def test_a_text_without_empty_cells_tells_nothing_of_them(tokenize: Callable[[str], Tokens]) -> None:
    assert [(one.cells, one.solid) for one in around(tokenize("规章\t3\t0\t7"))] == [("", None)] * 4


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
    second = list(in_context(INDEX, labels))[2]
    assert second.around == ("本年制发", "件数", "规章", "^")
    assert "lefts 本年制发 件数 件数" in features(second)
