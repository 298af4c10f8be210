"""The learned labeler: a linear chain over tokens and a classifier of labels, from a pack of weights."""

from collections.abc import Hashable, Iterator, Sequence
from functools import partial
from typing import cast

from girml.bio import LABELS, ranges
from girml.labeler.chain import Chain, Weights
from girml.labeler.emitting import Emitter
from girml.labeler.features import Surroundings, surrounding_features, surroundings, text_features
from girml.labeler.namer import Namer
from girml.labeler.names import LabelIndex
from girml.labeler.naming_features import in_context
from girml.records import Labeling, Name, Tokens


class LearnedLabeler:
    """Labels texts by learned weights; the same text gets the same labels, whatever is read with it or before."""

    def __init__(self, index: LabelIndex, tags: Sequence[str], parts: tuple[Emitter, Chain, Namer]) -> None:
        emitter, self._chain, self._namer = parts
        self._index, self._tags = index, tuple(tags)
        self._texts, self._around = emitter.kept(), emitter.kept()

    def __call__(self, texts: Sequence[Tokens]) -> list[Labeling]:
        """Return the tags, probabilities and names of the tokens of each text."""
        found = self._chain.decode([self._emissions(tokens) for tokens in texts])
        return [self._labeling(tokens, *path) for tokens, path in zip(texts, found, strict=True)]

    def _emissions(self, tokens: Tokens) -> Weights:
        index = self._index
        own = self._texts.of(tokens.texts, partial(_of_text, index))
        return own + self._around.of(list(surroundings(index, tokens)), _of_surroundings)

    def _labeling(self, tokens: Tokens, path: list[int], shares: list[float]) -> Labeling:
        tags = [self._tags[at] for at in path]
        return Labeling(tags, shares, dict(self._names(tokens, tags)))

    def _names(self, tokens: Tokens, tags: list[str]) -> Iterator[tuple[int, tuple[Name, ...]]]:
        found = [one for one in ranges(tags) if one[0] in LABELS]
        texts = [(tag, "".join(tokens.texts[first : last + 1])) for tag, first, last in found]
        for (_, first, _), printed in zip(found, in_context(self._index, texts), strict=True):
            yield first, self._namer(self._index, printed)


def _of_text(index: LabelIndex, text: Hashable) -> tuple[str, ...]:
    return text_features(index, cast("str", text))


def _of_surroundings(around: Hashable) -> tuple[str, ...]:
    return surrounding_features(cast("Surroundings", around))
