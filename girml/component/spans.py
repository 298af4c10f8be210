"""Headings and cells as span groups: exact where they end with tokens, else widened, and the group says so."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span, SpanGroup

from girml.records import Report

HEADINGS, CELLS = "girml_headings", "girml_cells"
"""The names of the groups. A heading's label is `s` and its section's number, a cell's its id; `id_` of both is the
number of the report in the text, counted from 1."""
WIDENED = "widened"
"""The attribute of a group that lists `[position in the group, start, end]` of each span that is not just as its place
in the text: wider, as words hold more than the place, or empty and a space away from it."""


class Place(NamedTuple):
    """Something at [start, end) of a text, and the number of the report that it stands in."""

    label: str
    report: int
    start: int
    end: int


def mark(doc: Doc, reports: Iterable[Report]) -> None:
    """Put the headings and cells of reports on a document; what has no place in the text has no span."""
    found = list(reports)
    doc.spans[HEADINGS] = _group(doc, HEADINGS, _headings(found))
    doc.spans[CELLS] = _group(doc, CELLS, _cells(found))


def _headings(reports: Iterable[Report]) -> Iterator[Place]:
    for report in reports:
        for one in report.sections:
            yield Place(f"s{one.number}", report.index, one.heading_start, one.heading_end)


def _cells(reports: Iterable[Report]) -> Iterator[Place]:
    for report in reports:
        for cell in report.cells:
            if cell.start is not None and cell.end is not None:
                yield Place(cell.id, report.index, cell.start, cell.end)


def _group(doc: Doc, name: str, places: Iterable[Place]) -> SpanGroup:
    starts = [token.idx for token in doc]
    ends = [token.idx + len(token) for token in doc]
    spans, widened = [], []
    for number, place in enumerate(places):
        first, last = tokens(starts, ends, place.start, place.end)
        spans.append(Span(doc, first, last, label=place.label, span_id=f"{place.report}"))
        if (spans[-1].start_char, spans[-1].end_char) != (place.start, place.end):
            widened.append([number, place.start, place.end])
    return SpanGroup(doc, name=name, attrs={WIDENED: widened}, spans=spans)


def tokens(starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return the first token and the one behind the last that hold a part of [start, end); an empty cell between two
    tokens has none.

    >>> tokens([0, 2], [2, 5], 2, 4), tokens([0, 2], [2, 5], 2, 2), tokens([0, 2], [2, 5], 3, 3)
    ((1, 2), (1, 1), (1, 2))
    """
    return bisect_right(ends, start), bisect_left(starts, end)
