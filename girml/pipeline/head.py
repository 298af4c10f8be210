"""Title, agency, year and day of publication of a report, from its mentions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from girml.records import Field, Mention, View
from girml.text.titles import find_day, parse_title
from girml.text.view import source_span

_YEAR = re.compile(r"(?<!\d)(20\d\d) ?年")
_SENTENCE_END = re.compile(r"[。!?\n]")
_LONGEST_OPENING = 300


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of a report; None for what it does not print."""

    title: Field | None
    agency: Field | None
    year: Field | None
    published: Field | None


def read_head(view: View, mentions: Sequence[Mention], body: tuple[int, int]) -> Head:
    """Return the head of a report whose preamble and first section are view[body[0]:body[1]]."""
    spans = {one.tag: (one.start, one.end) for one in reversed(mentions) if one.tag in ("title", "date")}
    text = view.text
    title = parse_title(text, *spans["title"]) if "title" in spans else None
    day = find_day(text, *spans["date"]) if "date" in spans else None
    after_title = max(body[0], title.span[1] if title else 0)
    # Never from a file name, and from prose only where its first sentence with a year names just one.
    year = title.year if title and title.year else _opening_year(text, after_title, body[1])
    return Head(
        title=_text_field(view, title.span) if title else None,
        agency=_text_field(view, title.agency) if title and title.agency else None,
        year=_year_field(view, year) if year else None,
        published=_field(view, day.value, day.span) if day else None,
    )


def _opening_year(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of the one year that the first sentence with a year names, or None."""
    first = _YEAR.search(text, start, end)
    if first is None:
        return None
    stop = _SENTENCE_END.search(text, first.end(), min(end, first.end() + _LONGEST_OPENING))
    years = {match[1] for match in _YEAR.finditer(text, start, stop.start() if stop else end)}
    return first.span(1) if len(years) == 1 else None


def _text_field(view: View, span: tuple[int, int]) -> Field:
    start, end = source_span(view, *span)
    return Field("".join(view.source[start:end].split()), start, end)


def _year_field(view: View, span: tuple[int, int]) -> Field:
    return _field(view, int(view.text[slice(*span)]), span)


def _field(view: View, value: str | int, span: tuple[int, int]) -> Field:
    return Field(value, *source_span(view, *span))
