"""The normalised view: what is folded, what is left out, and the way back to the source."""

import pytest

from girml.text.view import fold, source_span, view


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("（１２．５）", "(12.5)", id="full-width digits and brackets"),
        pytest.param("ＡＢｃ：；，！", "ABc:;,!", id="full-width letters and marks"),
        pytest.param("〔2021〕30号", "(2021)30号", id="tortoise-shell brackets"),
        pytest.param("【年报】", "[年报]", id="lenticular brackets"),
        pytest.param("1\u00a02\u30003\u20094", "1 2 3 4", id="kinds of space"),
        pytest.param("a\rb\x0bc\x0cd\x85e\u2028f\u2029g", "a\nb\nc\nd\ne\nf\ng", id="kinds of line end"),
        pytest.param("“三安全一稳定”", '"三安全一稳定"', id="curly quotes"),
        pytest.param("「三安全」『一稳定』＂'´`", '"三安全""一稳定"""""', id="other quotes"),
        pytest.param("│规章┃1║2┆", "|规章|1|2|", id="upright borders"),
        pytest.param("┌──┬──┐", "|──|──|", id="corners"),
        pytest.param("━═┄╍", "────", id="lying borders"),
        pytest.param("－1﹣2−3‐4–5―6", "-1-2-3-4-5—6", id="kinds of dash"),
        pytest.param("二〇二三", "二0二三", id="the Chinese zero"),
        pytest.param("一﹑二､三", "一、二、三", id="small commas"),
        pytest.param("0∕0 0⁄0", "0/0 0/0", id="kinds of slash"),
        pytest.param("⾏政⼀", "行政一", id="radicals"),
        pytest.param("行政復議、訴訟數量總計", "行政复议、诉讼数量总计", id="traditional script"),
        pytest.param("规章\t1|2", "规章\t1|2", id="tabs and pipes stay"),
        pytest.param("", "", id="nothing"),
        pytest.param("``｀｀", '""``', id="what is folded to a folded character, beside it"),
    ],
)
def test_characters_are_folded_one_to_one(source: str, text: str) -> None:
    assert view(source).text == text
    assert len(text) == len(source)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("规\u200b章\u200d1\u2060", "规章1", id="zero-width characters"),
        pytest.param("\ufeff规章", "规章", id="a byte-order mark"),
        pytest.param("行政\u00ad许可\ufe0f", "行政许可", id="soft hyphen and variation selector"),
        pytest.param("\u202a12\u202c", "12", id="marks of direction"),
        pytest.param("a\r\nb\r\n", "a\nb\n", id="the first half of CR LF"),
        pytest.param("a\r\r\nb", "a\n\nb", id="a CR before CR LF is a line end of its own"),
        pytest.param("\u200b\u200c", "", id="nothing but zero width"),
    ],
)
def test_what_shows_nothing_is_left_out(source: str, text: str) -> None:
    assert view(source).text == text


def test_the_source_itself_is_kept() -> None:
    assert view("规章\u200b　１\r\n").source == "规章\u200b　１\r\n"


SOURCE = "\ufeff规章\u200b\u200c１２\r\n总计\u200b"
"""The view is `规章12` and `总计` on two lines."""


@pytest.mark.parametrize(
    ("start", "end", "span", "printed"),
    [
        pytest.param(0, 2, (1, 3), "规章", id="after a mark at the start"),
        pytest.param(2, 4, (5, 7), "１２", id="after characters left out"),
        pytest.param(0, 4, (1, 7), "规章\u200b\u200c１２", id="around characters left out"),
        pytest.param(4, 5, (8, 9), "\n", id="the line end without its CR"),
        pytest.param(5, 7, (9, 11), "总计", id="before a mark at the end"),
        pytest.param(2, 2, (5, 5), "", id="an empty slice"),
        pytest.param(7, 7, (12, 12), "", id="the empty slice at the end"),
    ],
)
def test_a_slice_of_the_view_finds_its_place_in_the_source(
    start: int, end: int, span: tuple[int, int], printed: str
) -> None:
    assert source_span(view(SOURCE), start, end) == span
    assert SOURCE[slice(*span)] == printed


def test_where_nothing_is_left_out_offsets_are_the_same() -> None:
    assert source_span(view("规章（１）"), 3, 4) == (3, 4)


def test_a_label_is_folded_as_the_view_is() -> None:
    assert fold("（二）\u200b部分公開：") == "(二)部分公开:"
