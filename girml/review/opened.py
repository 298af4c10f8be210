"""A report opened for review: what the data set says, its text, the marks of the reader, the ways to read its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from girml.bio import OUTSIDE, mentions, ranges
from girml.corpus.names import known
from girml.documents import text_of
from girml.pipeline import Extractor
from girml.pipeline.outline import Outline
from girml.records import Cell, Reading, Report
from girml.records.annotation import AnnotatedSpan
from girml.text.view import source_span

_FURNITURE = OUTSIDE[1]
_LABELS = ("row", "column")
_PLAIN = ("date", "figure", "blank")


@dataclass(frozen=True, slots=True)
class Opened:
    """A report with its text.

    `report` is that of the data set, with what the text tells beside it; `marks` holds the labels, headings, figures
    and furniture that the reader finds in the report's part of the text, in order; `readings` the ways in which each
    cell may be read, by id.
    """

    key: str
    report: Report
    text: str
    marks: tuple[AnnotatedSpan, ...]
    readings: Mapping[str, tuple[Reading, ...]]


def opened(key: str, report: Report, data: bytes, extractor: Extractor) -> Opened:
    """Return a report with its text, which these bytes hold; InputError where they hold none."""
    text = text_of(data, report.source)
    outline = extractor.outline(text)
    again = extractor.all(text)
    twin = next((one for one in again if (one.start, one.end) == (report.start, report.end)), None)
    inside = (one for one in _marks(outline, report) if report.start <= one.start and one.end <= report.end)
    found = _readings(extractor, outline, report.start)
    return Opened(key, _completed(report, twin), text, tuple(sorted(inside)), found)


def _marks(outline: Outline, report: Report) -> Iterator[AnnotatedSpan]:
    view = outline.tokens.view
    labels = known(tuple((report.form or {}).items()))[1]
    for one in mentions(outline.tokens, outline.labeling):
        place = source_span(view, one.start, one.end)
        if one.tag in _PLAIN:
            yield AnnotatedSpan(*place, one.tag, "")
        elif one.tag == "heading" and one.names:
            yield AnnotatedSpan(*place, one.tag, one.names[0].label)
        elif one.tag in _LABELS:
            yield AnnotatedSpan(*place, one.tag, next((name.label for name in one.names if name.label in labels), ""))
    for _, first, last in ranges(outline.labeling.tags, (_FURNITURE,)):
        place = source_span(view, outline.tokens.starts[first], outline.tokens.ends[last])
        if place[0] < place[1]:
            yield AnnotatedSpan(*place, _FURNITURE, "")


def _readings(extractor: Extractor, outline: Outline, start: int) -> dict[str, tuple[Reading, ...]]:
    """Return how each cell of the report that begins at `start` may be read, likeliest first."""
    found: dict[str, tuple[Reading, ...]] = {}
    for part in (part for part in outline.parts if part.start == start):
        for table in extractor.tables(outline.tokens, part).readings.values():
            for row in table.rows:
                for at, cell in enumerate(row.row.cells):
                    found[cell.id] = tuple(dict.fromkeys(one.readings[at] for one in row.candidates))
    return found


def _completed(report: Report, twin: Report | None) -> Report:
    """Return a report with the places that a run does not keep, as the text tells them to the reader of today."""
    if twin is None or report.sections:
        return report
    cells = {cell.id: cell for cell in twin.cells}
    return replace(
        report,
        sections=twin.sections,
        title=twin.title,
        agency=twin.agency,
        year=twin.year,
        published=twin.published,
        cells=tuple(_with_parts(cell, cells.get(cell.id)) for cell in report.cells),
    )


def _with_parts(cell: Cell, twin: Cell | None) -> Cell:
    same = twin is not None and (cell.state, cell.value, cell.start, cell.end) == (
        twin.state, twin.value, twin.start, twin.end,
    )  # fmt: skip
    return cell._replace(parts=twin.parts, rules=twin.rules) if twin and same else cell


def spans_of(
    start: int | None, end: int | None, parts: Sequence[tuple[int, int]] | None
) -> tuple[tuple[int, int], ...]:
    """Return the places of a figure: its parts where it is cut, else where it stands, none where it has no place."""
    if parts:
        return tuple(parts)
    return () if start is None or end is None else ((start, end),)
