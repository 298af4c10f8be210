"""What holds for any text: offsets map back, nothing is raised, every value is grounded, the same in, the same out."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import girml
from girml.records import Cell, Report, Tokens
from girml.text.view import fold, source_span, view
from girml.writers.contract import line

ROOT = Path(__file__).parent.parent
EXTRACTOR = girml.load("learned")

SOUP = (
    "规章", "行政规范性文件", "行政许可", "一、本年新收政府信息公开申请数量", "（七）总计", "总计", "（一）予以公开",
    "一、总体情况", "二、主动公开政府信息情况", "信息内容", "本年制发件数", "结果维持",
    "云川县水利局2023年政府信息公开年报",
    "（六）其他处理", "3.其他", "0", "12", "１，234", "3.5万元", "减8", "0/0", "-", "/", "无", "O", "■",
    "9999999999999", "64002047", " ", "  ", "\n", "\n\n", "\t", "|", "│", "\r\n", "\u200b", "\u00a0",
    "。", "：", "（其中修订16件）",
)  # fmt: skip


def _texts() -> list[str]:
    examples = [path.read_bytes().decode() for path in sorted((ROOT / "examples").glob("*.txt"))]
    lines = [
        case
        for path in sorted((ROOT / "tests" / "cases").glob("*.jsonl"))
        for case in path.read_text(encoding="utf-8").split("\n")
        if case
    ]
    return examples + [json.loads(case)["text"] for case in lines]


TEXTS = _texts()

anything = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF), max_size=300)
soup = st.lists(st.sampled_from(SOUP), max_size=60).map("".join)


def damaged(text: str, random: Random) -> str:
    """Return a text after a few deletions, insertions, duplications and replacements."""
    for _ in range(random.randint(1, 12)):
        start = random.randint(0, len(text))
        end = min(len(text), start + random.choice((1, 1, 2, 5, 30, 200)))
        piece = random.choice(("", random.choice(SOUP), text[start:end] * 2, text[end : end + 20]))
        text = text[:start] + piece + text[end:]
    return text


damage = st.builds(damaged, st.sampled_from(TEXTS), st.randoms(use_true_random=False))


def check_read(cell: Cell, source: str) -> None:
    """Assert that a read cell says what its slice of the source prints."""
    assert cell.start is not None
    assert cell.end is not None
    assert cell.text
    assert source[cell.start : cell.end] == cell.text
    if isinstance(cell.value, str):
        assert "".join(cell.value.split()) == "".join(cell.text.split())
        return
    assert cell.value is not None
    pieces = [source[start:end] for start, end in cell.parts or ((cell.start, cell.end),)]
    assert abs(cell.value) == float("".join(char for char in fold("".join(pieces)) if char.isdecimal() or char == "."))


def check_cell(cell: Cell, source: str) -> None:
    """Assert that a cell is grounded as its state asks."""
    assert 0 <= cell.confidence <= 1
    if cell.state == "read":
        check_read(cell, source)
    elif cell.state == "blank":
        assert cell.value is None
        if cell.start is not None:
            assert source[cell.start : cell.end] == cell.text
    elif cell.state == "derived":
        assert cell.rules
        assert cell.value is not None
        assert (cell.start, cell.end, cell.text) == (None, None, None)
    elif cell.state == "unresolved":
        assert cell.review
        assert cell.value is None or cell.value in cell.alternatives
    else:
        assert (cell.state, cell.value, cell.text, cell.start, cell.end) == ("absent", None, None, None, None)


def check_report(report: Report, source: str) -> None:
    """Assert that all of a report is grounded in its source."""
    for cell in report.cells:
        check_cell(cell, source)
    for field in (report.title, report.agency, report.year, report.published):
        assert field is None or 0 <= field.start < field.end <= len(source)
    ends = [report.start]
    for one in report.sections:
        assert ends[-1] <= one.heading_start < one.heading_end == one.start <= one.end <= report.end
        ends.append(one.end)
    for check in report.checks:
        assert check.holds is not True or (check.left is not None and check.left == check.right)


@given(anything | soup)
@example("\ud800规章\udfff１\r\r\n\x00\u200b")
def test_every_character_of_the_view_is_folded_from_its_place_in_the_source(source: str) -> None:
    seen = view(source)
    spans = [source_span(seen, at, at + 1) for at in range(len(seen.text))]
    assert [fold(source[start:end]) for start, end in spans] == list(seen.text)
    assert all(end == start + 1 for start, end in spans)
    assert all(before < after for before, after in pairwise(spans))


@given(anything | soup | damage)
def test_tokens_are_slices_of_the_view_in_order_and_leave_no_digit_out(
    tokenize: Callable[[str], Tokens], source: str
) -> None:
    tokens = tokenize(source)
    text = tokens.view.text
    covered = 0
    for word, start, end, number in zip(tokens.texts, tokens.starts, tokens.ends, tokens.lines, strict=True):
        assert text[start:end] == word
        assert covered <= start <= end
        assert text.count("\n", 0, start) == number
        assert not any(char.isdecimal() for char in text[covered:start])
        covered = end
    assert not any(char.isdecimal() for char in text[covered:])
    assert len(tokens.gaps) == len(tokens)


@given(anything | soup)
def test_nothing_is_raised_and_every_value_is_grounded_whatever_the_text(source: str) -> None:
    for report in EXTRACTOR.all(source):
        check_report(report, source)


@pytest.mark.heavy
@settings(max_examples=400)
@given(damage)
def test_nothing_is_raised_and_every_value_is_grounded_in_a_damaged_report(source: str) -> None:
    for report in EXTRACTOR.all(source):
        check_report(report, source)


@settings(max_examples=50)
@given(damage | soup)
def test_a_text_read_twice_gives_the_same_to_the_byte(source: str) -> None:
    assert [line(one) for one in EXTRACTOR.all(source)] == [line(one) for one in girml.load("learned").all(source)]


@pytest.mark.heavy
def test_half_of_the_damaged_reports_still_yield_a_figure() -> None:
    random = Random(2)
    reports = [EXTRACTOR(damaged(text, random)) for text in TEXTS * 2]
    filled = [report for report in reports if any(cell.state == "read" for cell in report.cells)]
    assert len(filled) >= len(reports) / 2


def test_damage_is_the_same_in_every_run() -> None:
    assert damaged(TEXTS[0], Random(1)) == damaged(TEXTS[0], Random(1)) != TEXTS[0]


@given(st.integers(0, 6), st.sampled_from(["", " ", "\u00a0", "-", "/", "无"]))
def test_a_blank_is_never_a_zero(place: int, mark: str) -> None:
    figures = ["0"] * 7
    figures[place] = mark
    row = "一、本年新收政府信息公开申请数量\t" + "\t".join(figures)
    rest = "二、上年结转政府信息公开申请数量" + "\t0" * 7 + "\n（一）予以公开" + "\t0" * 7 + "\n（七）总计" + "\t0" * 7
    report = EXTRACTOR(f"{row}\n{rest}\n")
    received = [cell for cell in report.cells if cell.id.startswith("t3.received.")]
    assert [cell.state for cell in received] == ["blank" if at == place else "read" for at in range(7)]
    assert [cell.value for cell in received] == [None if at == place else 0 for at in range(7)]
