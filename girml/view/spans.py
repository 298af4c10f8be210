"""What of a text is marked: cells, labels, headings, the fields of the head, and the places of findings."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from girml.records import Report
from girml.records.annotation import AnnotatedSpan

Kind = Literal["cell", "label", "heading", "field", "finding"]

FIELDS = ("title", "agency", "year", "published")


class Span(NamedTuple):
    """A stretch [start, end) of the source, and what it stands for: the id of a cell or label, `s1` to `s6`, the name
    of a field, the number of a finding."""

    start: int
    end: int
    kind: Kind
    target: str


def spans(report: Report, labels: Iterable[AnnotatedSpan]) -> list[Span]:
    """Return the spans of a report that stand in its part of the source, in order; they may overlap."""
    every = (*_cells(report), *_labels(labels), *_head(report), *_findings(report))
    return sorted(one for one in every if report.start <= one.start <= one.end <= report.end)


def _cells(report: Report) -> Iterator[Span]:
    for cell in report.cells:
        if cell.start is not None and cell.end is not None:
            for start, end in cell.parts or ((cell.start, cell.end),):
                yield Span(start, end, "cell", cell.id)


def _labels(labels: Iterable[AnnotatedSpan]) -> Iterator[Span]:
    return (Span(one.start, one.end, "label", one.label) for one in labels if one.tag in ("row", "column"))


def _head(report: Report) -> Iterator[Span]:
    for name in FIELDS:
        field = getattr(report, name)
        if field:
            yield Span(field.start, field.end, "field", name)
    for section in report.sections:
        yield Span(section.heading_start, section.heading_end, "heading", f"s{section.number}")


def _findings(report: Report) -> Iterator[Span]:
    for number, finding in enumerate(report.findings):
        if finding.start is not None and finding.end is not None:
            yield Span(finding.start, finding.end, "finding", str(number))
