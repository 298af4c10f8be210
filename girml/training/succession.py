"""Which label follows which, counted in the reports that are learned from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from girml.labeler.namer import UNIT
from girml.training.config import NamerConfig

_BEGIN, _LEAST_PRIOR = "", 1e-3
_LEAST, _MOST = -4.0, 3.0
"""Between these lies the logarithm that a weight is made of: what was never seen may still come."""


def fit_succession(
    texts: Iterable[Sequence[str]],
    labels: Sequence[str],
    config: NamerConfig,
    *,
    start: tuple[Sequence[str], NDArray[np.int16]] | None = None,
) -> NDArray[np.int16]:
    """Return the weights of each label after another, [labels and the begin of a text, labels], in whole numbers.

    `texts` are the labels of each report in reading order. A weight is a part, `config.succession`, of the logarithm of
    how much likelier a label is after another than anywhere; `config.succession_prior` labels are added to those after
    each that come as often as anywhere, or as `start`, the labels of a model and its weights, tells.
    """
    if not config.succession:
        return np.zeros((len(labels) + 1, len(labels)), np.int16)
    prior = max(config.succession_prior, _LEAST_PRIOR)
    pairs = Counter(pair for text in texts for pair in pairwise([_BEGIN, *text]))
    before = {label: at for at, label in enumerate([*labels, _BEGIN])}
    counts = np.zeros((len(labels) + 1, len(labels)))
    for (one, other), count in pairs.items():
        counts[before[one], before[other]] = count
    shares = (counts.sum(axis=0) + 1) / (counts.sum() + len(labels))
    expected = shares * (_likelier(start, before) ** (1 / config.succession) if start else 1)
    likelier = np.log((counts + prior * expected) / (counts.sum(axis=1, keepdims=True) + prior) / shares)
    weights: NDArray[np.int16] = np.rint(np.clip(likelier, _LEAST, _MOST) * config.succession * UNIT).astype(np.int16)
    return weights


def _likelier(start: tuple[Sequence[str], NDArray[np.int16]], places: dict[str, int]) -> NDArray[np.floating]:
    """Return the odds of each label after another that a model has, 1 where it does not know one of them."""
    labels, weights = start
    rows, columns = [places[label] for label in (*labels, _BEGIN)], [places[label] for label in labels]
    odds = np.ones((len(places), len(places) - 1))
    odds[np.ix_(rows, columns)] = np.exp(weights / UNIT)
    return odds
