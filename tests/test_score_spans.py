"""Headings, title, agency, year and day against annotated spans: the place to the character, and the value."""

from dataclasses import replace

import pytest

from girml.records import Field, Report, Section
from girml.records.annotation import AnnotatedSpan, Annotation, first_report
from girml.score import Matches, match_fields, match_headings

TITLE = "云川县水利局2023年政府信息公开工作年度报告"
TEXT = f"首页\n{TITLE}\n发布日期：2024-01-18\n一、总体情况\n公开。\n二、主动公开政府信息情况\n"
HEADS = (AnnotatedSpan(43, 49, "heading", "s1"), AnnotatedSpan(54, 66, "heading", "s2"))

NONE, RIGHT, WRONG = Matches(0, 0, 0), Matches(1, 1, 1), Matches(0, 1, 1)
MISSED, INVENTED = Matches(0, 0, 1), Matches(0, 1, 0)


def title(start: int, end: int) -> AnnotatedSpan:
    """Return the span of a title or of a piece of one."""
    return AnnotatedSpan(start, end, "title", "")


def agency(start: int, end: int) -> AnnotatedSpan:
    """Return the span of an agency."""
    return AnnotatedSpan(start, end, "agency", "")


def date(start: int, end: int) -> AnnotatedSpan:
    """Return the span of a day of publication."""
    return AnnotatedSpan(start, end, "date", "")


AGENCY, REST, DATE = agency(3, 9), title(9, 26), date(32, 42)


def gold(text: str, *spans: AnnotatedSpan) -> Annotation:
    """Return a text annotated with spans; its year is 2023."""
    return Annotation("a", text, "rows", "f", "l", "b", 2023, {}, {}, spans)


EMPTY = Report("", "", "utf-8", 1, 1, 0, 0, "m")


def section(number: int, start: int, end: int) -> Section:
    """Return a section whose heading stands at [start, end)."""
    return Section(number, "", start, end, end, end)


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        pytest.param((section(1, 43, 49), section(2, 54, 66)), Matches(2, 2, 2), id="both"),
        pytest.param((section(1, 43, 49),), Matches(1, 1, 2), id="one missed"),
        pytest.param((section(1, 43, 49), section(2, 54, 65)), Matches(1, 2, 2), id="one cut by a character"),
        pytest.param((section(1, 43, 49), section(3, 54, 66)), Matches(1, 2, 2), id="right place, wrong number"),
        pytest.param((section(1, 43, 49), section(2, 54, 66), section(5, 50, 52)), Matches(2, 3, 2), id="one invented"),
        pytest.param((), Matches(0, 0, 2), id="none"),
    ],
)
def test_a_heading_is_right_by_number_start_and_end(sections: tuple[Section, ...], expected: Matches) -> None:
    assert match_headings(replace(EMPTY, sections=sections), gold(TEXT, *HEADS)) == expected


def test_headings_of_a_second_report_in_the_text_are_not_expected() -> None:
    third = AnnotatedSpan(70, 75, "heading", "s3")
    twice = [AnnotatedSpan(one.start + 100, one.end + 100, one.tag, one.label) for one in (*HEADS, third)]
    found = match_headings(
        replace(EMPTY, sections=(section(1, 43, 49), section(2, 54, 66))), gold(TEXT, *twice, *HEADS)
    )
    assert found == Matches(2, 2, 2)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        pytest.param(Field(TITLE, 3, 26), RIGHT, id="with its agency"),
        pytest.param(Field(TITLE[6:], 9, 26), WRONG, id="without its agency"),
        pytest.param(Field(TITLE[:-1], 3, 26), WRONG, id="right place, wrong value"),
        pytest.param(Field(TITLE, 3, 25), WRONG, id="right value, wrong place"),
        pytest.param(None, MISSED, id="missed"),
    ],
)
def test_a_title_is_right_by_place_and_value(field: Field | None, expected: Matches) -> None:
    assert match_fields(replace(EMPTY, title=field), gold(TEXT, REST, AGENCY))["title"] == expected


@pytest.mark.parametrize(
    ("text", "spans", "field"),
    [
        pytest.param(TITLE, (title(0, 23),), Field(TITLE, 0, 23), id="one span"),
        pytest.param(TITLE, (title(0, 23), agency(0, 6)), Field(TITLE, 0, 23), id="agency nested"),
        pytest.param(
            "云川县水利局\n2023年 工作年度报告",
            (agency(0, 6), title(7, 19)),
            Field("云川县水利局2023年工作年度报告", 0, 19),
            id="on two lines",
        ),
        pytest.param(
            "2023年云川县水利局工作年度报告",
            (title(0, 5), agency(5, 11), title(11, 17)),
            Field("2023年云川县水利局工作年度报告", 0, 17),
            id="parted by its agency",
        ),
        pytest.param(
            f"{TITLE}\n{TITLE}",
            (agency(0, 6), title(6, 23), agency(24, 30), title(30, 47)),
            Field(TITLE, 0, 23),
            id="printed twice",
        ),
        pytest.param(
            "水利局公开栏：2023年工作年度报告",
            (agency(0, 3), title(7, 18)),
            Field("2023年工作年度报告", 7, 18),
            id="an agency that stands apart",
        ),
    ],
)
def test_the_title_reaches_over_its_agency(text: str, spans: tuple[AnnotatedSpan, ...], field: Field) -> None:
    assert match_fields(replace(EMPTY, title=field), gold(text, *spans))["title"] == RIGHT


