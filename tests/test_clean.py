"""Clean reports are read in one pass: as they would be read otherwise, or not at all."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import girml
from girml.clean import CleanReader
from girml.clean.letters import FIGURE, HEAD, HEADINGS, STYLES, WORDS, Letters, headed, rows, section
from girml.labeler.names import index
from girml.pipeline import Extractor
from girml.pipeline.models import find
from girml.records import Cell, Cells, Report
from girml.text.view import view
from girml.writers.parquet import columns
from girml.writers.tidy import tidy

DEV = Path(__file__).parent.parent / "annotations" / "generated" / "dev.parquet"
ENOUGH = 40
NO_MORE = 0.0021
"""So far confidence may lie off: the one pass holds labels for sure that a labeler holds likely."""

HEAD_OF_REPORT = "云川县水利局2023年政府信息公开工作年度报告\n发布日期：2024-01-18\n一、总体情况\n全年公开信息52条。\n"
TABLE_2 = """二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t3
行政规范性文件\t1\t0\t8
第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t66
第二十条第（六）项
信息内容\t本年处理决定数量
行政处罚\t14
行政强制\t/
第二十条第（八）项
信息内容\t本年收费金额（单位：万元）
行政事业性收费\t12.5
"""
TABLE_3 = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况
自然人\t法人或其他组织\t总计
商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他
一、本年新收政府信息公开申请数量\t9\t1\t0\t2\t0\t0\t12
二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1
三、本年度办理结果\t（一）予以公开\t4\t1\t0\t0\t0\t0\t5
（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t2\t0\t0\t0\t0\t0\t2
（三）不予公开\t1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1
2.其他法律行政法规禁止公开\t0\t0\t0\t0\t0\t0\t0
3.危及“三安全一稳定”\t0\t0\t0\t0\t0\t0\t0
4.保护第三方合法权益\t0\t0\t0\t0\t0\t0\t0
5.属于三类内部事务信息\t0\t0\t0\t0\t0\t0\t0
6.属于四类过程性信息\t0\t0\t0\t0\t0\t0\t0
7.属于行政执法案卷\t0\t0\t0\t0\t0\t0\t0
8.属于行政查询事项\t0\t0\t0\t0\t0\t0\t0
（四）无法提供\t1.本机关不掌握相关政府信息\t0\t0\t0\t2\t0\t0\t2
2.没有现成信息需要另行制作\t0\t0\t0\t0\t0\t0\t0
3.补正后申请内容仍不明确\t0\t0\t0\t0\t0\t0\t0
（五）不予处理\t1.信访举报投诉类申请\t0\t0\t0\t0\t0\t0\t0
2.重复申请\t1\t0\t0\t0\t0\t0\t1
3.要求提供公开出版物\t0\t0\t0\t0\t0\t0\t0
4.无正当理由大量反复申请\t0\t0\t0\t0\t0\t0\t0
5.要求行政机关确认或重新出具已获取信息\t0\t0\t0\t0\t0\t0\t0
（六）其他处理\t1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请\t0\t0\t0\t0\t0\t0\t0
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请\t0\t0\t0\t0\t0\t0\t0
3.其他\t1\t0\t0\t0\t0\t0\t1
（七）总计\t9\t1\t0\t2\t0\t0\t12
四、结转下年度继续办理\t1\t0\t0\t0\t0\t0\t1
"""
HEADS_4 = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
TABLE_4 = f"""四、政府信息公开行政复议、行政诉讼情况
行政复议\t行政诉讼
{HEADS_4}\t未经复议直接起诉\t复议后起诉
{HEADS_4}\t{HEADS_4}
1\t0\t0\t0\t1\t0\t0\t0\t0\t0\t0\t2\t0\t3\t5
"""
END = "五、存在的主要问题及改进情况\n公开还不及时。\n六、其他需要报告的事项\n无。\n"
TEXT = HEAD_OF_REPORT + TABLE_2 + TABLE_3 + TABLE_4 + END
ROW = "2.重复申请\t1\t0\t0\t0\t0\t0\t1\n"

VALUES_2 = [0, 0, 3, 1, 0, 8, 66, 14, None, 12.5]
ROW_OF_PROCESSED = [9, 1, 0, 2, 0, 0, 12]
VALUES_4 = [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 0, 3, 5]


@cache
def reader() -> CleanReader:
    return CleanReader(index())


@cache
def models() -> tuple[Extractor, Extractor]:
    """Return the shipped model, and the same where no text is read in one pass."""
    model = find("learned")
    ordinary = Extractor(model.labeler, model.name, threshold=model.threshold, confidence=model.confidence)
    return girml.load(), ordinary


