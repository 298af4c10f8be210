"""Texts in, reports out: one and several reports, no form, findings, the threshold, the same twice."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

import girml
from girml.pipeline import Extractor
from girml.pipeline.extractor import AT_ONCE
from girml.reconcile.confidence import THRESHOLD
from girml.records import Report

EXAMPLES = Path(__file__).parent.parent / "examples"

TABLE_3 = [
    "一、本年新收政府信息公开申请数量 3 0 1 0 0 0 4",
    "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0",
    "三、本年度办理结果",
    "（一）予以公开 3 0 0 0 0 0 3",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形） 0 0 1 0 0 0 1",
    "（三）不予公开",
    "1.属于国家秘密 0 0 0 0 0 0 0",
    "（七）总计 3 0 1 0 0 0 4",
    "四、结转下年度继续办理 0 0 0 0 0 0 0",
]


def report_text(agency: str, *, received: str = "3 0 1 0 0 0 4") -> str:
    """Return a small report: a title, two headings and most of table 3."""
    table = "\n".join(TABLE_3).replace("3 0 1 0 0 0 4", received, 1)
    return (
        f"{agency}2023年政府信息公开工作年度报告\n一、总体情况\n本年认真办理申请。\n"
        f"三、收到和处理政府信息公开申请情况\n{table}\n"
    )


ONE, OTHER = report_text("云川县水利局"), report_text("霁山县林业局", received="3 0 0 0 1 0 4")


def values(report: Report, row: str) -> list[object]:
    """Return the values of a row of table 3."""
    return [cell.value for cell in report.cells if cell.id.startswith(f"t3.{row}.")]


def kinds(report: Report) -> list[str]:
    """Return the kinds of a report's findings."""
    return [finding.kind for finding in report.findings]


def test_one_report_is_read_from_its_first_character_to_its_last(extractor: Extractor) -> None:
    report = extractor(ONE)
    assert (report.index, report.of, report.start, report.end) == (1, 1, 0, len(ONE))
    assert (report.source, report.encoding, report.model) == ("", "utf-8", "deterministic-1")
    assert report.sha256 == sha256(ONE.encode()).hexdigest()
    assert report.form == {"t2": "2021", "t3": "2021", "t4": "2021"}
    assert values(report, "received") == [3, 0, 1, 0, 0, 0, 4]
    assert extractor.all(ONE) == [report]


def test_every_cell_of_the_form_is_there_in_its_order(extractor: Extractor) -> None:
    report = extractor(ONE)
    assert len(report.cells) == 200
    assert report.cells[0].id == "t2.rules.made"
    assert report.cells[-1].id == "t4.litigation_after_reconsideration.total"
    assert len(report.checks) == 42


def test_tables_that_are_missing_are_told(extractor: Extractor) -> None:
    report = extractor(ONE)
    assert {cell.state for cell in report.cells if not cell.id.startswith("t3.")} == {"absent"}
    assert [finding.message for finding in report.findings if finding.kind == "missing_table"] == [
        "Table 2 was not found; its cells are absent.",
        "Table 4 was not found; its cells are absent.",
    ]


def test_several_reports_are_read_one_after_the_other(extractor: Extractor) -> None:
    first, second = extractor.all(ONE + OTHER)
    assert (first.index, first.of, first.start, first.end) == (1, 2, 0, len(ONE))
    assert (second.index, second.of, second.start, second.end) == (2, 2, len(ONE), len(ONE + OTHER))
    assert first.agency is not None
    assert second.agency is not None
    assert (first.agency.value, second.agency.value) == ("云川县水利局", "霁山县林业局")
    assert values(first, "received") == [3, 0, 1, 0, 0, 0, 4]
    assert values(second, "received") == [3, 0, 0, 0, 1, 0, 4]
    assert "repeated_report" not in kinds(second)


