"""Fitting the classifier that names labels, with scikit-learn, and its weights as plain arrays."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from girml.labeler.namer import UNIT
from girml.labeler.naming_features import Printed, features
from girml.training.config import NamerConfig

_MOST = np.iinfo(np.int16).max


@dataclass(frozen=True, slots=True)
class FittedNamer:
    """A fitted classifier: labels, features, and the weights of features for labels [features, labels]."""

    labels: tuple[str, ...]
    features: tuple[str, ...]
    weights: NDArray[np.int16]


def fit_namer(named: Iterable[tuple[Printed, str]], config: NamerConfig) -> FittedNamer:
    """Return the classifier that fits labels and what they name best. Labels printed alike count together, by the
    root of their number: what is printed rightly ten thousand times tells no more than a hundred times."""
    counts = Counter(named)
    cases = sorted(counts)
    seen = Counter([feature for printed, _ in cases for feature in features(printed)])
    common = {feature for feature, count in seen.items() if count >= config.least_count}
    vectorizer = DictVectorizer(dtype=np.float64, sort=True)
    matrix = vectorizer.fit_transform([dict.fromkeys(common.intersection(features(one)), 1) for one, _ in cases])
    labels = tuple(sorted({label for _, label in cases}))
    model = LogisticRegression(C=config.strength, max_iter=config.iterations, tol=config.tolerance, fit_intercept=False)
    model.fit(matrix, [labels.index(label) for _, label in cases], sample_weight=[counts[one] ** 0.5 for one in cases])
    weights = np.clip(np.rint(model.coef_.T * UNIT), -_MOST, _MOST).astype(np.int16)
    kept = np.flatnonzero(np.abs(weights).max(axis=1) >= config.least_weight * UNIT)
    names = vectorizer.feature_names_
    return FittedNamer(labels, tuple([names[at] for at in kept]), weights[kept])
