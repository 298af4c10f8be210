"""How reports are scored against annotated documents: the definitions that every table of figures uses."""

from girml.score.binomial import clopper_pearson
from girml.score.cells import Verdict, agrees, is_right, verdicts
from girml.score.documents import CellCounts, DocumentScore, score
from girml.score.intervals import Rate, Ratio, bootstrap, rates
from girml.score.spans import Matches, match_fields, match_headings
from girml.score.summary import CellRates, Matching, Summary, strata, summarise

__all__ = [
    "CellCounts",
    "CellRates",
    "DocumentScore",
    "Matches",
    "Matching",
    "Rate",
    "Ratio",
    "Summary",
    "Verdict",
    "agrees",
    "bootstrap",
    "clopper_pearson",
    "is_right",
    "match_fields",
    "match_headings",
    "rates",
    "score",
    "strata",
    "summarise",
    "verdicts",
]
