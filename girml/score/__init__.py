"""How reports are scored against annotated documents: the definitions that every table of figures uses."""

from girml.score.binomial import clopper_pearson
from girml.score.calibration import Calibration, calibrate, calibrations
from girml.score.cells import Verdict, agrees, is_right, verdicts
from girml.score.claims import Claim, Claims, claims, together
from girml.score.coverage import Coverage, cover
from girml.score.documents import CellCounts, DocumentScore, score
from girml.score.intervals import Rate, Ratio, bootstrap, rates
from girml.score.pairing import Difference, compare, differences
from girml.score.spans import Matches, match_fields, match_headings
from girml.score.summary import CellRates, Matching, Summary, by_name, strata, summarise

__all__ = [
    "Calibration",
    "CellCounts",
    "CellRates",
    "Claim",
    "Claims",
    "Coverage",
    "Difference",
    "DocumentScore",
    "Matches",
    "Matching",
    "Rate",
    "Ratio",
    "Summary",
    "Verdict",
    "agrees",
    "bootstrap",
    "by_name",
    "calibrate",
    "calibrations",
    "claims",
    "clopper_pearson",
    "compare",
    "cover",
    "differences",
    "is_right",
    "match_fields",
    "match_headings",
    "rates",
    "score",
    "strata",
    "summarise",
    "together",
    "verdicts",
]
