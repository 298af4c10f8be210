"""What came of one document."""

from dataclasses import dataclass

from girml.evaluation.strata import keys
from girml.records import Report
from girml.records.annotation import Annotation
from girml.score import Claims, DocumentScore, claims, score, verdicts


@dataclass(frozen=True, slots=True)
class Judged:
    """What one system says of one document: the model that said it, its score, what it claims of the cells."""

    model: str
    score: DocumentScore
    claims: Claims


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document: its key in every stratum, whether it was damaged, and what each system makes of it."""

    id: str
    keys: dict[str, str]
    damaged: bool
    judged: dict[str, Judged]


def outcome(annotation: Annotation, judged: dict[str, Judged]) -> Outcome:
    """Return what came of a document."""
    return Outcome(annotation.id, keys(annotation), bool(annotation.damage), judged)


def judge(report: Report, annotation: Annotation) -> Judged:
    """Return what a report says of a document."""
    return Judged(report.model, score(report, annotation), claims(verdicts(report, annotation)))