def test_places_in_a_second_report_count_from_the_start_of_the_text(extractor: Extractor) -> None:
    text = ONE + OTHER
    second = extractor.all(text)[1]
    printed = [text[cell.start : cell.end] == cell.text for cell in second.cells if cell.state == "read"]
    assert len(printed) > 30
    assert all(printed)


def test_of_several_reports_a_call_gives_the_first_and_says_so(extractor: Extractor) -> None:
    report = extractor(ONE + OTHER)
    first = extractor.all(ONE + OTHER)[0]
    assert replace(report, findings=report.findings[:-1]) == first
    assert (report.findings[-1].kind, report.findings[-1].message) == (
        "several_reports",
        "The text holds 2 reports and this is the first; read the others with `.all(text)`.",
    )


def test_the_same_report_twice_is_told_on_the_second(extractor: Extractor) -> None:
    first, second = extractor.all(ONE + ONE)
    assert "repeated_report" not in kinds(first)
    assert (second.findings[-1].kind, second.findings[-1].message) == (
        "repeated_report",
        "This report says the same as report 1 of the text; count it once.",
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("今天天气很好。\n", id="prose"),
        pytest.param("云川县水利局2023年政府信息公开工作年度报告\n一、总体情况\n公开。\n", id="a title and no table"),
        pytest.param("行政许可 66\n行政处罚 14\n", id="two lines that a budget may hold too"),
        pytest.param("规章 行政规范性文件 行政许可 行政处罚 行政强制", id="labels without figures"),
    ],
)
def test_a_text_without_a_form_has_no_cells_and_says_so(extractor: Extractor, text: str) -> None:
    report = extractor(text)
    assert (report.form, report.cells, report.checks) == (None, (), ())
    assert kinds(report) == ["no_form"]
    assert report.findings[0].message == (
        "No table of the statutory form was found; check that this is an annual report and its text whole."
    )


def test_a_pipe_gives_the_first_report_of_each_text_in_order(extractor: Extractor) -> None:
    texts = [ONE, "", OTHER + ONE]
    assert list(extractor.pipe(iter(texts))) == [extractor(text) for text in texts]


def test_a_pipe_of_all_gives_every_report_of_each_text_in_order(extractor: Extractor) -> None:
    texts = [ONE, "", OTHER + ONE]
    assert list(extractor.pipe_all(iter(texts))) == [extractor.all(text) for text in texts]


def test_a_pipe_reads_no_more_texts_ahead_than_it_labels_at_once(extractor: Extractor) -> None:
    texts = iter([ONE] * AT_ONCE + [OTHER])
    next(extractor.pipe(texts))
    assert list(texts) == [OTHER]


def test_reading_a_text_again_gives_the_same(extractor: Extractor) -> None:
    first = extractor(ONE)
    extractor(OTHER)
    assert extractor(ONE) == first == girml.load("deterministic")(ONE)


def test_the_threshold_changes_review_and_nothing_else() -> None:
    text = (EXAMPLES / "spaces_2019.txt").read_bytes().decode()
    usual, strict = girml.load("deterministic")(text), girml.load("deterministic", threshold=0.9999)(text)
    assert usual == girml.load("deterministic", threshold=THRESHOLD)(text)
    assert sum(cell.review for cell in strict.cells) > sum(cell.review for cell in usual.cells) > 0
    assert [cell._replace(review=False) for cell in strict.cells] == [
        cell._replace(review=False) for cell in usual.cells
    ]
    assert replace(strict, cells=()) == replace(usual, cells=())


