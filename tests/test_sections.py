"""Sections of a report: number, title and places, a heading without its colon, the body up to the next one."""

import pytest

from girml.labeler.names import index
from girml.pipeline import Extractor
from girml.pipeline.sections import read_sections
from girml.records import Mention, Name, Section
from girml.text.tokens import Tokenizer
from girml.text.view import view

tokenizer = Tokenizer(index().patterns)

TEXT = "云川县水利局2023年政府信息公开工作年度报告\n一、总体情况：\n公开。\n五、改进情况\n不足。\n"


def test_a_section_reaches_from_its_heading_to_the_next_one(extractor: Extractor) -> None:
    assert extractor(TEXT).sections == (
        Section(1, "总体情况", 24, 30, 30, 36),
        Section(5, "改进情况", 36, 42, 42, 47),
    )
    assert (TEXT[24:30], TEXT[36:42]) == ("一、总体情况", "五、改进情况")


def test_a_text_without_headings_has_no_sections(extractor: Extractor) -> None:
    assert extractor("今天天气很好。").sections == ()


@pytest.mark.parametrize(
    ("line", "title", "printed"),
    [
        pytest.param("一、总体情况", "总体情况", "一、总体情况", id="as the form prints it"),
        pytest.param("一、总体情况：", "总体情况", "一、总体情况", id="a full-width colon is left out"),
        pytest.param("一、总体情况: ", "总体情况", "一、总体情况", id="a colon and a space are left out"),
        pytest.param("一、 总体情况", "总体情况", "一、 总体情况", id="a space after the number"),
        pytest.param("一．总体情况", "总体情况", "一．总体情况", id="a full-width point after the number"),
        pytest.param("总体情况", "总体情况", "总体情况", id="no number"),
        pytest.param("一、總體情況", "總體情況", "一、總體情況", id="the script of the source"),
        pytest.param("一、总\u200b体情况", "总\u200b体情况", "一、总\u200b体情况", id="the source to the character"),
        pytest.param("  一、总体情况", "总体情况", "一、总体情况", id="indented"),
        pytest.param("|一、总体情况|", "总体情况", "一、总体情况", id="in a table of one cell"),
    ],
)
def test_a_title_is_as_printed_without_its_number(extractor: Extractor, line: str, title: str, printed: str) -> None:
    source = f"首页\n{line}\n公开信息52条，办结申请3件。\n"
    (section,) = extractor(source).sections
    assert (section.number, section.title) == (1, title)
    assert source[section.heading_start : section.heading_end] == printed
    assert (section.start, section.end) == (section.heading_end, len(source))


def test_a_section_keeps_its_statutory_number_under_another_printed_one(extractor: Extractor) -> None:
    (section,) = extractor("四、其他需要报告的事项\n无其他需要报告的事项，特此说明。\n").sections
    assert (section.number, section.title) == (6, "其他需要报告的事项")


def test_a_heading_in_parts_is_one_section() -> None:
    seen = tokenizer(view("一|.|总体情况:|公开。|五、改进情况|不足。"))
    heads = [(0, "s1"), (2, "s1"), (4, "s5")]
    mentions = [
        Mention("heading", at, at, seen.starts[at], seen.ends[at], 1.0, (Name(label, 0, 1, 1.0),))
        for at, label in heads
    ]
    assert read_sections(seen.view, mentions, 24) == (
        Section(1, "总体情况", 0, 1, 1, 14),
        Section(5, "改进情况", 14, 20, 20, 24),
    )


@pytest.mark.parametrize(
    "number", ["六、", "六: ", "六：", "6、", "6. ", "(六)", "（六）", "【六】", "第六部分 ", "第六章："]
)
def test_a_number_of_any_style_is_no_part_of_the_title(number: str) -> None:
    seen = tokenizer(view(f"{number}其他事项"))
    mention = Mention("heading", 0, len(seen) - 1, seen.starts[0], seen.ends[-1], 1.0, (Name("s6", 0, 1, 1.0),))
    assert [section.title for section in read_sections(seen.view, [mention], 20)] == ["其他事项"]