@pytest.mark.parametrize(
    ("field", "spans", "expected"),
    [
        pytest.param(Field("云川县水利局", 3, 9), (AGENCY, REST), RIGHT, id="as printed"),
        pytest.param(Field("水利局", 6, 9), (AGENCY, REST), WRONG, id="cut short"),
        pytest.param(Field("云川县人民政府水利局", 3, 9), (AGENCY, REST), WRONG, id="something added"),
        pytest.param(None, (AGENCY, REST), MISSED, id="missed"),
        pytest.param(Field("云川县水利局", 3, 9), (), INVENTED, id="not in gold"),
        pytest.param(None, (), NONE, id="neither"),
    ],
)
def test_an_agency_is_right_as_printed(
    field: Field | None, spans: tuple[AnnotatedSpan, ...], expected: Matches
) -> None:
    assert match_fields(replace(EMPTY, agency=field), gold(TEXT, *spans))["agency"] == expected


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        pytest.param(TEXT, Field(2023, 9, 13), RIGHT, id="the year"),
        pytest.param(TEXT, Field(2023, 0, 4), RIGHT, id="its place does not count"),
        pytest.param(TEXT, Field(2024, 32, 36), WRONG, id="the year of publication"),
        pytest.param(TEXT, None, MISSED, id="missed"),
        pytest.param("２０２３年，公开。", None, MISSED, id="missed in wide digits"),
        pytest.param("一、总体情况\n公开。", None, NONE, id="null where the text does not print it"),
        pytest.param("一、总体情况\n2022年公开。", Field(2022, 7, 11), INVENTED, id="another year than gold's"),
        pytest.param("20 23年，公开。", Field(2023, 0, 5), RIGHT, id="cut in two, but read"),
    ],
)
def test_a_year_is_right_by_its_value(text: str, field: Field | None, expected: Matches) -> None:
    assert match_fields(replace(EMPTY, year=field), gold(text))["year"] == expected


@pytest.mark.parametrize(
    ("text", "span", "field", "expected"),
    [
        pytest.param(TEXT, DATE, Field("2024-01-18", 32, 42), RIGHT, id="the day"),
        pytest.param(TEXT, DATE, Field("2024-01-17", 32, 42), WRONG, id="right place, wrong day"),
        pytest.param(TEXT, DATE, None, MISSED, id="missed"),
        pytest.param(TEXT + "2024-01-18", DATE, Field("2024-01-18", 67, 77), WRONG, id="the same day elsewhere"),
        pytest.param(TEXT, date(27, 42), Field("2024-01-18", 32, 42), RIGHT, id="with its caption"),
        pytest.param("2024年1月8日", date(0, 9), Field("2024-01-08", 0, 8), RIGHT, id="its last sign"),
        pytest.param("发布日期：", date(0, 5), None, NONE, id="a span that names no day"),
        pytest.param("公开", None, Field("二月", 0, 2), INVENTED, id="nothing like a day"),
    ],
)
def test_a_day_is_right_where_its_digits_stand(
    text: str, span: AnnotatedSpan | None, field: Field | None, expected: Matches
) -> None:
    annotation = gold(text, span) if span else gold(text)
    assert match_fields(replace(EMPTY, published=field), annotation)["published"] == expected


def test_the_headings_of_a_report_go_on_behind_one_that_was_torn_in_two() -> None:
    spans = [("s3", 0, 4), ("s4", 5, 9), ("s4", 20, 24), ("s5", 30, 34), ("s3", 40, 44), ("s6", 50, 54)]
    found = first_report(AnnotatedSpan(start, end, "heading", label) for label, start, end in spans)
    assert [(one.label, one.start) for one in found] == [("s3", 0), ("s4", 5), ("s4", 20), ("s5", 30)]


def test_headings_read_across_columns_do_not_begin_another_report() -> None:
    labels = ["s1", "s3", "s4", "s3", "s5", "s6", "s3"]
    found = first_report(AnnotatedSpan(10 * at, 10 * at + 4, "heading", label) for at, label in enumerate(labels))
    assert [one.label for one in found] == ["s1", "s3", "s4", "s3", "s5", "s6"]
