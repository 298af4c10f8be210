"""What a work list keeps of each report: enough to find it, to sort it, and to count what is to be decided."""

from typing import NamedTuple

from girml.records import Report
from girml.view.reasons import Reason, reasons

_DIGITS = 16

Doubts = tuple[tuple[str, Reason], ...]
"""The cells that ask for review, in form order, each with the reason."""


class Head(NamedTuple):
    """A report of a data set: its key in this review, its source and text, its number among so many in that text, its
    body and year, and its cells in doubt; `place` is where the data set keeps it."""

    key: str
    source: str
    sha256: str
    number: int
    of: int
    agency: str | None
    year: int | None
    doubts: Doubts
    place: tuple[int, int]


def head(report: Report, place: tuple[int, int]) -> Head:
    """Return what is kept of a report."""
    why = reasons(report)
    return Head(
        key=key(report.sha256, report.index),
        source=report.source,
        sha256=report.sha256,
        number=report.index,
        of=report.of,
        agency=None if report.agency is None else str(report.agency.value),
        year=None if report.year is None else int(report.year.value),
        doubts=tuple((cell.id, why[cell.id]) for cell in report.cells if cell.review),
        place=place,
    )


def key(sha256: str, index: int) -> str:
    """Return the name of a report in a review: that of its text, and its number there. The same text twice has one
    name, and is decided once.

    >>> key("0123456789abcdef" * 4, 2)
    '0123456789abcdef-2'
    """
    return f"{sha256[:_DIGITS]}-{index}"
