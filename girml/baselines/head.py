"""Title, agency, year, day and section headings by regular expressions, for the baseline that has nothing else."""

import re
from dataclasses import replace
from functools import cache

from girml.forms import load
from girml.records import Field, Report, Section, SectionSpec, View
from girml.text.view import fold, source_span

Spans = dict[int, tuple[int, int]]
"""The places of headings in the view, by the number of their section."""

_TITLE = re.compile(
    r"(?P<agency>[一-鿿]{2,40}?)?\s*(?P<year>20\d\d)\s*年?度?\s*政府信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)"
)
_YEAR = re.compile(r"(?P<year>20\d\d)\s*年")
_DAY = re.compile(r"(?:时间|日期)[\s:]*(?P<day>(20\d\d)\s*[-/.年]\s*(\d\d?)\s*[-/.月]\s*(\d\d?))")
_NUMERAL = r"[一二三四五六七八]\s*[、.,\s]\s*"
_UNLISTED = r"(?![:\s|]*[二三四五六七八]\s*[、.,\s])"


def with_head(report: Report, view: View) -> Report:
    """Return a report with title, agency, year and published: the first of each in the text, and the year of the
    title before any other."""
    title, day = _TITLE.search(view.text), _DAY.search(view.text)
    year = title or _YEAR.search(view.text)
    return replace(
        report,
        title=_field(view, title, 0) if title else None,
        agency=_field(view, title, "agency") if title and title["agency"] else None,
        year=replace(_field(view, year, "year"), value=int(year["year"])) if year else None,
        published=replace(_field(view, day, "day"), value=_iso(day)) if day else None,
    )


def _field(view: View, match: re.Match[str], group: str | int) -> Field:
    start, end = source_span(view, *match.span(group))
    return Field("".join(view.source[start:end].split()), start, end)


def _iso(day: re.Match[str]) -> str:
    year, month, number = map(int, day.group(2, 3, 4))
    return f"{year:04}-{month:02}-{number:02}"


def headings(text: str) -> Spans:
    """Return the section headings of a view's text, each the first behind the one before.

    One is a line or a field with a numeral and a word that tells the section, else a numeral and a title of the form
    anywhere; in a list of headings it is passed over.
    """
    found: Spans = {}
    at = 0
    for section in load("2021").sections:
        match = next((match for one in _patterns(section) if (match := one.search(text, at))), None)
        if match:
            found[section.number] = match.span("heading")
            at = match.end()
    return found


def sections(view: View, found: Spans) -> tuple[Section, ...]:
    """Return the sections under headings, each up to the next one."""
    spans = [source_span(view, *span) for span in found.values()]
    stops = [*(start for start, _ in spans[1:]), len(view.source)]
    return tuple(
        Section(number, view.source[start:end], start, end, end, stop)
        for number, (start, end), stop in zip(found, spans, stops[: len(spans)], strict=True)
    )


@cache
def _patterns(section: SectionSpec) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words, titles = "|".join(section.keywords), "|".join(map(spaced, sorted(section.titles, key=len, reverse=True)))
    line = rf"(?:^|\|)\s*(?P<heading>{_NUMERAL}[^\n。;|]{{0,20}}?(?:{words})[^\n。;:|]{{0,20}}?)\s*:?\s*(?=$|\|)"
    anywhere = rf"(?P<heading>{_NUMERAL}(?:{titles}))"
    return re.compile(line + _UNLISTED, re.MULTILINE), re.compile(anywhere + _UNLISTED)


def spaced(text: str) -> str:
    """Return a pattern of a text as the view folds it, with white space wherever it may stand."""
    return r"\s*".join(map(re.escape, "".join(fold(text).split())))
