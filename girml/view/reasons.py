"""Why a cell is to be looked at: the one reason that it is coloured and counted by."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal, get_args

from girml.records import Cell, Report

Reason = Literal["unresolved", "misprint", "inconsistent", "derived", "low", "absent", "blank"]
REASONS: tuple[Reason, ...] = get_args(Reason)
"""The reasons, heaviest first: a cell with several has the first of them."""

SIGNS: dict[Reason, str] = {
    "unresolved": "?", "misprint": "≠", "inconsistent": "!", "derived": "=", "low": "~", "absent": "∅", "blank": "·",
}  # fmt: skip
"""What stands beside a cell of each reason, for whoever does not see its colour."""


def reasons(report: Report) -> dict[str, Reason]:
    """Return the reason of each cell that has one, by id, in form order; a cell without one is read and sure.

    A cell asks for a decision only where its `review` says so: a blank or absent one that is sure is coloured alone.
    """
    misprinted = _named(report, "misprint")
    inconsistent = _named(report, "inconsistent")
    found = ((cell.id, _reason(cell, misprinted, inconsistent)) for cell in report.cells)
    return {cell_id: reason for cell_id, reason in found if reason}


def doubts(report: Report) -> dict[Reason, int]:
    """Return how many cells ask for review by each reason, heaviest first; those without any are left out."""
    by_cell = reasons(report)
    counts = Counter(by_cell[cell.id] for cell in report.cells if cell.review)
    return {reason: counts[reason] for reason in REASONS if counts[reason]}


def _named(report: Report, kind: str) -> frozenset[str]:
    findings: Iterable[tuple[str, ...]] = (one.cells for one in report.findings if one.kind == kind)
    return frozenset(cell for cells in findings for cell in cells)


def _reason(cell: Cell, misprinted: frozenset[str], inconsistent: frozenset[str]) -> Reason | None:
    if cell.state == "unresolved":
        return "unresolved"
    if cell.id in misprinted:
        return "misprint"
    if cell.id in inconsistent and cell.review:
        return "inconsistent"
    if cell.state in ("derived", "absent"):
        return cell.state
    if cell.review:
        return "low"
    return "blank" if cell.state == "blank" else None
