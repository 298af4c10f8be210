"""What a text may name: a label whole, in part or roughly; prose and figures name nothing."""

import pytest

from girml.labeler.assembling import assembled
from girml.labeler.names import index, key
from girml.labeler.naming import LONGEST, MOST_NAMES, names
from girml.text.view import fold

Named = tuple[str, int, int, float]


def named(text: str) -> list[Named]:
    """Return what a text names, scores rounded to three decimals."""
    return [(name.label, name.begin, name.end, round(name.score, 3)) for name in names(index(), fold(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("（二） 部分公開：", "二部分公开", id="brackets, spaces, script"),
        pytest.param("3.危及“三安全一稳定”", "3危及三安全一稳定", id="quotes"),
        pytest.param("**规章** ", "规章", id="markup"),
        pytest.param("。、，", "。", id="only a full stop tells prose"),
    ],
)
def test_labels_are_compared_without_spaces_and_marks(text: str, wanted: str) -> None:
    assert key(fold(text)) == wanted


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("规章", ("l.t2.row.rules", 0, 2, 1.0), id="a row"),
        pytest.param("（二） 部分公开", ("l.t3.row.partly_granted", 0, 5, 1.0), id="a short variant"),
        pytest.param("规范性文件", ("l.t2.row.normative_documents", 0, 5, 1.0), id="another variant"),
        pytest.param("本年度止件数", ("l.t2.col.repealed", 0, 6, 1.0), id="a mistyping known from public reports"),
        pytest.param("社会组织", ("l.t3.col.public_welfare", 0, 4, 1.0), id="a known rewording"),
        pytest.param("3其他", ("l.t3.row.other_handling.other", 0, 3, 1.0), id="an enumerator without its point"),
        pytest.param("（七）总计", ("l.t3.row.processed", 0, 3, 1.0), id="an enumerator in brackets"),
        pytest.param("一、总体情况", ("s1", 0, 5, 1.0), id="a heading"),
        pytest.param("收到和处理政府信息公开申请情况", ("s3", 0, 15, 0.9), id="a heading without its number"),
        pytest.param("属于国家秘密", ("l.t3.row.denied.state_secret", 0, 6, 0.9), id="a row without its number"),
    ],
)
def test_a_whole_label_names_itself_before_any_other(text: str, name: Named) -> None:
    assert named(text)[0] == name


def test_a_wording_that_several_labels_share_names_them_all() -> None:
    assert named("总计") == [
        ("l.t3.col.total", 0, 2, 1.0),
        ("l.t4.col.total", 0, 2, 1.0),
        ("l.t3.row.processed", 0, 2, 0.9),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("科研", ("l.t3.col.research", 0, 2, 0.7), id="the first half"),
        pytest.param("法提供", ("l.t3.group.not_available", 2, 5, 0.74), id="the end of a cut label"),
        pytest.param("（四）无", ("l.t3.group.not_available", 0, 2, 0.66), id="the begin of a cut label"),
        pytest.param("情形，不计其他情形", ("l.t3.row.partly_granted", 14, 22, 0.645), id="the last line of three"),
    ],
)
def test_a_part_of_a_label_names_it_with_its_place(text: str, name: Named) -> None:
    assert named(text)[0] == name


def test_a_part_that_two_labels_share_names_both() -> None:
    assert named("机构")[:2] == [("l.t3.col.research", 2, 4, 0.7), ("l.t3.col.legal_services", 4, 6, 0.633)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("属于国家秘蜜", ("l.t3.row.denied.state_secret", 0, 7, 0.675), id="one character misread"),
        pytest.param(
            "2.沭有现成信息需要另行制作",
            ("l.t3.row.not_available.needs_creation", 0, 13, 0.792),
            id="one of thirteen misread",
        ),
    ],
)
def test_a_likeness_names_the_label_it_is_like(text: str, name: Named) -> None:
    assert named(text)[0] == name


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("12", id="a figure"),
        pytest.param("3.", id="an enumerator"),
        pytest.param("四", id="a numeral"),
        pytest.param("abc", id="letters"),
        pytest.param("今天天气很好", id="prose"),
        pytest.param("工作人员培训", id="words of an office"),
        pytest.param("办公室每周核对一次栏目，全年挂出各类消息307条", id="a sentence"),
        pytest.param("规章" * LONGEST, id="too long for a label"),
    ],
)
def test_prose_and_figures_name_nothing(text: str) -> None:
    assert named(text) == []


def test_no_text_names_more_than_a_few_labels() -> None:
    assert len(named("政府信息公开")) == MOST_NAMES == 6


def test_names_come_likeliest_first() -> None:
    scores = [score for *_, score in named("公开申请")]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


def test_the_pieces_of_labels_are_put_together_whatever_stands_between() -> None:
    pieces = [
        ("row", "3.补正后申"), ("column", "结果"), ("column", "结果"), ("column", "尚未"), ("row", "规章"),
        ("column", "维持"), ("column", "纠正"), ("column", "审结"), ("row", "请内容仍不明确"),
    ]  # fmt: skip
    assert assembled(index(), pieces) == [
        "l.t3.row.not_available.unclear_after_correction", "l.t4.col.upheld", "l.t4.col.corrected", "l.t4.col.pending",
        "", "l.t4.col.upheld", "l.t4.col.corrected", "l.t4.col.pending",
        "l.t3.row.not_available.unclear_after_correction",
    ]  # fmt: skip


def test_what_goes_on_with_no_label_is_no_piece() -> None:
    assert (
        assembled(index(), [("column", "结果"), ("row", "维持"), ("column", "本年"), ("column", "其他事")]) == [""] * 4
    )
