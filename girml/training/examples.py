"""What a model learns from: the tokens of annotated reports with their tags, and labels with what they name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from girml.bio import LABELS, ranges
from girml.corpus.tagging import Tokenize, bio_tags, token_places
from girml.labeler.features import surrounding_features, text_features
from girml.labeler.lexicon import Lexicon
from girml.labeler.names import LabelIndex
from girml.labeler.naming_features import Printed, in_context
from girml.labeler.surroundings import surroundings
from girml.records import Tokens
from girml.records.annotation import Annotation
from girml.training.likelihood import Tagged

Run = tuple[str, int, int]
"""A tag and its tokens [first, last]."""


@dataclass(frozen=True, slots=True)
class Example:
    """The tokens of one annotated report and the tag in BIO of each."""

    annotation: Annotation
    tokens: Tokens
    tags: list[str]


def examples(annotations: Iterable[Annotation], tokenize: Tokenize) -> Iterator[Example]:
    """Yield the reports that have a token at all, in order."""
    for annotation in annotations:
        tokens = tokenize(annotation.text)
        if tokens.texts:
            yield Example(annotation, tokens, bio_tags(annotation, tokens))


def tagged(lexicon: Lexicon, example: Example) -> Tagged:
    """Return a report as a chain learns from it: the features of each token that is tagged, and the tag of each."""
    around = surroundings(lexicon, [example.tokens])
    [places] = around.places
    features = [
        _text_features(lexicon.index, example.tokens.texts[at]) + one
        for at, one in zip(places, surrounding_features(lexicon.index, around.columns), strict=True)
    ]
    return features, [example.tags[at] for at in places]


_text_features = lru_cache(maxsize=1 << 16)(text_features)


def named_labels(index: LabelIndex, example: Example) -> Iterator[tuple[Printed, str]]:
    """Yield the labels of a report as the tags tell them, each with what it names."""
    found = [one for one in ranges(example.tags) if one[0] in LABELS]
    texts = [(tag, "".join(example.tokens.texts[first : last + 1])) for tag, first, last in found]
    named = names_of_runs(example)
    for run, printed in zip(found, in_context(index, texts), strict=True):
        if run in named:
            yield Printed(*printed), named[run]


def names_of_runs(example: Example) -> dict[Run, str]:
    """Return what the labels of a report name, by their runs of tokens: what the first span with a name tells."""
    named = [span for span in sorted(example.annotation.spans) if span.tag in LABELS and span.label]
    places = token_places(example.tokens)
    found, at = {}, 0
    for run in ranges(example.tags):
        if run[0] not in LABELS:
            continue
        start, end = places[run[1]][0], places[run[2]][1]
        while at < len(named) and named[at].end <= start:
            at += 1
        if at < len(named) and named[at].start < end:
            found[run] = named[at].label
    return found
