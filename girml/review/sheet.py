"""A report as it stands in a review: what was decided on it, and what is still open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from girml.records import Decision, Report
from girml.records.decision import REPORT
from girml.review.confronting import decided
from girml.review.heads import Head
from girml.review.opened import Opened, spans_of
from girml.review.standing import Standing


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as decided, what it was opened as, what stands of each subject and the version of each, what was ever
    decided, and what is still open: ids of cells in doubt, of cells that claim one figure together, and of rules that
    fail where no misprint is recorded."""

    head: Head
    opened: Opened
    report: Report
    standing: Mapping[str, Decision]
    versions: Mapping[str, int]
    history: tuple[Decision, ...]
    remaining: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Whether a person called the report done, and nothing is open."""
        return REPORT in self.standing and not self.remaining


def sheet(head: Head, opened: Opened, standing: Standing) -> Sheet:
    """Return a report as it stands."""
    own = standing.standing(head.key)
    report = decided(opened.report, own)
    history = standing.history(head.key)
    versions = {one.subject: standing.version(head.key, one.subject) for one in history}
    return Sheet(head, opened, report, own, versions, history, tuple(_remaining(report, own)))


def _contested(report: Report) -> set[str]:
    """Return the cells that claim what another does, too: a figure stands in one cell."""
    claims: dict[tuple[int, int], str] = {}
    found: set[str] = set()
    for cell in report.cells:
        places = spans_of(cell.start, cell.end, cell.parts) if cell.state in ("read", "blank") else ()
        for place in (place for place in places if place[0] < place[1]):
            other = claims.setdefault(place, cell.id)
            if other != cell.id:
                found |= {other, cell.id}
    return found


def _remaining(report: Report, standing: Mapping[str, Decision]) -> Iterator[str]:
    contested = _contested(report)
    for cell in report.cells:
        if (cell.review and cell.id not in standing) or cell.id in contested:
            yield cell.id
    misprinted = {subject for subject, one in standing.items() if one.action == "misprint"}
    for check in report.checks:
        if check.holds is False and misprinted.isdisjoint(check.cells):
            yield check.id
