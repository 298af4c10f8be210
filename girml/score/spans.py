"""Headings and head of a report against the annotated spans: right only in the exact place.

Where a text holds several reports, or one twice, the spans of the first count: headings up to the first number that
comes again, and of title, agency and day the first.
"""

import re
from dataclasses import dataclass
from unicodedata import normalize

from girml.records import Field
from girml.records.annotation import AnnotatedSpan, Annotation, first_report
from girml.records.report import Report

_DAY = re.compile(r"(?<!\d)(\d{4})\D+(\d{1,2})\D+(\d{1,2})(?!\d)")

Place = tuple[int, int, str | int]


@dataclass(frozen=True, slots=True)
class Matches:
    """How many spans the report has, how many gold has, and how many are the same."""

    matched: int
    predicted: int
    gold: int


def match_headings(report: Report, annotation: Annotation) -> Matches:
    """Return the matches of headings by number, start and end."""
    gold = {(int(span.label[1:]), span.start, span.end) for span in _first_headings(annotation)}
    found = {(one.number, one.heading_start, one.heading_end) for one in report.sections}
    return Matches(len(gold & found), len(report.sections), len(gold))


def match_fields(report: Report, annotation: Annotation) -> dict[str, Matches]:
    """Return the matches of title, agency, year and published.

    Title, agency and published are right by exact span and value, where gold has a span of that tag; the year is
    right by its value, and only missed where the text prints it.
    """
    return {
        "title": _match(_title(annotation), _place(report.title)),
        "agency": _match(_agency(annotation), _place(report.agency)),
        "year": _match(_year(report, annotation), report.year.value if report.year else None),
        "published": _match(_published(annotation), _found_day(report.published, annotation.text)),
    }


def _match(gold: object, found: object) -> Matches:
    return Matches(int(gold is not None and gold == found), int(found is not None), int(gold is not None))


def _spans(annotation: Annotation, tag: str) -> list[AnnotatedSpan]:
    return sorted(span for span in annotation.spans if span.tag == tag)


def _first(annotation: Annotation, tag: str) -> AnnotatedSpan | None:
    return next(iter(_spans(annotation, tag)), None)


def _first_headings(annotation: Annotation) -> list[AnnotatedSpan]:
    """Return the headings of the first report; of one in parts the first part."""
    first: dict[str, AnnotatedSpan] = {}
    for span in first_report(annotation.spans):
        if span.tag == "heading":
            first.setdefault(span.label, span)
    return list(first.values())


def _title(annotation: Annotation) -> Place | None:
    """Return the whole title; as spans must not overlap, its agency stands beside it or parts it in two."""
    titles, agency = _spans(annotation, "title"), _first(annotation, "agency")
    if not titles:
        return None
    pieces = titles[:1]
    if agency and _adjoin(annotation.text, agency, titles[0]):
        pieces += [agency, *(span for span in titles[1:2] if _adjoin(annotation.text, agency, span))]
    return _printed(annotation.text, min(span.start for span in pieces), max(span.end for span in pieces))


def _adjoin(text: str, one: AnnotatedSpan, other: AnnotatedSpan) -> bool:
    first, second = sorted((one, other))
    return not text[first.end : second.start].strip()


def _agency(annotation: Annotation) -> Place | None:
    span = _first(annotation, "agency")
    return _printed(annotation.text, span.start, span.end) if span else None


def _printed(text: str, start: int, end: int) -> Place:
    """Return a place and what is printed there, as reports have it: without line ends and spaces."""
    return start, end, "".join(text[start:end].split())


def _place(field: Field | None) -> Place | None:
    return (field.start, field.end, field.value) if field else None


def _year(report: Report, annotation: Annotation) -> int | None:
    """Return the year of gold, or None where the text does not print it and the report has no such year."""
    if report.year and report.year.value == annotation.year:
        return annotation.year
    return annotation.year if str(annotation.year) in normalize("NFKC", annotation.text) else None


def _published(annotation: Annotation) -> Place | None:
    days = (_day(annotation.text, span.start, span.end) for span in _spans(annotation, "date"))
    return next((day for day in days if day), None)


def _day(text: str, start: int, end: int) -> Place | None:
    """Return the place of a day from its first digit to its last, and the day in ISO; captions and 日 are no part."""
    match = _DAY.search(text, start, end)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    return match.start(), match.end(), f"{year:04}-{month:02}-{day:02}"


def _found_day(field: Field | None, text: str) -> Place | None:
    if field is None:
        return None
    day = _day(text, field.start, field.end)
    return (day[0], day[1], field.value) if day else _place(field)
