"""A report as it stands in a review: what was decided on it, and what is still open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from girml.records import Decision, Report
from girml.records.decision import REPORT
from girml.review.confronting import decided
from girml.review.heads import Head
from girml.review.opened import Opened
from girml.review.standing import Standing


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as decided, what it was opened as, what stands of each subject and the version of each, what was ever
    decided, and what is still open: ids of cells in doubt, and of rules that fail where no misprint is recorded."""

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


def _remaining(report: Report, standing: Mapping[str, Decision]) -> Iterator[str]:
    for cell in report.cells:
        if cell.review and cell.id not in standing:
            yield cell.id
    misprinted = {subject for subject, one in standing.items() if one.action == "misprint"}
    for check in report.checks:
        if check.holds is False and misprinted.isdisjoint(check.cells):
            yield check.id
