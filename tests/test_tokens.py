"""Tokens: where a text is cut, which empty cells show, and what each token knows of its place."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from girml.forms import FORM_IDS, load
from girml.labeler.names import index
from girml.records import Gap, Tokens
from girml.text.tokens import Tokenizer
from girml.text.view import fold

Tokenize = Callable[[str], Tokens]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        pytest.param("规章\n0\n\n12", ["规章", "0", "12"], id="lines"),
        pytest.param("规章\t0\t12", ["规章", "0", "12"], id="tabs"),
        pytest.param("规章 | 0 | 12", ["规章", "0", "12"], id="pipes"),
        pytest.param("规章  0   12", ["规章", "0", "12"], id="runs of spaces"),
        pytest.param("规章 0 12", ["规章", "0", "12"], id="single spaces"),
        pytest.param("规章\u30000\u00a012", ["规章", "0", "12"], id="wide and no-break spaces"),
        pytest.param("│规章│0│12│", ["规章", "0", "12"], id="box borders"),
        pytest.param("┌──┬──┐\n│规章│0│\n└──┴──┘", ["规章", "0"], id="lying borders show nothing"),
        pytest.param("| 规章 | 0 |\n| --- | --- |\n| 总计 | 1 |", ["规章", "0", "总计", "1"], id="Markdown rule"),
        pytest.param("+----+----+\n| 规章 | 0 |", ["规章", "0"], id="ASCII rule"),
        pytest.param("**规章** 12", ["规章", "12"], id="Markdown emphasis"),
    ],
)
def test_a_text_is_cut_at_what_separates_cells(tokenize: Tokenize, source: str, texts: list[str]) -> None:
    assert [text for text in tokenize(source).texts if text] == texts


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        pytest.param(
            "无无无无无无无7.属于行政执法案卷———————8.属于行政查询事项0100001",
            ["无无无无无无无", "7.属于行政执法案卷", "———————", "8.属于行政查询事项", "0100001"],
            id="labels and nil marks",
        ),
        pytest.param(
            "行政许可66行政处罚14行政强制0",
            ["行政许可", "66", "行政处罚", "14", "行政强制", "0"],
            id="labels and figures",
        ),
        pytest.param(
            "一、本年新收政府信息公开申请数量5000005",
            ["一、本年新收政府信息公开申请数量", "5000005"],
            id="a run of digits",
        ),
        pytest.param("3.其他00106", ["3.其他", "00106"], id="the number of a label is no figure"),
        pytest.param("行政许可增98", ["行政许可", "增98"], id="a sign in words"),
        pytest.param("行政许可0/0", ["行政许可", "0/0"], id="two figures in a cell"),
        pytest.param("规章/", ["规章", "/"], id="a nil mark"),
        pytest.param("行政规范性文件22（其中修订16件）", ["行政规范性文件", "22(其中修订16件)"], id="a remark"),
        pytest.param(
            "信息内容本年制发件数本年废止件数", ["信息内容", "本年制发件数", "本年废止件数"], id="heads of columns"
        ),
        pytest.param(
            "一、总体情况2023年，本局认真落实各项规定，公开信息52条。",
            ["一、总体情况", "2023年,本局认真落实各项规定,公开信息52条。"],
            id="a heading and the prose after it",
        ),
        pytest.param(
            "年内公开信息52。二、主动公开政府信息情况",
            ["年内公开信息52。", "二、主动公开政府信息情况"],
            id="prose and the heading after it",
        ),
        pytest.param(
            "见下表。行政复议未经复议直接起诉结果维持结果纠正201",
            ["见下表。", "行政复议", "未经复议直接起诉", "结果维持", "结果纠正", "201"],
            id="table 4 whose second head is gone",
        ),
        pytest.param(
            "见下表。行政复议行正诉讼结果维持结果纠正----0",
            ["见下表。", "行政复议", "行正诉讼", "结果维持", "结果纠正", "----0"],
            id="table 4 with a head mistyped",
        ),
        pytest.param(
            "信息内容分类本年度制发件数规章000行政规范性文000第二十条第五项",
            ["信息内容分类本年度制发件数", "规章", "000", "行政规范性文", "000", "第二十条第五项"],
            id="rows of table 2 behind heads that no form knows",
        ),
        pytest.param(
            "2.重复申请0O000003.要求提供公开出版物000000o(五)不予处理",
            ["2.重复申请", "0O00000", "3.要求提供公开出版物", "000000o", "(五)不予处理"],
            id="letters read for digits",
        ),
    ],
)
def test_glued_text_is_cut_where_labels_meet_figures(tokenize: Tokenize, source: str, texts: list[str]) -> None:
    assert tokenize(source).texts == texts


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            "2023年，云川县水利局收到申请3件，办结2件，其余结转下年度继续办理，没有复议。", id="a sentence with figures"
        ),
        pytest.param("今天天气很好。", id="a short sentence"),
        pytest.param(
            "办结行政许可288件，全部按时答复；没有收到行政复议和行政诉讼。", id="a sentence that names a label"
        ),
    ],
)
def test_a_line_of_prose_is_one_token(tokenize: Tokenize, source: str) -> None:
    assert len(tokenize(source)) == 1


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        pytest.param("规章 - 3 4", ["规章", "-", "3", "4"], id="first"),
        pytest.param("规章 3 - 4", ["规章", "3", "-", "4"], id="before the last"),
        pytest.param("规章 3 4 -", ["规章", "3", "4", "-"], id="last"),
    ],
)
def test_a_dash_between_spaces_is_a_nil_mark_and_no_sign(tokenize: Tokenize, source: str, texts: list[str]) -> None:
    assert tokenize(source).texts == texts


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        pytest.param("规章\t1\t\t3\n", ["规章", "1", "", "3"], id="between tabs"),
        pytest.param("规章\t1\t\t\n", ["规章", "1", "", ""], id="after the last tab of a line"),
        pytest.param("规章\t1\t\t", ["规章", "1", "", ""], id="after the last tab of the text"),
        pytest.param("| 规章 |  | 1 |\n", ["规章", "", "1"], id="between pipes"),
        pytest.param("规章 | 1 | |\n", ["规章", "1", ""], id="before the last pipe"),
        pytest.param("总计\n\t\t规章\t1\n", ["总计", "", "", "规章", "1"], id="before the first tab of a line"),
        pytest.param("总计\n|  | 规章 | 1 |\n", ["总计", "", "规章", "1"], id="after the first pipe of a line"),
    ],
)
def test_an_empty_cell_between_delimiters_is_a_token(tokenize: Tokenize, source: str, texts: list[str]) -> None:
    assert tokenize(source).texts == texts


def test_an_empty_cell_stands_right_after_its_delimiter(tokenize: Tokenize) -> None:
    tokens = tokenize("规章\t1\t\t3")
    assert list(zip(tokens.starts, tokens.ends, strict=True)) == [(0, 2), (3, 4), (5, 5), (6, 7)]


def test_a_token_knows_its_line_and_the_gap_before_it(tokenize: Tokenize) -> None:
    tokens = tokenize("规章\n\n 1\t2 |  3\n行政许可66")
    assert list(zip(tokens.texts, tokens.lines, tokens.gaps, strict=True)) == [
        ("规章", 0, Gap(1, 0, 0)),
        ("1", 2, Gap(2, 0, 1)),
        ("2", 2, Gap(0, 1, 0)),
        ("3", 2, Gap(0, 1, 2)),
        ("行政许可", 3, Gap(1, 0, 0)),
        ("66", 3, Gap(0, 0, 0)),
    ]


@pytest.mark.parametrize("source", ["", " ", "\n\n", "\t", "|", "│││\n───", "\u200b"])
def test_a_text_without_characters_to_read_has_no_words(tokenize: Tokenize, source: str) -> None:
    assert not any(tokenize(source).texts)


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        pytest.param(
            "**一、总体情况。** 本局认真，主动公开。",
            ["一、总体情况", "。** 本局认真,主动公开。"],
            id="bold, and prose behind it",
        ),
        pytest.param("**二、主动公开情况。**", ["二、主动公开情况"], id="bold, and a stop"),
        pytest.param(
            "五、短板与打算 1.培训面窄，全年2期。2.解读少。",
            ["五、短板与打算", "1.培训面窄,全年2期。2.解读少。"],
            id="a list behind it",
        ),
        pytest.param(
            "已答复。五、短板与打算（一）培训面窄，全年2期。",
            ["已答复。", "五、短板与打算", "(一)培训面窄,全年2期。"],
            id="sentences before it, a list behind it",
        ),
        pytest.param("6、其他情况。已办理11件，见下表。", ["6、其他情况", "。已办理11件,见下表。"], id="Arabic number"),
        pytest.param("第六部分 其他情况。无。", ["第六部分 其他情况", "。无。"], id="a part"),
        pytest.param(
            "二、各类数据汇总：本年制发0件，废止0件。",
            ["二、各类数据汇总", ":本年制发0件,废止0件。"],
            id="other words, a colon behind them",
        ),
        pytest.param(
            "0000000工作不足与改进措施培训面窄，全年2期。解读少。",
            ["0000000", "工作不足与改进措施", "培训面窄,全年2期。解读少。"],
            id="no number, a row of zeros before it",
        ),
        pytest.param(
            "已答复。申请办理情况第二十条第（一）项信息内容",
            ["已答复。", "申请办理情况", "第二十条第(一)项", "信息内容"],
            id="no number, between a sentence and its table",
        ),
        pytest.param(
            "按季通报。年度工作概览情况2023年召开会议9场，接待市民。",
            ["按季通报。", "年度工作概览情况", "2023年召开会议9场,接待市民。"],
            id="no number, between a sentence and a year",
        ),
        pytest.param("六：其他情况", ["六:其他情况"], id="a colon behind the number"),
        pytest.param("已答复。六: 其他需要报告的事项", ["已答复。", "六: 其他需要报告的事项"], id="a colon inside"),
        pytest.param(
            "其他需要报告的事项 全年收取信息处理费3元，已上缴。",
            ["其他需要报告的事项", "全年收取信息处理费3元,已上缴。"],
            id="no number, prose behind a space",
        ),
        pytest.param("微博一、总体情况（一）主动公开", ["微博", "一、总体情况", "(一)主动公开"], id="words before it"),
        pytest.param(
            "四、结转下年度继续办理四、政府信息公开行政复议、行政诉讼情况",
            ["四、结转下年度继续办理", "四、政府信息公开行政复议、行政诉讼情况"],
            id="a label before it",
        ),
        pytest.param(
            "已答复。其他需要报告的事项2023年未收取费用，未发生诉讼。",
            ["已答复。", "其他需要报告的事项", "2023年未收取费用,未发生诉讼。"],
            id="no number, between sentences",
        ),
        pytest.param(
            "上级提到的“二、主动公开政府信息情况”填报不全，已补正，另行报送。",
            ['上级提到的"二、主动公开政府信息情况"填报不全,已补正,另行报送。'],
            id="cited, no heading",
        ),
    ],
)
def test_a_heading_is_cut_off_what_it_touches(tokenize: Tokenize, source: str, texts: list[str]) -> None:
    assert tokenize(source).texts == texts


def test_headings_without_end_on_one_line_are_cut_one_by_one(tokenize: Tokenize) -> None:
    assert tokenize("基本情况 " * 20_000).texts == ["基本情况"] * 20_000


def test_every_label_of_a_form_is_matched_whole_by_the_first_pattern_that_matches_it() -> None:
    patterns = index().patterns
    labels = [fold(text) for form in FORM_IDS for label in load(form).labels.values() for text in label.texts]
    ends = [(patterns.strong.match(one) or patterns.weak.match(one)) for one in labels]
    assert [match and match.end() for match in ends] == [len(one) for one in labels]
    assert len(labels) > 100


def test_a_heading_that_touches_is_found_wherever_its_pattern_finds_one() -> None:
    tokenizer = Tokenizer(index().patterns)
    found = 0
    for path in sorted((Path(__file__).parents[1] / "examples").glob("*.txt")):
        text = fold(path.read_text(encoding="utf-8"))
        bare = re.sub(r"\n([一二三四五六])、", r"\1", text)
        for glued in (text, text.replace("\n", ""), text.replace("\n", " "), bare):
            for at in range(0, len(glued), 50):
                head = index().patterns.touching.search(glued, at, at + 200)
                assert tokenizer.first_touching(glued, at, at + 200) == (head.start() if head else None)
                found += head is not None
    assert found > 100


@pytest.mark.parametrize(
    "behind",
    ["公示完成。{}本年", "公示完成。 {} 第二十条第", "公示二{}（一）", "公示第二部分{}收到", "自然人！{}：一是"],
)
def test_every_heading_of_the_forms_is_sought_where_it_touches(behind: str) -> None:
    tokenizer, touching = Tokenizer(index().patterns), index().patterns.touching
    titles = sorted({title for form in FORM_IDS for section in load(form).sections for title in section.titles})
    texts = [fold(behind.format(title)) for title in titles]
    wanted = [touching.search(text) for text in texts]

    assert [tokenizer.first_touching(text, 0, len(text)) for text in texts] == [
        match.start() if match else None for match in wanted
    ]
    assert any(wanted)
