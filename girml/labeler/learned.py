"""The learned labeler: a linear chain over tokens and a classifier of labels, from learned weights."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from girml.bio import LABELS, ranges
from girml.labeler.chain import Chain
from girml.labeler.emitting import AroundEmitter, Sums, TextEmitter, Weights
from girml.labeler.handling import told_apart
from girml.labeler.lexicon import Lexicon
from girml.labeler.namer import Namer
from girml.labeler.names import LabelIndex
from girml.labeler.naming_features import in_context
from girml.labeler.outlining import LEAST, settle
from girml.labeler.parting import cut_labels, named_pieces
from girml.labeler.succession import Succession
from girml.labeler.surroundings import surroundings
from girml.records import Labeling, Name, Tokens

_MOST_KNOWN = 1 << 15


class Naming(NamedTuple):
    """What names labels: by what is printed, and by what labels follow each other."""

    namer: Namer
    succession: Succession


class LearnedLabeler:
    """Labels texts by learned weights; the same text gets the same labels, whatever is read with it or before."""

    def __init__(self, index: LabelIndex, weights: Weights, chain: Chain, naming: Naming) -> None:
        self._index, self._weights, self._chain, self._naming = index, weights, chain, naming
        self._headings = [at for at, tag in enumerate(weights.tags) if tag == "B-heading"]
        self._around = AroundEmitter(index, weights)
        self._lexicon = Lexicon(index)
        self._texts = TextEmitter(self._lexicon, weights)

    def __call__(self, texts: Sequence[Tokens]) -> list[Labeling]:
        """Return the tags, probabilities and names of the tokens of each text."""
        return [self._settled(tokens, *told) for tokens, told in zip(texts, self._tagged(texts), strict=True)]

    def tag(self, texts: Sequence[Tokens]) -> list[Labeling]:
        """Return the tags of the tokens of each text as the chain has them, and holds for sure: no label is named, no
        heading settled."""
        if not texts:
            return []
        places, emissions = self._emitted(texts)
        lengths = list(map(len, places))
        tags = np.array(self._weights.tags, np.object_)[self._chain.path(emissions, lengths)].tolist()
        found = []
        for tokens, at, end in zip(texts, places, accumulate(lengths), strict=True):
            own = tags[end - len(at) : end]
            found.append(Labeling(*_spread(len(tokens), at, own, [1.0] * len(own)), {}))
        return found

    def _emitted(self, texts: Sequence[Tokens]) -> tuple[list[Sequence[int]], Sums]:
        """Return which tokens of each text are tagged, and what all features say of these, [tokens, tags]."""
        if len(self._lexicon.words) > _MOST_KNOWN:
            self._lexicon = Lexicon(self._index)
            self._texts = TextEmitter(self._lexicon, self._weights)
        found = surroundings(self._lexicon, texts)
        return found.places, self._around(found.columns, self._texts(found.texts))

    def _tagged(self, texts: Sequence[Tokens]) -> Iterator[tuple[list[str], list[float], dict[int, float]]]:
        """Yield the tags of the tokens of each text, their probabilities, and at which a heading may begin, and how
        probable that is."""
        if not texts:
            return
        every_place, emissions = self._emitted(texts)
        lengths = list(map(len, every_place))
        path, shares = self._chain.decode(emissions, lengths)
        sure = shares[np.arange(len(path)), path]
        heads = shares[:, self._headings].sum(axis=1)
        ends = np.cumsum(lengths)[:-1]
        every = np.array(self._weights.tags, np.object_)[path]
        rows = zip(texts, every_place, *(np.split(one, ends) for one in (every, sure, heads)), strict=True)
        for tokens, places, own, share, head in rows:
            may_head = {places[at]: float(head[at]) for at in np.flatnonzero(head >= LEAST).tolist()}
            tags, probabilities = own.tolist(), share.tolist()
            yield *_spread(len(tokens), places, tags, probabilities), may_head

    def _settled(self, tokens: Tokens, tags: list[str], sure: list[float], may_head: Mapping[int, float]) -> Labeling:
        tags = named_pieces(self._index, tokens.texts, cut_labels(self._index, tokens.texts, tags))
        return settle(tokens, Labeling(tags, sure, {}), may_head, lambda some: self._names(tokens, some))

    def _names(self, tokens: Tokens, tags: Sequence[str]) -> dict[int, tuple[Name, ...]]:
        labels = list(ranges(tags, LABELS))
        texts = [
            (tag, tokens.texts[first] if first == last else "".join(tokens.texts[first : last + 1]))
            for tag, first, last in labels
        ]
        named = [self._naming.namer(self._index, one) for one in in_context(self._index, texts)]
        names = zip(labels, self._naming.succession(named), strict=True)
        return told_apart(tags, {first: own for (_, first, _), own in names})


def _spread(length: int, places: Sequence[int], tags: list[str], shares: list[float]) -> tuple[list[str], list[float]]:
    """Return the tags and probabilities of all tokens: those at no place are prose, or inside what goes on."""
    if len(places) == length:
        return tags, shares
    wide, sure = ["B-prose"] * length, [1.0] * length
    last = -1
    for at, tag, share in zip(places, tags, shares, strict=True):
        wide[at], sure[at] = tag, share
        if tag[0] == "I":
            wide[last + 1 : at] = [tag] * (at - last - 1)
        last = at
    return wide, sure
