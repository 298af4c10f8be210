"""The marks of a text: for each piece of a line what it is, and what it is linked with."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from girml.records import Report
from girml.records.annotation import AnnotatedSpan
from girml.view.cutting import lines
from girml.view.reasons import REASONS, Reason, reasons
from girml.view.spans import Kind, Span, spans


class Mark(NamedTuple):
    """A piece of a line, and what it is by the first of its spans' kinds: None for plain text.

    `targets` holds what it stands for by kind, such as the ids of all cells that a run of digits may fill; a figure has
    the heaviest reason of its cells, and asks for review where one of them does.
    """

    text: str
    kind: Kind | None = None
    targets: Mapping[str, str] = {}
    reason: Reason | None = None
    review: bool = False


class MarkedLine(NamedTuple):
    """A line of the source: its number, the offset of its begin, its marks."""

    number: int
    start: int
    marks: tuple[Mark, ...]


_ORDER: tuple[Kind, ...] = ("cell", "label", "heading", "field", "finding")
_PLAIN: Mapping[str, str] = {}


def marked_lines(report: Report, source: str, labels: Iterable[AnnotatedSpan]) -> Iterator[MarkedLine]:
    """Yield the lines of a report's part of its source, marked."""
    by_cell = reasons(report)
    asking = {cell.id for cell in report.cells if cell.review}
    for line in lines(source, report.start, report.end, spans(report, labels)):
        marks = (_mark(piece.text, piece.spans, by_cell, asking) for piece in line.pieces)
        yield MarkedLine(line.number, line.start, tuple(part for mark in marks for part in _without_margins(mark)))


def _without_margins(mark: Mark) -> Iterator[Mark]:
    """Yield a mark without the spaces around it: a label in two lines reaches over the indentation of the second."""
    inner = mark.text.strip()
    if not inner or mark.kind is None:
        yield mark
        return
    before, _, after = mark.text.partition(inner)
    yield from (Mark(before),) if before else ()
    yield mark._replace(text=inner)
    yield from (Mark(after),) if after else ()


def _mark(text: str, covering: tuple[Span, ...], by_cell: Mapping[str, Reason], asking: set[str]) -> Mark:
    if not covering:
        return Mark(text)
    found: dict[Kind, list[str]] = {}
    for one in covering:
        found.setdefault(one.kind, []).append(one.target)
    cells = found.get("cell", [])
    reason = min((by_cell[cell] for cell in cells if cell in by_cell), key=REASONS.index, default=None)
    targets = {kind: " ".join(dict.fromkeys(found[kind])) for kind in _ORDER if kind in found}
    return Mark(text, next(iter(targets)), targets, reason, not asking.isdisjoint(cells))  # type: ignore[arg-type]
