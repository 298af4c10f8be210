"""Fitting the confidence of cells on documents that the labeler did not learn from."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from girml.labeler import Labeler
from girml.pipeline import Extractor
from girml.reconcile.confidence import Grounds, features
from girml.records.annotation import Annotation
from girml.score import verdicts
from girml.training.config import ConfidenceConfig

_DECIMALS = 6

Judged = tuple[Grounds, bool]
"""What a cell rests on, and whether value and state are as printed."""


@dataclass(frozen=True, slots=True)
class FittedConfidence:
    """The features of grounds, and their weights [features]."""

    features: tuple[str, ...]
    weights: NDArray[np.float64]


def judged(labeler: Labeler, documents: Sequence[Annotation]) -> Iterator[list[Judged]]:
    """Yield for each document what each cell of its report rests on, and whether it says what is printed."""
    numbers: dict[Grounds, int] = {}

    def numbered(grounds: Grounds) -> float:
        # The number of the grounds in place of a confidence, so that a cell tells what it rests on.
        return float(numbers.setdefault(grounds, len(numbers)))

    extractor = Extractor(labeler, "", confidence=numbered)
    for document, report in zip(documents, extractor.pipe(one.text for one in documents), strict=True):
        known = list(numbers)
        found = [one for one in verdicts(report, document) if one.cell is not None]
        yield [(known[int(one.cell.confidence)], one.as_printed) for one in found if one.cell]


def fit_confidence(found: Iterable[Judged], config: ConfidenceConfig) -> FittedConfidence:
    """Return the confidence that fits best what was judged."""
    counts = Counter(found)
    cases = sorted(counts, key=repr)
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform([dict(features(grounds)) for grounds, _ in cases])
    model = LogisticRegression(C=config.strength, max_iter=config.iterations, tol=config.tolerance, fit_intercept=False)
    model.fit(matrix, [right for _, right in cases], sample_weight=[counts[case] for case in cases])
    return FittedConfidence(tuple(vectorizer.feature_names_), np.round(model.coef_[0], _DECIMALS))
