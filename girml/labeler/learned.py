"""The learned labeler: a linear chain over tokens and a classifier of labels, from learned weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from girml.bio import LABELS, ranges
from girml.labeler.chain import Chain
from girml.labeler.emitting import Emitter
from girml.labeler.features import surrounding_features, text_features
from girml.labeler.handling import told_apart
from girml.labeler.namer import Namer
from girml.labeler.names import LabelIndex
from girml.labeler.naming_features import in_context
from girml.labeler.outlining import LEAST, settle
from girml.labeler.parting import cut_labels
from girml.labeler.succession import Succession
from girml.labeler.surroundings import Surroundings, surroundings
from girml.records import Labeling, Name, Tokens


@dataclass(frozen=True, slots=True)
class Weights:
    """The tags, the rows of features, and the weights of features for tags [features, tags]."""

    tags: tuple[str, ...]
    rows: Mapping[str, int]
    weights: NDArray[np.int16]


class Naming(NamedTuple):
    """What names labels: by what is printed, and by what labels follow each other."""

    namer: Namer
    succession: Succession


class LearnedLabeler:
    """Labels texts by learned weights; the same text gets the same labels, whatever is read with it or before."""

    def __init__(self, index: LabelIndex, weights: Weights, chain: Chain, naming: Naming) -> None:
        self._index, self._tags, self._chain, self._naming = index, weights.tags, chain, naming
        self._headings = [at for at, tag in enumerate(weights.tags) if tag == "B-heading"]
        self._texts = Emitter(weights.rows, weights.weights, partial(text_features, index))
        self._around = Emitter(weights.rows, weights.weights, surrounding_features)

    def __call__(self, texts: Sequence[Tokens]) -> list[Labeling]:
        """Return the tags, probabilities and names of the tokens of each text."""
        found = [surroundings(self._index, tokens) for tokens in texts]
        emissions = [self._emissions(tokens, *own) for tokens, own in zip(texts, found, strict=True)]
        paths = zip(texts, found, self._chain.decode(emissions), strict=True)
        return [self._labeling(tokens, places, *path) for tokens, (places, _), path in paths]

    def _emissions(self, tokens: Tokens, places: Sequence[int], around: Sequence[Surroundings]) -> NDArray[np.int32]:
        return self._texts([tokens.texts[at] for at in places]) + self._around(around)

    def _labeling(
        self, tokens: Tokens, places: Sequence[int], path: list[int], shares: NDArray[np.float64]
    ) -> Labeling:
        tags = [self._tags[at] for at in path]
        sure: list[float] = shares[np.arange(len(path)), path].tolist()
        heads = shares[:, self._headings].sum(axis=1)
        may_head = {places[at]: float(heads[at]) for at in np.flatnonzero(heads >= LEAST).tolist()}
        if len(places) < len(tokens):
            tags, sure = _spread(len(tokens), places, tags, sure)
        tags = cut_labels(self._index, tokens.texts, tags)
        return settle(tokens, Labeling(tags, sure, {}), may_head, lambda some: self._names(tokens, some))

    def _names(self, tokens: Tokens, tags: Sequence[str]) -> dict[int, tuple[Name, ...]]:
        found = list(ranges(tags))
        labels = [one for one in found if one[0] in LABELS]
        texts = [(tag, "".join(tokens.texts[first : last + 1])) for tag, first, last in labels]
        named = [self._naming.namer(self._index, one) for one in in_context(self._index, texts)]
        names = zip(labels, self._naming.succession(named), strict=True)
        return told_apart(found, {first: own for (_, first, _), own in names})


def _spread(
    length: int, places: Sequence[int], tags: Sequence[str], shares: Sequence[float]
) -> tuple[list[str], list[float]]:
    """Return the tags and probabilities of all tokens: those at no place are prose, or inside what goes on."""
    wide, sure = ["B-prose"] * length, [1.0] * length
    last = -1
    for at, tag, share in zip(places, tags, shares, strict=True):
        wide[at], sure[at] = tag, share
        if tag[0] == "I":
            wide[last + 1 : at] = [tag] * (at - last - 1)
        last = at
    return wide, sure
