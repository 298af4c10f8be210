"""The marked text: its lines are those of the source, and each piece stands under the marks that cover it."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from girml.records import Cell, Field, Finding, Report, Section
from girml.records.annotation import AnnotatedSpan
from girml.view.controls import plain, visible
from girml.view.cutting import lines
from girml.view.marks import Mark, marked_lines
from girml.view.spans import Span

BARE = Report("a.txt", "0" * 64, "utf-8", 1, 1, 0, 0, "default-1")


def cell(cell_id: str, start: int, end: int, **others: Any) -> Cell:
    """Return a cell that was read at [start, end)."""
    made = Cell(cell_id, 1, "1", start, end, None, None, "read", 0.999, False)
    return made._replace(**others)


def marks(report: Report, source: str, *labels: AnnotatedSpan) -> list[tuple[Mark, ...]]:
    """Return the marks of each line of a whole text."""
    return [line.marks for line in marked_lines(replace(report, end=len(source)), source, labels)]


def test_a_run_of_digits_is_marked_with_every_cell_that_it_may_fill() -> None:
    run = [cell(f"t2.rules.{one}", 2, 5, state="unresolved", review=True) for one in ("made", "repealed")]
    found = marks(replace(BARE, cells=tuple(run)), "规章584。")
    figure = Mark("584", "cell", {"cell": "t2.rules.made t2.rules.repealed"}, "unresolved", True)
    assert found == [(Mark("规章"), figure, Mark("。"))]


def test_a_number_in_two_parts_is_marked_twice_and_not_between() -> None:
    found = marks(replace(BARE, cells=(cell("t2.fees.amount", 0, 5, parts=((0, 1), (4, 5))),)), "1\n  5")
    own = {"cell": "t2.fees.amount"}
    assert found == [(Mark("1", "cell", own),), (Mark("  "), Mark("5", "cell", own))]


def test_an_empty_cell_has_an_empty_mark_where_it_stands() -> None:
    found = marks(replace(BARE, cells=(cell("t2.rules.made", 3, 3, state="blank", text=""),)), "规章||")
    assert found == [(Mark("规章|"), Mark("", "cell", {"cell": "t2.rules.made"}, "blank"), Mark("|"))]


def test_a_label_in_two_lines_is_marked_without_its_indentation() -> None:
    found = marks(BARE, "现行有效\n    件数 1", AnnotatedSpan(0, 11, "column", "l.t2.col.in_force"))
    own = {"label": "l.t2.col.in_force"}
    assert found == [(Mark("现行有效", "label", own),), (Mark("    "), Mark("件数", "label", own), Mark(" 1"))]


def test_what_stands_in_another_is_marked_as_both() -> None:
    report = replace(BARE, title=Field("甲局2022年报告", 0, 9), agency=Field("甲局", 0, 2))
    found = marks(report, "甲局2022年报告")
    assert found[0] == (
        Mark("甲局", "field", {"field": "agency title"}),
        Mark("2022年报告", "field", {"field": "title"}),
    )


def test_headings_and_findings_are_marked_and_what_lies_outside_the_report_is_not() -> None:
    report = replace(
        BARE,
        start=3,
        sections=(Section(1, "总体情况", 3, 9, 9, 13),),
        findings=(Finding("misprint", "…", start=10, end=11), Finding("mojibake", "…", start=0, end=1)),
    )
    found = marks(report, "前一篇一、总体情况\n错字。")
    assert found == [
        (Mark("一、总体情况", "heading", {"heading": "s1"}),),
        (Mark("错", "finding", {"finding": "0"}), Mark("字。")),
    ]


def test_lines_are_counted_from_the_begin_of_the_source() -> None:
    found = list(lines("a\r\nb\rc\nd\n", 3, 9, ()))
    assert [(line.number, line.start) for line in found] == [(2, 3), (3, 5), (4, 7)]


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """Draw a text and spans in it, which may be empty, overlap or cross line ends."""
    source = draw(st.text("字1 \t\r\n\u2028\0🀄", max_size=40))
    places = st.integers(0, len(source))
    pairs = draw(st.lists(st.tuples(places, places), max_size=6))
    return source, sorted(Span(min(pair), max(pair), "cell", str(number)) for number, pair in enumerate(pairs))


@given(texts_with_spans())
def test_lines_hold_the_whole_text_and_each_span_its_own(drawn: tuple[str, Sequence[Span]]) -> None:
    source, spans = drawn
    found = list(lines(source, 0, len(source), spans))
    shown = source.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    assert "\n".join("".join(piece.text for piece in line.pieces) for line in found) == shown
    for span in spans:
        own = "".join(piece.text for line in found for piece in line.pieces if span in piece.spans)
        assert own == source[span.start : span.end].replace("\r", "").replace("\n", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a<b>&\"'", "a&lt;b&gt;&amp;&#34;&#39;", id="markup"),
        pytest.param(
            "\u202e\0", '<span class="control">U+202E</span><span class="control">U+0000</span>', id="controls"
        ),
        pytest.param("\ud800", '<span class="control">U+D800</span>', id="half a pair"),
        pytest.param("a\tb 🀄", "a\tb 🀄", id="tab and astral"),
    ],
)
def test_a_text_is_shown_as_it_is_and_harmless(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_an_attribute_holds_no_control_character() -> None:
    assert plain("甲\u202e\x1b\u200b") == "甲⟦U+202E⟧⟦U+001B⟧⟦U+200B⟧"


def test_cutting_takes_time_linear_in_the_marks() -> None:
    def seconds(number: int) -> float:
        labels = [Span(7 * at, 7 * at + 4, "label", "l.t2.row.licences") for at in range(number)]
        begin = time.process_time()
        found = sum(len(line.pieces) for line in lines("行政许可 1\n" * number, 0, 7 * number, labels))
        assert found == 2 * number
        return time.process_time() - begin

    assert seconds(40_000) < 30 * min(seconds(5_000) for _ in range(3))
