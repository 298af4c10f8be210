"""What a report comes to, for those who do not keep it."""

from typing import NamedTuple

from girml.records import Report


class Summary(NamedTuple):
    """What a report comes to, where only its lines are kept."""

    source: str
    without_form: str | None
    review: bool
    failed: bool


def summary(report: Report) -> Summary:
    """Return what a report comes to."""
    return Summary(
        report.source,
        next((finding.message for finding in report.findings if finding.kind == "no_form"), None),
        any(cell.review for cell in report.cells),
        any(check.holds is False for check in report.checks),
    )
