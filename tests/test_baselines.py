"""The baselines: reports under the contract, with what a plain script would find in a text and no more."""

from collections.abc import Callable

import pytest

from girml.baselines import regex, zeros
from girml.records import Field, Report, State, Value
from girml.records.annotation import AnnotatedSpan, Annotation
from girml.score import score

TITLE = "云川县水利局2023年政府信息公开工作年度报告"
FIRST, SECOND, THIRD, FOURTH = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)
RULES = ("t2.rules.made", "t2.rules.repealed", "t2.rules.in_force")
RECEIVED = tuple(
    f"t3.received.{column}"
    for column in (
        "natural_person",
        "business",
        "research",
        "public_welfare",
        "legal_services",
        "other_organisation",
        "total",
    )
)

Told = list[tuple[State, Value]]


def told(report: Report, *names: str) -> Told:
    """Return state and value of some cells of a report."""
    cells = {cell.id: cell for cell in report.cells}
    return [(cells[name].state, cells[name].value) for name in names]


@pytest.mark.parametrize("baseline", [regex, zeros])
@pytest.mark.parametrize(
    ("text", "form", "cells"),
    [
        pytest.param("", "2021", 200, id="nothing"),
        pytest.param("本年制发件数", "2021", 200, id="the new form"),
        pytest.param("信息内容 上一年项目数量 本年增/减", "2019", 198, id="a column of the old form"),
        pytest.param("政府集中采购 0 0", "2019", 198, id="a row of the old form"),
    ],
)
def test_every_cell_of_the_form_is_told_in_form_order(
    baseline: Callable[[str], Report], text: str, form: str, cells: int
) -> None:
    report = baseline(text)
    assert report.form == {"t2": form, "t3": form, "t4": form}
    assert len(report.cells) == len({cell.id for cell in report.cells}) == cells
    assert (report.cells[0].id, report.cells[-1].id) == (RULES[0], "t4.litigation_after_reconsideration.total")
    assert not any(cell.review for cell in report.cells)
    assert {cell.confidence for cell in report.cells} == {1.0}


@pytest.mark.parametrize("baseline", [regex, zeros])
def test_a_report_names_its_text_as_the_reader_does(baseline: Callable[[str], Report]) -> None:
    report = baseline("规章")
    assert (report.source, report.encoding, report.index, report.of) == ("", "utf-8", 1, 1)
    assert (report.start, report.end) == (0, 2)
    assert report.sha256 == "c714a732998261ddfccd62969cd7f556d8e24393b26bcd8730dacc256062b5d4"


def test_zeros_are_read_everywhere_and_nothing_else_is() -> None:
    report = zeros(f"{TITLE}\n{SECOND}\n规章 3 0 12\n")
    assert {(cell.state, cell.value) for cell in report.cells} == {("read", 0)}
    assert (report.title, report.sections, report.findings) == (None, (), ())


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        pytest.param("规章 3 0 12\n", [3, 0, 12], id="a row on a line"),
        pytest.param("规章\n\n3\n\n0\n\n12\n行政许可 7", [3, 0, 12], id="a cell a line"),
        pytest.param("| 规章 | 3 | 0 | 1，234 |", [3, 0, 1234], id="bars and a full-width comma"),
        pytest.param("规 章\t３\t0\t12\t99", [3, 0, 12], id="no more numbers than cells"),
        pytest.param("规章 3\n行政规范性文件 5 5 5", [3, None, None], id="none of the next row"),
        pytest.param("规章适用范围如下。规章 3 0 12", [3, 0, 12], id="a label without numbers is passed over"),
        pytest.param("规章 3 0 12\n规章 4 4 4", [3, 0, 12], id="the first of two rows"),
        pytest.param("规章 3\n规章 4 4 4", [3, 4, 4], id="a row that comes again fills what is open"),
        pytest.param("规章 1234567890123 3", [3, None, None], id="a number too long is none"),
    ],
)
def test_the_numbers_behind_a_label_are_its_cells_in_order(text: str, cells: list[Value]) -> None:
    expected: Told = [("absent", None) if value is None else ("read", value) for value in cells]
    assert told(regex(f"{SECOND}\n{text}"), *RULES) == expected


@pytest.mark.parametrize("mark", ["-", "/", "—", "——", "－", "无", "\\"])
def test_a_mark_for_nothing_is_a_blank_in_its_place(mark: str) -> None:
    assert told(regex(f"{SECOND}\n规章 {mark} 0 | {mark} |"), *RULES) == [("blank", None), ("read", 0), ("blank", None)]


def test_rules_of_markdown_are_no_blanks() -> None:
    assert told(regex(f"{SECOND}\n规章 | --- | --- |\n| 3 | 0 | 12 |"), *RULES) == [
        ("read", 3),
        ("read", 0),
        ("read", 12),
    ]


def test_figures_keep_their_place_in_the_source() -> None:
    text = f"{SECOND}\r\n规章\u200b 3 0 １，２３４\r\n行政事业性收费 -12.5 万元"
    cells = {cell.id: cell for cell in regex(text).cells}
    assert [cells[name].text for name in RULES] == ["3", "0", "１，２３４"]
    assert cells["t2.fees.amount"].value == -12.5
    read = [cell for cell in cells.values() if cell.state == "read"]
    assert len(read) == 4
    assert all(cell.text == text[cell.start : cell.end] for cell in read)