@pytest.mark.parametrize(
    ("row", "kind", "message"),
    [
        pytest.param(
            "移送有关单位 0 0 0 0 0 0 5",
            "extra_row",
            "The form has no row '移送有关单位'; its figures are 0, 0, 0, 0, 0, 0, 5.",
            id="a row the form does not know",
        ),
        pytest.param(
            "（一）予以公开 9 0 0 0 0 0 9",
            "repeated_row",
            "The row '（一）予以公开' is printed again with 9, 0, 0, 0, 0, 0, 9; the first was read.",
            id="a row printed twice",
        ),
        pytest.param(
            "2.其他法律行政法规禁止公开 1234567890123 0 0 0 0 0 0",
            "long_number",
            "A number of 13 digits is no figure of a report; look at the source.",
            id="a number too long to be a count",
        ),
    ],
)
def test_what_a_table_holds_beyond_the_form_is_a_finding(
    extractor: Extractor, row: str, kind: str, message: str
) -> None:
    text = report_text("云川县水利局").replace("（七）总计", f"{row}\n（七）总计")
    report = extractor(text)
    (finding,) = [one for one in report.findings if one.kind == kind]
    assert finding.message == message
    assert finding.start is not None
    assert finding.start >= text.index(row)
    assert values(report, "granted") == [3, 0, 0, 0, 0, 0, 3]


@pytest.mark.parametrize(
    ("text", "kind", "message", "start"),
    [
        pytest.param(
            "年\ufffd报\ufffd",
            "mojibake",
            "Characters were lost when the text was decoded (they show as U+FFFD); decode the original again.",
            1,
            id="characters lost",
        ),
        pytest.param(
            "锛銆" * 20,
            "mojibake",
            "The text looks like UTF-8 that was read as GBK; decode the original as UTF-8.",
            0,
            id="decoded twice",
        ),
        pytest.param(
            "年报\x07",
            "control_characters",
            "The text holds control characters, the first is U+0007; offsets count them.",
            2,
            id="control characters",
        ),
    ],
)
def test_odd_characters_are_a_finding(extractor: Extractor, text: str, kind: str, message: str, start: int) -> None:
    finding = extractor(text).findings[0]
    assert (finding.kind, finding.message, finding.start) == (kind, message, start)


def test_tables_whose_labels_leave_the_form_open_are_read_by_that_of_2021(extractor: Extractor) -> None:
    report = extractor("\n".join(line for line in TABLE_3 if "本年度办理" not in line))
    assert report.form == {"t2": "2021", "t3": "2021", "t4": "2021"}
    assert [one.message for one in report.findings if one.kind == "form_undecided"] == [
        "The labels of table 3 leave its form open; it is read by the form of 2021."
    ]


def test_a_remark_belongs_to_the_figure_before_it_and_fills_no_cell(extractor: Extractor) -> None:
    heads = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
    report = extractor(f"{heads}规章\t22 （其中修订16件）\t3\t40\n行政规范性文件\t1\t2\t3\n行政许可\t5\n")
    assert [cell.value for cell in report.cells[:3]] == [22, 3, 40]
    assert [cell.text for cell in report.cells[:3]] == ["22", "3", "40"]


def test_a_telephone_number_below_a_table_fills_no_cell(extractor: Extractor) -> None:
    text = ONE.replace("继续办理 0 0 0 0 0 0 0", "继续办理 0 0 0 0 0 0")
    report = extractor(f"{text}电话 0571-8812345\n")
    assert not any(isinstance(cell.value, str) for cell in report.cells)
    assert not any("0571-8812345" in cell.alternatives for cell in report.cells)


def test_words_that_a_line_end_parts_are_told_as_they_stand() -> None:
    rows = [[label, "3", "0", "1", "0", "0", "0", "4"] for label in LABELS_3]
    rows[2][0] = f"三、本年度办理结果\n\n{rows[2][0]}"
    rows[2][3] = "见附\nＡ１"
    text = "\n\n".join(["三、收到和处理政府信息公开申请情况", *(one for row in rows for one in row), ""])

    report = girml.load()(text)
    (cell,) = (one for one in report.cells if isinstance(one.value, str))

    assert (cell.id, cell.value, cell.text) == ("t3.granted.research", "见附Ａ１", "见附\nＡ１")
    assert text[cell.start : cell.end] == cell.text


LABELS_3 = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "（七）总计",
    "四、结转下年度继续办理",
)
