"""A report with the decisions of its review, each told with what was there before."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from girml.records import Applied, Decision, Report
from girml.review.confronting import decided
from girml.review.deciding import reading
from girml.review.heads import key
from girml.review.journal import line
from girml.review.standing import Standing


class Merger:
    """Merges decisions into reports, and counts what it did."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self._standing = Standing(decisions)
        self.digest = sha256(b"".join(map(line, decisions))).hexdigest()
        """The SHA-256 of the decisions."""
        self.counts: Counter[str] = Counter()

    def __call__(self, report: Report) -> Report:
        """Return a report as decided, with its decisions."""
        own = self._standing.standing(key(report.sha256, report.index))
        applied = tuple(_applied(report, own))
        self.counts.update(reports=1, decided=bool(applied), decisions=len(applied))
        return replace(decided(report, own), decisions=_joined(report, applied)) if applied else report


def _joined(report: Report, applied: Sequence[Applied]) -> tuple[Applied, ...]:
    """Return the decisions of a report in form order: of an earlier review, those on cells that were left alone."""
    latest = {one.cell: one for one in (*report.decisions, *applied)}
    return tuple(latest[cell.id] for cell in report.cells if cell.id in latest)


def _applied(report: Report, standing: Mapping[str, Decision]) -> Iterator[Applied]:
    """Yield the decisions on the cells of a report, in form order."""
    for cell in report.cells:
        one = standing.get(cell.id)
        if one and one.outcome:
            yield Applied(cell.id, one.action, one.value, one.who, one.at, reading(cell))