def test_enumerators_are_part_of_their_labels() -> None:
    text = (
        f"{THIRD}\n一、本年新收政府信息公开申请数量 5 0 0 0 0 0 5\n（三）不予公开 1.属于国家秘密 1 0 0 0 0 0 1\n2.其他"
    )
    report = regex(text)
    assert told(report, *RECEIVED) == [("read", value) for value in (5, 0, 0, 0, 0, 0, 5)]
    assert told(report, "t3.denied.state_secret.natural_person", "t3.denied.state_secret.research") == [
        ("read", 1),
        ("read", 0),
    ]


def test_table_4_is_one_line_behind_the_last_column() -> None:
    heads = "行政复议 行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计\n"
    report = regex(f"{FOURTH}\n本年行政复议2件。\n{heads}1 2 3 4 10 0 0 0 0 0 5 0 0 0 5\n")
    row = [f"t4.reconsideration.{column}" for column in ("upheld", "corrected", "other", "pending", "total")]
    assert told(report, *row) == [("read", value) for value in (1, 2, 3, 4, 10)]
    assert told(report, "t4.litigation_after_reconsideration.upheld") == [("read", 5)]


def test_rows_of_table_4_may_stand_below_each_other() -> None:
    report = regex(f"{FOURTH}\n行政复议 结果维持 总计 1 2 3 4 10\n未经复议直接起诉 结果维持 总计 0 0 5 0 5")
    assert told(report, "t4.reconsideration.total", "t4.litigation_direct.other") == [("read", 10), ("read", 5)]
    assert told(report, "t4.litigation_after_reconsideration.total") == [("absent", None)]


def test_without_its_heading_a_table_begins_at_its_first_column() -> None:
    bait = "本局制定规章7部。\n"
    assert told(regex(f"{bait}信息内容 本年制发件数\n规章 3 0 12\n"), RULES[0]) == [("read", 3)]
    assert {cell.state for cell in regex(f"{bait}规章 3 0 12\n").cells} == {"absent"}


def test_a_table_ends_at_the_next_heading() -> None:
    report = regex(f"{SECOND}\n规章 3\n{THIRD}\n7 7 7")
    assert told(report, *RULES) == [("read", 3), ("absent", None), ("absent", None)]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        pytest.param(f"{FIRST}：\n公开。\n{SECOND}\n", [FIRST, SECOND], id="titles of the form"),
        pytest.param(f"详见“{SECOND}”。\n{SECOND}\n", [SECOND], id="a line goes before prose"),
        pytest.param(f"公开。{SECOND}规章 0 0 0", [SECOND], id="within a line"),
        pytest.param("三 依申请公开办理情况\n申请人情况", ["三 依申请公开办理情况"], id="reworded"),
        pytest.param(f"{FIRST}\n{SECOND}\n\n{FIRST}\n公开。\n{SECOND}\n", [FIRST, SECOND], id="a list of headings"),
        pytest.param(f"{SECOND}||{THIRD}||公开。||{SECOND}||规章|0", [SECOND], id="fields in place of lines"),
        pytest.param("主动公开政府信息情况\n一、本年新收政府信息公开申请数量\n", [], id="no numeral, no section"),
    ],
)
def test_headings_are_a_numeral_and_a_title(text: str, headings: list[str]) -> None:
    sections = regex(text).sections
    assert [text[one.heading_start : one.heading_end] for one in sections] == headings
    assert [one.heading_start for one in sections] == [text.rindex(heading) for heading in headings]


def test_a_section_ends_where_the_next_begins() -> None:
    sections = regex(f"{FIRST}：\n公开。\n{SECOND}\n").sections
    assert [(one.number, one.start, one.end) for one in sections] == [(1, 6, 12), (2, 24, 25)]


def test_the_head_is_read_with_its_places() -> None:
    report = regex(f"首页\n{TITLE}\n发布日期：2024-1-8\n")
    assert report.title == Field(TITLE, 3, 26)
    assert report.agency == Field("云川县水利局", 3, 9)
    assert report.year == Field(2023, 9, 13)
    assert report.published == Field("2024-01-08", 32, 40)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        pytest.param("2022年，本局公开信息52条。", Field(2022, 0, 4), id="the first year of the text"),
        pytest.param("本局公开信息52条。", None, id="no year"),
    ],
)
def test_without_a_title_the_year_is_the_first_one(text: str, year: Field | None) -> None:
    report = regex(text)
    assert (report.title, report.agency, report.year, report.published) == (None, None, year, None)


def test_reports_of_the_baselines_are_scored_as_any_other() -> None:
    text = f"{SECOND}\n规章 3 0 12\n"
    spans = (AnnotatedSpan(0, len(SECOND), "heading", "s2"),)
    printed: dict[str, Value] = dict(zip(RULES, (3, 0, 12), strict=True))
    gold = Annotation("a", text, "rows", "f", "l", "b", 2023, {"t2": "2021"}, printed, spans)
    found = score(regex(text), gold)
    assert found.exact
    assert (found.headings.matched, found.headings.predicted) == (1, 1)
    assert score(zeros(text), gold).cells.nonzero_right == 0
    assert score(zeros(text), gold).cells.right == 1
