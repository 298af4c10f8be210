"""Titles of reports and dates of publication: where agency, year and day stand in them.

All functions take text folded as in the view.
"""

import re
from dataclasses import dataclass
from datetime import date

Span = tuple[int, int]

_KIND = r"(?:政府)? ?(?:信息|资讯)公开 ?(?:工作)?(?:情况)?(?:的)? ?(?:年度)?(?:工作)? ?(?:报告|年报)"
_NAME = r"[^\s\d。;,:\[\]<>《》|()\"“”、_-]"
_YEAR = r"(?P<year>(?:19|20)\d\d) ?年?(?:度)?"
_ENDING = "[局委办府厅院处署站所会行队社校道街镇乡区县市省室心司]"
# Without its year a title must name a body, and 政府 is the first word of its kind unless the body is 人民政府.
_BODY = rf"(?:{_NAME}{{2,40}}?{_ENDING}(?=\s*政府)|{_NAME}{{1,40}}?人民政府)"
_TITLES = (
    re.compile(
        rf"(?P<agency>(?!年){_NAME}{{0,40}}?)(?:关于)?\s*{_YEAR}\s*(?P<other>{_NAME}{{0,40}}?)(?:关于)?\s*{_KIND}"
    ),
    re.compile(rf"(?P<agency>(?!年){_NAME}{{3,40}}?)(?P<other>)\s*{_KIND} ?\(?{_YEAR}\)?"),
    re.compile(rf"(?P<agency>(?!年){_BODY})(?P<other>)(?P<year>)\s*{_KIND}"),
)
_ORGAN = re.compile(rf"{_NAME}{{2,40}}{_ENDING}")
_DAY = r"(?P<year>20\d\d) ?[-/.年] ?(?P<month>\d{1,2}) ?[-/.月] ?(?P<day>\d{1,2})(?!\d)(?: ?日)?"
_ANY_DAY = re.compile(_DAY)
_PUBLISHED = re.compile(rf"(?:发布|公布|公开|发文|上传)(?:(?:时间|日期|于) ?[:\]]|于) ?\s*{_DAY}")
_DATED = re.compile(rf"(?:^|\n|[ |\t\[])(?:时间|日期) ?[:\]] ?\s*{_DAY}")


@dataclass(frozen=True, slots=True)
class Title:
    """The places of a title, its agency and its year in the text; None for what it does not print."""

    span: Span
    agency: Span | None
    year: Span | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day as an ISO date, and its place in the text."""

    value: str
    span: Span


def looks_like_title(text: str) -> bool:
    """Return whether a text may hold the end of a title (a cheap test before `parse_title`)."""
    return len(text) <= 90 and text.rstrip("()》 0123456789年度").endswith(("报告", "年报"))


def parse_title(text: str, start: int, end: int) -> Title | None:
    """Return the title that stands at text[start:end], whole, or None.

    >>> title = parse_title("云川县水利局2023年政府信息公开工作年度报告", 0, 23)
    >>> title.agency, title.year
    ((0, 6), (6, 10))
    """
    for pattern in _TITLES:
        match = pattern.fullmatch(text, start, end)
        if match and (match["agency"] or match["other"] or match["year"]):
            agency = match.span("agency") if match["agency"] else match.span("other")
            year = match.span("year") if match["year"] else None
            return Title((start, end), agency if agency[0] < agency[1] else None, year)
    return None


def is_organ(text: str) -> bool:
    """Return whether a text is by its look the name of a public body.

    >>> is_organ("云川县水利局"), is_organ("总体情况")
    (True, False)
    """
    return _ORGAN.fullmatch(text) is not None


def find_day(text: str, start: int, end: int) -> Day | None:
    """Return the first day that stands in text[start:end], or None."""
    return next((day for match in _ANY_DAY.finditer(text, start, end) if (day := _day(match))), None)


def find_published(text: str, start: int, end: int) -> Day | None:
    """Return the first day of publication named in text[start:end], or None."""
    for pattern in (_PUBLISHED, _DATED):
        for match in pattern.finditer(text, start, end):
            day = _day(match)
            if day:
                return day
    return None


def _day(match: re.Match[str]) -> Day | None:
    try:
        value = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return Day(value.isoformat(), (match.start("year"), match.end()))