def cells(report: Report) -> list[Cell]:
    """Return the cells of a report, as sure as any."""
    return [cell._replace(confidence=1.0) for cell in report.cells]


Change = Callable[[str], str]


def swapped(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(swapped("", ""), id="tabs"),
        pytest.param(swapped("\t", "\n"), id="a line a cell"),
        pytest.param(swapped("\t", "\n\n"), id="lines apart"),
        pytest.param(lambda text: text.replace("\t", "\n").replace("\n", "\r\n"), id="lines that end in CR LF"),
        pytest.param(swapped("\t", " | "), id="bars"),
        pytest.param(swapped("\t", " "), id="single spaces"),
        pytest.param(swapped("\t", "\u3000\u00a0"), id="wide and hard spaces"),
        pytest.param(swapped("\t", "\u200b\t"), id="characters without width"),
        pytest.param(swapped("（", "("), id="narrow brackets"),
        pytest.param(swapped("12.5", "１２.５"), id="wide digits"),
        pytest.param(lambda text: re.sub(r"\t([\d.]+)", r"\t**\1**", text), id="bold figures"),
        pytest.param(swapped("结转下年度继续办理", "结转下\n年度继续办理"), id="a label on two lines"),
        pytest.param(swapped("本年制发件数", "本年制发\n件数"), id="a head on two lines"),
        pytest.param(swapped("1.属于国家秘密", "1.属国家秘密"), id="a label nearly in the form's words"),
        pytest.param(lambda text: re.sub(r"\n([一二三四五六])、(?=[总主收政存其])", r"\n第\1部分 ", text), id="parts"),
    ],
)
def test_however_its_cells_are_parted_a_clean_report_is_read(change: Change) -> None:
    text = change(TEXT)
    found = reader()(view(text))
    assert found is not None
    assert list(found.printed["t2"].values) == VALUES_2
    assert list(found.printed["t3"].values)[-14:-7] == ROW_OF_PROCESSED
    assert list(found.printed["t4"].values) == VALUES_4
    for own in found.printed.values():
        assert [text[start:end] for start, end in zip(own.starts, own.ends, strict=True)] == list(own.texts)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(swapped(ROW, ""), id="a row less"),
        pytest.param(swapped("2.重复申请\t1", "2.重复申请\t"), id="a blank cell"),
        pytest.param(swapped("2.重复申请\t1", "2.重复申请\t1\t1"), id="a figure too many"),
        pytest.param(swapped("2.重复申请\t1", "2.重复申请\t1\n件"), id="a unit on a line of its own"),
        pytest.param(swapped("2.重复申请\t1", "2.重复申请\t见附件"), id="words in a cell"),
        pytest.param(swapped("2.重复申请\t1", "2.重复申请1"), id="a figure that touches its label"),
        pytest.param(swapped("2.重复申请\t1\t0", "2.重复申请\t1 0"), id="cells parted otherwise than others"),
        pytest.param(swapped(ROW, ROW + ROW), id="a row twice"),
        pytest.param(swapped("全年公开", "2.重复申请\t1\n全年公开"), id="a row and a figure elsewhere"),
        pytest.param(swapped("12.5\n", "12.5\n万元\n"), id="a unit behind the last figure"),
        pytest.param(swapped("12.5\n", "12.5\n— 3 —\n7\n"), id="a page number behind a table"),
        pytest.param(swapped("五、存在的主要问题及改进情况\n", ""), id="a heading less"),
        pytest.param(swapped("全年公开", "二、主动公开政府信息情况\n全年公开"), id="a heading twice"),
        pytest.param(swapped(TABLE_3, ""), id="a table less"),
        pytest.param(lambda text: text + text, id="two reports"),
        pytest.param(lambda text: text + "公开。" * 70_000, id="a text far longer than reports are"),
        pytest.param(swapped(TEXT, ""), id="nothing"),
    ],
)
def test_what_is_not_printed_whole_and_alike_is_not_read_in_one_pass(change: Change) -> None:
    assert reader()(view(change(TEXT))) is None


def test_a_report_is_read_as_it_would_be_without_the_one_pass() -> None:
    quick, ordinary = models()
    one, other = quick(TEXT), ordinary(TEXT)
    assert cells(one) == cells(other)
    for name in ("form", "title", "agency", "year", "published", "sections", "checks", "findings"):
        assert getattr(one, name) == getattr(other, name)
    assert one.title is not None
    assert one.title.value == "云川县水利局2023年政府信息公开工作年度报告"
    assert one.published is not None
    assert one.published.value == "2024-01-18"
    assert [section.title for section in one.sections][4:] == ["存在的主要问题及改进情况", "其他需要报告的事项"]


