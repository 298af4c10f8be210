"""Printed figures: what they are worth, which slice says so, and what is no figure."""

import pytest

from girml.text.values import is_nil, is_too_long, is_unreadable, misread, parse
from girml.text.view import fold


@pytest.mark.parametrize(
    ("text", "value", "printed", "unit"),
    [
        pytest.param("66", 66, "66", None, id="digits"),
        pytest.param("0", 0, "0", None, id="zero"),
        pytest.param("007", 7, "007", None, id="leading zeros"),
        pytest.param("１２", 12, "12", None, id="full-width digits"),
        pytest.param("１，234", 1234, "1,234", None, id="thousands, full-width comma"),
        pytest.param("12,345,678", 12345678, "12,345,678", None, id="millions"),
        pytest.param("3件", 3, "3件", None, id="count with its word"),
        pytest.param("3件次", 3, "3件次", None, id="word of two characters"),
        pytest.param("12 件", 12, "12 件", None, id="space before the word"),
        pytest.param("12.5", 12.5, "12.5", None, id="decimals"),
        pytest.param("0.0000", 0.0, "0.0000", None, id="zero with four decimals"),
        pytest.param("12.5万元", 12.5, "12.5万元", "万元", id="ten thousand yuan"),
        pytest.param("113.96万元", 113.96, "113.96万元", "万元", id="two decimals of ten thousand yuan"),
        pytest.param("3405820元", 3405820, "3405820元", "元", id="yuan"),
        pytest.param("1,234.50元", 1234.5, "1,234.50元", "元", id="thousands and decimals"),
        pytest.param("+1", 1, "+1", None, id="plus"),
        pytest.param("－3", -3, "-3", None, id="full-width minus"),
        pytest.param("增98", 98, "增98", None, id="more"),
        pytest.param("增加5", 5, "增加5", None, id="more, two characters"),
        pytest.param("新增3件", 3, "新增3件", None, id="newly added, with its word"),
        pytest.param("减8", -8, "减8", None, id="less"),
        pytest.param("减少8", -8, "减少8", None, id="less, two characters"),
        pytest.param("減 8", -8, "减 8", None, id="less, traditional, with a space"),
        pytest.param("22（其中修订16件）", 22, "22", None, id="remark in brackets"),
        pytest.param("22 （其中修订16件）", 22, "22", None, id="remark after a space"),
        pytest.param("22件（其中修订16件）", 22, "22件", None, id="remark after the word"),
        pytest.param("3件。", 3, "3件", None, id="full stop"),
        pytest.param("123456789012", 123456789012, "123456789012", None, id="twelve digits"),
    ],
)
def test_a_figure_is_worth_what_it_prints(text: str, value: int | float, printed: str, unit: str | None) -> None:
    folded = fold(text)
    figure = parse(folded)
    assert figure is not None
    assert (figure.value, type(figure.value), folded[: figure.end], figure.unit) == (value, type(value), printed, unit)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("0/0", id="two figures"),
        pytest.param("1 2", id="two figures, a space between"),
        pytest.param("2020年1-4月行政许可13件", id="a sentence with figures"),
        pytest.param("1,2345", id="comma in the wrong place"),
        pytest.param("12,34", id="comma before two digits"),
        pytest.param("5%", id="a share"),
        pytest.param("3.", id="an enumerator"),
        pytest.param("(3)", id="brackets alone"),
        pytest.param(".5", id="no whole part"),
        pytest.param("+-3", id="two signs"),
        pytest.param("一", id="a numeral"),
        pytest.param("²", id="a digit that is no decimal"),
        pytest.param("1234567890123", id="thirteen digits"),
        pytest.param("9" * 5000, id="five thousand digits"),
    ],
)
def test_what_is_no_single_figure_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("text", ["/", "//", "-", "—", "——", "－", "–", "无", "無", "\\", "＼"])
def test_marks_for_nothing_are_nil(text: str) -> None:
    assert is_nil(fold(text))


@pytest.mark.parametrize("text", ["", "0", "-1", "无。", "/-", "不适用"])
def test_other_texts_are_not_nil(text: str) -> None:
    assert not is_nil(text)


@pytest.mark.parametrize(
    ("text", "long"),
    [
        pytest.param("123456789012", False, id="twelve digits"),
        pytest.param("1234567890123", True, id="thirteen digits"),
        pytest.param("1,234,567,890,123", True, id="thirteen digits in thousands"),
        pytest.param("123,456,789,012", False, id="twelve digits in thousands"),
        pytest.param("一二三四五六七八九十一二三", False, id="no digits"),
    ],
)
def test_numbers_of_more_than_twelve_digits_are_too_long(text: str, *, long: bool) -> None:
    assert is_too_long(text) is long


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        pytest.param("O", "0", id="letter O"),
        pytest.param("lO", "10", id="letters l and O"),
        pytest.param("l2", "12", id="letter among digits"),
        pytest.param("I1", "11", id="capital I"),
        pytest.param("ZSB", "258", id="letters like 2, 5 and 8"),
        pytest.param("12", None, id="digits alone"),
        pytest.param("", None, id="nothing"),
        pytest.param("O" * 7, None, id="too many for a figure"),
        pytest.param("Ox", None, id="a letter that is like no digit"),
    ],
)
def test_letters_that_look_like_digits_say_which(text: str, digits: str | None) -> None:
    assert misread(text) == digits


@pytest.mark.parametrize(
    ("text", "unreadable"),
    [
        pytest.param("■■", True, id="blots"),
        pytest.param("\ufffd", True, id="a lost character"),
        pytest.param("?", True, id="a question mark"),
        pytest.param("l2", True, id="a letter among digits"),
        pytest.param("12", False, id="digits"),
        pytest.param("●" * 7, False, id="a row of dots"),
        pytest.param("无法辨认", False, id="words"),
    ],
)
def test_signs_where_a_figure_should_stand_are_unreadable(text: str, *, unreadable: bool) -> None:
    assert is_unreadable(text) is unreadable
