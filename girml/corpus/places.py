"""Checks of where spans lie: inside the text, apart from each other, on whole characters."""

import re
from collections.abc import Iterator
from unicodedata import category

from girml.corpus.faults import Flaw
from girml.records.annotation import AnnotatedSpan, Annotation

_JOINER = "\u200d"
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = ("Mn", "Mc", "Me")
_MAY_BE_EMPTY = "blank"

Place = tuple[int, int, str]


def check_places(annotation: Annotation) -> Iterator[Flaw]:
    """Yield the spans and told counts that lie badly (outside the text, over each other, across a character), and
    halves of characters in the text."""
    spans = [(span.start, span.end, _shown(span)) for span in annotation.spans]
    counts = [(one.start, one.end, f"count {one.relation}") for one in annotation.counts]
    blanks = {_shown(span) for span in annotation.spans if span.tag == _MAY_BE_EMPTY}
    for place in (*spans, *counts):
        yield from _range(place, annotation.text, may_be_empty=place[2] in blanks)
        yield from _borders(place, annotation.text)
    for half in _SURROGATE.finditer(annotation.text):
        yield Flaw("character", f"The text holds half a character at {half.start()}; write the whole one, or U+FFFD.")
    yield from _overlaps(spans)
    yield from _overlaps(counts)


def _shown(span: AnnotatedSpan) -> str:
    return f"{span.tag} {span.label}".rstrip()


def _range(place: Place, text: str, *, may_be_empty: bool) -> Iterator[Flaw]:
    start, end, name = place
    if not 0 <= start <= end <= len(text):
        yield Flaw("range", f"{name} lies at {start}:{end}, but the text ends at {len(text)}; correct the offsets.")
    elif start == end and not may_be_empty:
        yield Flaw("range", f"{name} at {start}:{end} is empty; only an empty cell, a blank, may be.")


def _borders(place: Place, text: str) -> Iterator[Flaw]:
    start, end, name = place
    for at in sorted({start, end}):
        if 0 < at < len(text) and (what := _cut(text[at - 1], text[at])):
            yield Flaw("character", f"{name} at {start}:{end} cuts {what} at {at}; take it in or leave it out whole.")


def _cut(before: str, after: str) -> str | None:
    """Return what a border between two code points would cut, or None."""
    if before == "\r" and after == "\n":
        return "a line end of two characters"
    if category(after) in _MARKS or _JOINER in (before, after):
        return "a character from its mark"
    return None


def _overlaps(places: list[Place]) -> Iterator[Flaw]:
    """Yield the places that reach into an earlier one; an empty place overlaps what lies around it. Empty cells beyond
    the end of a line may stand at one place."""
    before: Place | None = None
    for place in sorted(places):
        if before and (place[0] < before[1] or (place[:2] == before[:2] and place[0] < place[1])):
            where = f"{place[2]} at {place[0]}:{place[1]} overlaps {before[2]} at {before[0]}:{before[1]}"
            yield Flaw("overlap", f"{where}; part them, a character belongs to one span.")
        before = max(before or place, place, key=lambda one: one[1])