def test_a_broken_rule_is_left_to_the_search() -> None:
    quick, ordinary = models()
    broken = TEXT.replace("（七）总计\t9", "（七）总计\t8")
    assert reader()(view(broken)) is not None
    assert quick(broken) == ordinary(broken)
    assert [finding.kind for finding in quick(broken).findings] == ["misprint"]


@pytest.mark.heavy
def test_clean_reports_of_many_converters_are_read_as_without_the_one_pass() -> None:
    quick, ordinary = models()
    texts = pq.read_table(DEV, columns=["text"])["text"].to_pylist()
    clean = list(islice((text for text in texts if reader()(view(text))), ENOUGH))
    assert len(clean) == ENOUGH
    for one, other in zip(quick.pipe(clean), ordinary.pipe(clean), strict=True):
        assert [(cell.id, cell.state, cell.value) for cell in one.cells] == [
            (cell.id, cell.state, cell.value) for cell in other.cells
        ]
        assert (one.form, one.title, one.year, one.published) == (other.form, other.title, other.year, other.published)
        assert one.sections == other.sections
        off = [abs(a.confidence - b.confidence) for a, b in zip(one.cells, other.cells, strict=True)]
        assert max(off) <= NO_MORE


def test_what_is_read_with_a_report_changes_nothing() -> None:
    quick, _ = models()
    damaged = TEXT.replace(ROW, "")
    assert list(quick.pipe([damaged, TEXT, damaged, TEXT])) == [quick(damaged), quick(TEXT)] * 2


def test_cells_are_the_same_one_by_one_and_column_by_column() -> None:
    quick, _ = models()
    kept = quick(TEXT).cells
    alone = tuple(kept)
    assert isinstance(kept, Cells)
    assert len(kept) == len(alone) == 200
    assert kept == alone
    assert hash(kept) == hash(alone)
    assert repr(kept) == repr(alone)
    assert kept != alone[1:]
    assert (kept[0], kept[-1], kept[8:10]) == (alone[0], alone[-1], alone[8:10])
    assert kept[9] == Cell(
        id="t2.fees.amount",
        value=12.5,
        text="12.5",
        start=TEXT.index("12.5"),
        end=TEXT.index("12.5") + 4,
        parts=None,
        unit=None,
        state="read",
        confidence=kept[9].confidence,
        review=False,
    )
    with pytest.raises(IndexError):
        kept[200]


def test_cells_make_the_same_rows_however_they_are_kept() -> None:
    quick, _ = models()
    damaged = quick(TEXT.replace(ROW, ""))
    clean = quick(TEXT)
    alone = replace(clean, cells=tuple(clean.cells))
    for reports in ([clean], [damaged, clean, clean], [clean, damaged]):
        found = columns(reports)
        wanted = columns([alone if one is clean else one for one in reports])
        assert found.schema == wanted.schema
        assert found.equals(wanted)
    assert list(tidy(clean)) == list(tidy(alone))
    rows = columns([damaged, clean]).to_pylist()
    assert [row["value_number"] for row in rows[-200:-190]] == VALUES_2
    assert [row["row"] for row in rows[:200]] == [row["row"] for row in rows[200:]]
    assert [row["state"] for row in rows[:200]].count("absent") == 7
    assert [row["state"] for row in rows[200:]].count("blank") == 1


@pytest.mark.parametrize(
    ("piece", "letter"),
    [
        pytest.param("12件", FIGURE, id="a figure"),
        pytest.param("——", FIGURE, id="a nil mark"),
        pytest.param("-----", HEAD, id="a rule"),
        pytest.param("信息内容", HEAD, id="a head"),
        pytest.param("(七)总计", rows()["l.t3.row.processed"], id="a row"),
        pytest.param("## 一、总体情况", section(1, 0), id="a heading in markup"),
        pytest.param("三、政府信息公开行政复议、行政诉讼情况", section(4, 0), id="a heading under another's number"),
        pytest.param("(二)依申请公开情况", section(3, 1), id="a heading of another style"),
        pytest.param("其他需要报告的事项", section(6, STYLES - 1), id="a heading without a number"),
        pytest.param("本局公开信息52条。", WORDS, id="prose"),
    ],
)
def test_a_piece_is_told_by_a_letter(piece: str, letter: str) -> None:
    assert Letters(index())[piece] == letter


def test_headings_of_other_styles_are_words() -> None:
    own = [section(number, 2) for number in range(1, 7)]
    letters = own[0] + section(3, 1) + "".join(own[1:])
    assert headed(letters) == HEADINGS[0] + WORDS + "".join(HEADINGS[1:])
    assert headed("".join(HEADINGS) + "".join(own)) is None
    assert headed("".join(own[:5])) is None
