"""Title, agency, year and day of publication: values with their places, null where nothing is printed."""

import pytest

from girml.pipeline import Extractor
from girml.records import Field

TITLE = "云川县水利局2023年政府信息公开工作年度报告"
BRACKETS = "云川县水利局政府信息公开工作年度报告（2023年）"


def test_a_title_gives_agency_and_year_with_their_places(extractor: Extractor) -> None:
    report = extractor(f"首页\n{TITLE}\n发布日期：2024-01-18\n一、总体情况\n公开。\n")
    assert report.title == Field(TITLE, 3, 26)
    assert report.agency == Field("云川县水利局", 3, 9)
    assert report.year == Field(2023, 9, 13)
    assert report.published == Field("2024-01-18", 32, 42)


@pytest.mark.parametrize(
    ("text", "title", "agency", "year"),
    [
        pytest.param(
            "云川县水利局\n2023年政府信息公开工作年度报告\n公开。", TITLE, "云川县水利局", 2023, id="on two lines"
        ),
        pytest.param(
            "云川县水利局政府信息公开工作年度报告（2023年）\n公开。",
            "云川县水利局政府信息公开工作年度报告（2023年）",
            "云川县水利局",
            2023,
            id="the year in brackets",
        ),
        pytest.param(
            "２０２３年政府信息公开工作年度报告\n公开。",
            "２０２３年政府信息公开工作年度报告",
            None,
            2023,
            id="no agency",
        ),
        pytest.param(
            "云川县水利局政府信息公开年报\n公开。", "云川县水利局政府信息公开年报", "云川县水利局", None, id="no year"
        ),
        pytest.param("云川县工作报告\n公开。", None, None, None, id="no such title"),
        pytest.param("", None, None, None, id="nothing"),
    ],
)
def test_what_the_title_prints_is_read_and_no_more(
    extractor: Extractor, text: str, title: str | None, agency: str | None, year: int | None
) -> None:
    report = extractor(f"{text}\n公开。")
    found = [field and field.value for field in (report.title, report.agency, report.year)]
    assert found == [title, agency, year]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        pytest.param("一、总体情况\n2023年，本局公开信息52条。\n", (2023, 7), id="in section one"),
        pytest.param("根据要求，现公布2022年年度报告。\n一、总体情况\n公开。\n", (2022, 8), id="in the preamble"),
        pytest.param("一、总体情况\n2023年比2022年多公开信息52条。\n", None, id="two years in one sentence"),
        pytest.param("一、总体情况\n公开。\n五、改进情况\n2023年公开。\n", None, id="only in a later section"),
        pytest.param("一、总体情况\n公开信息2023条。\n", None, id="a count that looks like a year"),
        pytest.param("一、总体情况\n共12023年次。\n", None, id="the end of a longer number"),
    ],
)
def test_without_a_title_the_one_year_that_opens_the_text_counts(
    extractor: Extractor, text: str, year: tuple[int, int] | None
) -> None:
    found = extractor(text).year
    assert (found and (found.value, found.start)) == year


def test_the_year_of_the_title_stands_against_those_of_the_text(extractor: Extractor) -> None:
    report = extractor(f"{TITLE}\n一、总体情况\n2022年公开信息52条。\n")
    assert report.year == Field(2023, 6, 10)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("发布时间：2024年01月18日", id="nothing between"),
        pytest.param("发布时间: 2024年01月18日 13:32", id="a space after the colon, the hour after the day"),
        pytest.param("来源：云川县水利局 发布日期: 2024-01-18 阅读: 38", id="in the furniture of a page"),
        pytest.param("发布日期：\n2024-01-18", id="on the line below"),
    ],
)
def test_the_day_of_publication_is_read_from_the_furniture(extractor: Extractor, line: str) -> None:
    published = extractor(f"{TITLE}\n{line}\n一、总体情况\n公开。\n").published
    assert published is not None
    assert published.value == "2024-01-18"


def test_line_ends_and_spaces_within_a_title_are_no_part_of_its_value(extractor: Extractor) -> None:
    text = "云川县水利局\n2023年 政府信息公开工作年度报告\n公开。"
    report = extractor(text)
    assert report.title == Field(TITLE, 0, 25)
