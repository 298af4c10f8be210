"""Words or characters in place of the reader's tokens, and what their tags name: for labelers that know no form."""

from collections.abc import Iterable, Iterator

from girml.bio import LABELS, ranges
from girml.labeler.names import index, tag_of
from girml.labeler.naming import names
from girml.records import Gap, Labeling, Name, Tokens, View

_CERTAIN = 1.0
_NO_GAP = Gap(0, 0, 0)


def pieces(seen: View, places: Iterable[tuple[int, int]]) -> Tokens:
    """Return the slices of a view as tokens; gaps and lines are left out, as reading in order needs neither."""
    starts, ends = (list(some) for some in zip(*places, strict=True)) if places else ([], [])
    texts = [seen.text[start:end] for start, end in zip(starts, ends, strict=True)]
    return Tokens(seen, texts, starts, ends, [_NO_GAP] * len(texts), [0] * len(texts))


def named(tokens: Tokens, tags: list[str]) -> Labeling:
    """Return the labeling of tokens under tags in BIO; what a label names is told by its text: a label of the form that
    it prints word for word, else those it is most like."""
    return Labeling(tags, [_CERTAIN] * len(tags), dict(_named(tokens, tags)))


def _named(tokens: Tokens, tags: list[str]) -> Iterator[tuple[int, tuple[Name, ...]]]:
    for tag, first, last in ranges(tags):
        if tag in LABELS:
            text = tokens.view.text[tokens.starts[first] : tokens.ends[last]]
            yield first, tuple([name for name in names(index(), text) if tag_of(index(), name.label) == tag])
