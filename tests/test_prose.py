"""Counts told in prose: which words tell which count, and what is said of it beside the tables."""

import json
from pathlib import Path

import pytest

import girml
from girml.cli import main
from girml.forms import load
from girml.pipeline import Extractor
from girml.prose import Sentence, told
from girml.prose.phrases import phrases
from girml.records import Finding

TABLE = [
    "一、本年新收政府信息公开申请数量 3 0 1 0 0 0 4",
    "二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1",
    "三、本年度办理结果",
    "（一）予以公开 4 0 0 0 0 0 4",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形） 0 0 1 0 0 0 1",
    "1.属于国家秘密 0 0 0 0 0 0 0",
    "（七）总计 4 0 1 0 0 0 5",
    "四、结转下年度继续办理 0 0 0 0 0 0 0",
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """Return an extractor that reads prose, too."""
    return girml.load("deterministic", prose=True)


def counts(text: str) -> list[tuple[str, int]]:
    """Return the relations and values that a sentence tells."""
    ((_, found),) = told([Sentence(text, tuple(range(len(text))))])
    return [(one.relation, one.value) for one in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2023年我局共收到政府信息公开申请12件。", [("p.received", 12)]),
        ("全年新收申请7,均已答复。", [("p.received", 7)]),
        ("收到的69件申请中,多数涉及征地。", [("p.received", 69)]),
        ("共接到公开申请两件。", [("p.received", 2)]),
        ("其中网上收到申请8件。", []),
        ("收到群众来信5件。", []),
        ("我县受理申请12件,上年结转3件,办结11件,结转下年度继续办理4件。",
         [("p.received", 12), ("p.brought_forward", 3), ("p.handled", 11), ("p.carried_forward", 4)]),
        ("办结11件、结转下年度4件。", [("p.handled", 11), ("p.carried_forward", 4)]),
        ("另有4件因需征求第三方意见,结转下年度办理。", [("p.carried_forward", 4)]),
        ("去年遗留的申请2件一并办理。", [("p.brought_forward", 2)]),
        ("答复结果为予以公开的5件。", [("p.granted", 5)]),
        ("予以部分公开5件。", []),
        ("办理人大代表建议12件、政协提案8件。", [("p.proposals_deputies", 12), ("p.proposals_members", 8)]),
        ("办理信访事项30件。", []),
        ("上交由我局牵头的人大建议3件,年底前办结3件。", [("p.proposals_deputies", 3)]),
        ("由公开引起的行政诉讼一件也没有。", []),
        ("整理历年答复书5158份。", []),
        ("被申请行政复议2件,被提起行政诉讼12件。", [("p.reconsideration", 2), ("p.litigation", 12)]),
        ("行政复议维持2件。", []),
        ("未收到政府信息公开申请。", [("p.none_received", 0)]),
        ("没有收到公民、法人或者其他组织提出的公开申请。", [("p.none_received", 0)]),
        ("没有因政府信息公开引起的行政复议和行政诉讼。", [("p.none_disputed", 0)]),
        ("未发生行政诉讼案件。", [("p.litigation", 0)]),
        ("制发行政规范性文件3件,处理行政许可120件。", [("p.normative", 3), ("p.licences", 120)]),
        ("清理行政规范性文件30件,废止2件。", []),
        ("收取信息处理费300元。", [("p.fee", 300)]),
        ("未收取信息处理费。", [("p.fee_none", 0)]),
        ("平均用时3个工作日,网站访问5012次。", []),
    ],
)  # fmt: skip
def test_words_tell_their_counts(sentence: str, expected: list[tuple[str, int]]) -> None:
    assert counts(sentence) == expected


def test_every_phrase_names_a_relation_of_the_forms_or_of_what_is_told_beside_them() -> None:
    known = {relation.id for form in ("2019", "2021") for relation in load(form).prose}
    beside = {"p.proposals_deputies", "p.proposals_members"}
    assert {one.relation for one in phrases()} == known | beside


def findings(extractor: Extractor, *lines: str) -> tuple[str, list[Finding]]:
    """Return a report's text with these lines of prose, and what is found of them."""
    text = "\n".join(
        [
            "云川县水利局2023年政府信息公开工作年度报告",
            "一、总体情况",
            *lines,
            "三、收到和处理政府信息公开申请情况",
            *TABLE,
        ]
    )
    return text, [one for one in extractor(text).findings if one.kind.startswith("prose")]


def test_a_count_that_the_table_prints_is_confirmed_at_its_place(extractor: Extractor) -> None:
    text, (found,) = findings(extractor, "全年共收到政府信息公开申请4件，全部按期答复。")
    assert (found.kind, found.rules) == ("prose_confirms", ("p.received",))
    assert text[found.start : found.end] == "4"
    assert "全年共收到" in found.message


def test_received_may_count_what_was_brought_forward(extractor: Extractor) -> None:
    _, (found,) = findings(extractor, "全年共收到政府信息公开申请5件。")
    assert found.kind == "prose_confirms"


def test_a_count_that_the_table_does_not_print_is_questioned_and_nothing_is_changed(
    extractor: Extractor,
) -> None:
    text, (found,) = findings(extractor, "全年共收到政府信息公开申请9件。")
    assert found.kind == "prose_contradicts"
    assert "tells 9" in found.message
    assert "t3.received.total = 4 or t3.received.total + t3.brought_forward.total = 5" in found.message
    cells = {cell.id: cell.value for cell in extractor(text).cells}
    assert cells["t3.received.total"] == 4


def test_what_no_table_prints_is_only_told(extractor: Extractor) -> None:
    text, found = findings(extractor, "承办人大代表建议12件。收到行政复议2件。未收取信息处理费。")
    assert [(one.kind, one.rules[0], text[one.start : one.end]) for one in found] == [
        ("prose_told", "p.proposals_deputies", "12"),
        ("prose_told", "p.reconsideration", "2"),
        ("prose_told", "p.fee_none", "未收取信息处理费"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["全年共收到政府信息公开", "申请 4 件。"],
        ["全年共收到政府信息公开申请４件。"],
        ["全年共收到政府信息公开申请|4|件。"],
        ["\u3000\u3000全年共收到政府信息\u200b公开申请4件。"],
    ],
)
def test_a_sentence_is_read_as_a_converter_left_it(extractor: Extractor, lines: list[str]) -> None:
    text, (found,) = findings(extractor, *lines)
    assert found.kind == "prose_confirms"
    assert text[found.start : found.end] in ("4", "４")


def test_thousands_are_one_number(extractor: Extractor) -> None:
    text, (found,) = findings(extractor, "全年共收到政府信息公开申请1，234件。")
    assert (found.kind, text[found.start : found.end]) == ("prose_contradicts", "1，234")


def test_labels_and_rows_of_tables_tell_nothing(extractor: Extractor) -> None:
    assert findings(extractor, "本年认真办理申请。")[1] == []


def test_without_prose_nothing_is_said_of_it() -> None:
    text, _ = findings(girml.load("deterministic", prose=True), "全年共收到政府信息公开申请9件。")
    assert not any(one.kind.startswith("prose") for one in girml.load("deterministic")(text).findings)


def test_the_command_tells_of_prose_where_it_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, _ = findings(girml.load("deterministic", prose=True), "全年共收到政府信息公开申请9件。")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert main(["extract", str(tmp_path / "a.txt"), "--format", "jsonl", "--prose"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [one["kind"] for one in report["findings"]][-1] == "prose_contradicts"
