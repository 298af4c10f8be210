"""Section headings told from bait: quotations, contents, and the numbered items of table 3."""

from collections.abc import Callable

import pytest

from girml.pipeline import Extractor

Tag = Callable[[str], list[tuple[str, str, str]]]

LIST = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
TABLE_3 = """一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3
二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
三、本年度办理结果 （一）予以公开 3 0 0 0 0 0 3
（七）总计 3 0 0 0 0 0 3
四、结转下年度继续办理 0 0 0 0 0 0 0
"""


def headings(tag: Tag, source: str) -> list[tuple[str, str]]:
    """Return the headings found in a source: section and text."""
    return [(label, text) for kind, text, label in tag(source) if kind == "heading"]


@pytest.mark.parametrize(
    ("source", "section", "printed"),
    [
        pytest.param("一、总体情况\n公开。", "s1", "一、总体情况", id="as the form prints it"),
        pytest.param("一、 总体情况\n公开。", "s1", "一、 总体情况", id="a space after the number"),
        pytest.param("一.总体情况\n公开。", "s1", "一.总体情况", id="a point after the number"),
        pytest.param("总体情况\n公开。", "s1", "总体情况", id="without its number"),
        pytest.param("总体情况：\n公开。", "s1", "总体情况", id="with a colon"),
        pytest.param("## 一、总体情况 ##\n公开。", "s1", "一、总体情况", id="in Markdown"),
        pytest.param("一、總體情況\n公開。", "s1", "一、总体情况", id="in traditional script"),
        pytest.param("一、总体情况2023年，本局公开信息52条。", "s1", "一、总体情况", id="glued to the text after it"),
        pytest.param(
            "公开信息52。五、存在的主要问题及改进情况\n不足。", "s5", "五、存在的主要问题及改进情况",
            id="glued to the sentence before it",
        ),
        pytest.param("五、改进措施\n加强培训。", "s5", "五、改进措施", id="reworded"),
        pytest.param("六、其它事项\n无。", "s6", "六、其它事项", id="a variant character"),
        pytest.param(
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况\n没有。", "s4",
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", id="reworded at length",
        ),
    ],
)  # fmt: skip
def test_a_heading_is_found_in_each_shape(tag: Tag, source: str, section: str, printed: str) -> None:
    assert headings(tag, source) == [(section, printed)]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("正文见“一、总体情况”部分。", id="a quotation"),
        pytest.param("按照二、主动公开政府信息情况的要求，本局公开。", id="in the middle of a sentence"),
        pytest.param("三、加强队伍建设\n加强培训。", id="another numbered line"),
        pytest.param("现将总体情况报告如下。", id="the words without a line of their own"),
        pytest.param(TABLE_3, id="the numbered items of table 3"),
    ],
)
def test_bait_is_no_heading(tag: Tag, source: str) -> None:
    assert headings(tag, source) == []


def test_of_a_table_of_contents_and_the_headings_with_text_the_latter_are_kept(extractor: Extractor) -> None:
    source = LIST + LIST.replace("\n", "\n公开，详见网站。\n全年无变化。\n")
    sections = extractor(source).sections
    assert [one.number for one in sections] == [1, 2, 3]
    assert [one.heading_start for one in sections] == [source.rindex(line) for line in LIST.split()]


def test_headings_around_a_table_stand_before_and_after_it(tag: Tag) -> None:
    source = (
        f"三、收到和处理政府信息公开申请情况\n{TABLE_3}四、政府信息公开行政复议、行政诉讼情况\n没有。\n五、改进情况\n"
    )
    assert headings(tag, source) == [
        ("s3", "三、收到和处理政府信息公开申请情况"),
        ("s4", "四、政府信息公开行政复议、行政诉讼情况"),
        ("s5", "五、改进情况"),
    ]


def test_the_numbers_of_headings_rise(tag: Tag) -> None:
    order = ("一、总体情况", "五、存在的主要问题及改进情况", "二、主动公开政府信息情况", "六、其他需要报告的事项")
    source = "\n详见网站。\n".join((*order, ""))
    found = [section for section, _ in headings(tag, source)]
    assert found == sorted(found)
    assert len(found) == 3
