"""Titles and days of publication: what counts as one, and where agency, year and day stand in it."""

import pytest

from girml.text.titles import find_published, is_organ, looks_like_title, parse_title
from girml.text.view import fold

TITLES = [
    pytest.param("云川县水利局2023年政府信息公开工作年度报告", "云川县水利局", "2023", id="the usual order"),
    pytest.param("云川县水利局2023年度政府信息公开年报", "云川县水利局", "2023", id="short"),
    pytest.param("云川县水利局关于2023年政府信息公开工作情况的报告", "云川县水利局", "2023", id="with an about"),
    pytest.param("2023年云川县水利局政府信息公开工作年度报告", "云川县水利局", "2023", id="year first"),
    pytest.param("云川县水利局\n2023年政府信息公开工作年度报告", "云川县水利局", "2023", id="on two lines"),
    pytest.param("云川县水利局 2023 年政府信息公开工作 年度报告", "云川县水利局", "2023", id="with spaces"),
    pytest.param(
        "云川縣水利局２０２３年政府資訊公開工作年度報告", "云川县水利局", "2023", id="traditional, full-width"
    ),
    pytest.param("云川县水利局政府信息公开工作年度报告（2023年）", "云川县水利局", "2023", id="year in brackets"),
    pytest.param("云川县水利局政府信息公开年报", "云川县水利局", None, id="no year"),
    pytest.param("2023年政府信息公开工作年度报告", None, "2023", id="no agency"),
]


@pytest.mark.parametrize(("source", "agency", "year"), TITLES)
def test_a_title_names_its_agency_and_year(source: str, agency: str | None, year: str | None) -> None:
    text = fold(source)
    title = parse_title(text, 0, len(text))
    assert title is not None
    assert title.span == (0, len(text))
    assert (title.agency and text[slice(*title.agency)]) == agency
    assert (title.year and text[slice(*title.year)]) == year


@pytest.mark.parametrize(("source", "agency", "year"), TITLES)
def test_every_title_passes_the_cheap_test(source: str, agency: str | None, year: str | None) -> None:
    assert looks_like_title(fold(source))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("云川县2023年工作报告", id="another report"),
        pytest.param("政府信息公开工作年度报告", id="neither agency nor year"),
        pytest.param("关于2023年政府信息公开工作年度报告的通知", id="a notice about it"),
        pytest.param("首页>政府信息公开年度报告", id="a breadcrumb"),
        pytest.param("云川县水利局2023年政府信息公开工作总结", id="a summary"),
    ],
)
def test_other_lines_are_no_titles(text: str) -> None:
    assert parse_title(text, 0, len(text)) is None


def test_a_title_is_found_at_its_place_in_a_longer_text() -> None:
    text = "首页\n云川县水利局2023年政府信息公开工作年度报告\n一、总体情况"
    title = parse_title(text, 3, 26)
    assert title is not None
    assert (title.span, title.agency, title.year) == ((3, 26), (3, 9), (9, 13))


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        pytest.param("云川县水利局", True, id="a bureau"),
        pytest.param("泊宁市人民政府办公室", True, id="an office"),
        pytest.param("芷阳区第一小学校", True, id="a school"),
        pytest.param("总体情况", False, id="a heading"),
        pytest.param("局", False, id="too short"),
        pytest.param("2023局", False, id="with digits"),
    ],
)
def test_a_public_body_is_told_by_its_last_character(text: str, *, organ: bool) -> None:
    assert is_organ(text) is organ


@pytest.mark.parametrize(
    ("source", "day", "printed"),
    [
        pytest.param("发布日期：2024-01-18 09:42", "2024-01-18", "2024-01-18", id="dashes, and the hour after it"),
        pytest.param("发布时间: 2021年01月20日 13:32", "2021-01-20", "2021年01月20日", id="in words"),
        pytest.param("公开日期：2024年1月8日", "2024-01-08", "2024年1月8日", id="no leading zeros"),
        pytest.param("时间：2024/1/8", "2024-01-08", "2024/1/8", id="slashes"),
        pytest.param("来源 日期:2024.1.8", "2024-01-08", "2024.1.8", id="points"),
        pytest.param("【发布日期】2024-01-18", "2024-01-18", "2024-01-18", id="brackets"),
        pytest.param("发布日期：\n2024-01-18", "2024-01-18", "2024-01-18", id="on the next line"),
        pytest.param("发布日期：2024-02-30 发布日期：2024-03-01", "2024-03-01", "2024-03-01", id="after no real day"),
        pytest.param("日期：2024-01-02 发布日期：2024-01-18", "2024-01-18", "2024-01-18", id="beside another date"),
    ],
)
def test_the_day_of_publication_is_told_by_the_words_before_it(source: str, day: str, printed: str) -> None:
    text = fold(source)
    found = find_published(text, 0, len(text))
    assert found is not None
    assert (found.value, text[slice(*found.span)]) == (day, printed)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("2024年1月18日", id="a date without words"),
        pytest.param("会议时间：2024年1月18日", id="of a meeting"),
        pytest.param("成文日期：2024-01-18", id="of writing"),
        pytest.param("发布日期：2023130", id="characters lost"),
        pytest.param("发布日期：2024-13-18", id="no such month"),
        pytest.param("发布日期：2024-01-188", id="too many digits"),
    ],
)
def test_other_dates_are_no_day_of_publication(source: str) -> None:
    text = fold(source)
    assert find_published(text, 0, len(text)) is None


def test_only_the_given_range_is_searched() -> None:
    assert find_published("发布日期:2024-01-18", 0, 9) is None
