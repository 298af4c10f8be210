"""The deterministic labeler: every token of a report has its tag, and every label its name."""

from collections.abc import Callable

import pytest

from girml.bio import tags
from girml.labeler import deterministic
from girml.records import Tokens

Tag = Callable[[str], list[tuple[str, str, str]]]
Tokenize = Callable[[str], Tokens]

REPORT = """首页 机构 公开 服务
云川县水利局2023年政府信息公开工作年度报告
发布日期：2024-01-18
一、总体情况
本年公开信息52条，办结申请3件，其余结转下年度继续办理。
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t1\t/\t
行政规范性文件\t3\t\t5
第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t7
"""

SMALL = [
    ("title", "云川县水利局2023年政府信息公开工作年度报告", ""),
    ("date", "发布日期:2024-01-18", ""),
    ("heading", "一、总体情况", "s1"),
    ("heading", "二、主动公开政府信息情况", "s2"),
    ("column", "第二十条第(一)项", "l.t2.item.1"),
    ("column", "信息内容", "l.t2.head.content"),
    ("column", "本年制发件数", "l.t2.col.made"),
    ("column", "本年废止件数", "l.t2.col.repealed"),
    ("column", "现行有效件数", "l.t2.col.in_force"),
    ("row", "规章", "l.t2.row.rules"),
    ("figure", "1", ""),
    ("blank", "/", ""),
    ("blank", "", ""),
    ("row", "行政规范性文件", "l.t2.row.normative_documents"),
    ("figure", "3", ""),
    ("blank", "", ""),
    ("figure", "5", ""),
    ("column", "第二十条第(五)项", "l.t2.item.5"),
    ("column", "信息内容", "l.t2.head.content"),
    ("column", "本年处理决定数量", "l.t2.col.decisions"),
    ("row", "行政许可", "l.t2.row.licences"),
    ("figure", "7", ""),
]


def test_a_small_report_is_tagged_from_its_title_to_its_last_figure(tag: Tag) -> None:
    assert tag(REPORT) == SMALL


def test_menus_and_sentences_are_prose(tokenize: Tokenize) -> None:
    tokens = tokenize(REPORT)
    marks = dict(zip(tokens.texts, deterministic.label(tokens).tags, strict=True))
    assert marks["首页"] == "B-prose"
    assert marks["本年公开信息52条,办结申请3件,其余结转下年度继续办理。"] == "B-prose"


@pytest.mark.parametrize("line", ["- 3 -", "— 3 —", "第 5 页 共 8 页", "5 / 8", "单位：件"])
def test_page_numbers_and_units_within_a_table_are_furniture(tokenize: Tokenize, line: str) -> None:
    tokens = tokenize(f"行政处罚\t3\n{line}\n行政强制\t7")
    marks = deterministic.label(tokens).tags
    assert marks[:2] == ["B-row", "B-figure"]
    assert set(marks[2:-2]) == {"B-furniture"}
    assert marks[-2:] == ["B-row", "B-figure"]


def test_every_token_has_a_declared_tag_and_a_probability(tokenize: Tokenize) -> None:
    tokens = tokenize(REPORT)
    labeling = deterministic.label(tokens)
    assert len(labeling.tags) == len(labeling.probabilities) == len(tokens)
    assert {mark[:2] for mark in labeling.tags} <= {"B-", "I-"}
    assert {mark[2:] for mark in labeling.tags} <= set(tags())
    assert all(0 < probability <= 1 for probability in labeling.probabilities)


def test_reports_carry_the_name_of_the_labeler() -> None:
    assert deterministic.NAME == "deterministic-1"


T2 = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
ZEROS, ONES = " 0 0 0 0 0 0 0\n", " 1 0 0 0 0 0 1\n"


@pytest.mark.parametrize(
    ("source", "text", "label"),
    [
        pytest.param(
            f"{T2}行政规范性\n文件\n3\n1\n5", "行政规范性\n文件", "l.t2.row.normative_documents", id="wrapped"
        ),
        pytest.param(
            f"{T2}规章\t1\t1\t1\n行政规氾性文件\t3\t1\t5\n行政许可\t7",
            "行政规氾性文件",
            "l.t2.row.normative_documents",
            id="misread",
        ),
        pytest.param(
            f"一、本年新收政府信息公开申请数量{ONES}二、上年结转政府信息公开申请{ZEROS}（一）予以公开{ONES}",
            "二、上年结转政府信息公开申请",
            "l.t3.row.brought_forward",
            id="cut short",
        ),
        pytest.param(
            f"5.要求行政机关确认或重新出具已获取信息{ZEROS}（六）其他处理{ONES}（七）总计{ONES}",
            "(六)其他处理",
            "l.t3.row.other_handling",
            id="a row of 2019, where figures follow",
        ),
        pytest.param(
            f"（六）其他处理\n3.其他{ONES}（七）总计{ONES}",
            "(六)其他处理",
            "l.t3.group.other_handling",
            id="a group of 2021, where rows follow",
        ),
    ],
)
def test_a_row_is_named_however_its_label_is_printed(tag: Tag, source: str, text: str, label: str) -> None:
    assert ("row", text, label) in tag(source)


def test_words_in_a_cell_are_a_figure_and_words_after_the_table_are_not(tag: Tag) -> None:
    source = (
        "信息内容 上一年项目数量 本年增/减 处理决定数量\n行政许可 73 全年新增许可13件（6月后移交） 13\n"
        "行政处罚 0 15 15\n说明：以上数据截至年底。\n"
    )
    found = tag(source)
    assert ("figure", "全年新增许可13件(6月后移交)", "") in found
    assert not any("说明" in text for _, text, _ in found)


def test_a_row_that_the_form_does_not_know_is_a_row_without_a_name(tag: Tag) -> None:
    source = T2 + "规章\t1\t0\t5\n其他主动公开文件\t8\t2\t9\n行政规范性文件\t3\t1\t5\n行政许可\t7"
    assert ("row", "其他主动公开文件", "") in tag(source)


def test_two_reports_in_one_text_have_their_titles_both(tag: Tag) -> None:
    text = REPORT + T2 + "".join(f"{name}\t1\t1\t1\n" for name in ("行政处罚", "行政强制"))
    second = text.replace("云川县水利局2023年", "霁山县林业局2023年")
    table = "".join(
        f"{name} 1 0 0 0 0 0 1\n"
        for name in (
            "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开",
            "1.属于国家秘密", "2.重复申请", "3.其他", "（七）总计", "四、结转下年度继续办理",
        )
    )  # fmt: skip
    titles = [words for kind, words, _ in tag(text + table + second + table) if kind == "title"]
    assert titles == ["云川县水利局2023年政府信息公开工作年度报告", "霁山县林业局2023年政府信息公开工作年度报告"]
