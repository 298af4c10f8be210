"""Runs of tokens that two labels share, cut where one ends: no label of the forms goes on over the place, while what
stands before it and behind it are pieces of labels."""

from collections.abc import Sequence
from functools import cache, lru_cache

from girml.bio import ranges
from girml.labeler.names import LabelIndex, key

_LABELS = ("row", "column")


def cut_labels(index: LabelIndex, texts: Sequence[str], tags: list[str]) -> list[str]:
    """Return tags in BIO with a new label begun wherever the pieces of a run are those of two labels.

    >>> from girml.labeler.names import index
    >>> cut_labels(index(), ["科研", "机构", "社会公益"], ["B-column", "I-column", "I-column"])
    ['B-column', 'I-column', 'B-column']
    """
    found = tags
    for tag, first, last in ranges(tags, _LABELS):
        if first < last:
            for at in _cuts(index, tuple(texts[first : last + 1])):
                found = list(found) if found is tags else found
                found[first + at] = f"B-{tag}"
    return found


@lru_cache(maxsize=1 << 12)
def _cuts(index: LabelIndex, texts: tuple[str, ...]) -> list[int]:
    every = _printed(index)
    keys = [key(text) for text in texts]
    begin, cuts = 0, []
    for at in range(1, len(keys)):
        left, right = "".join(keys[begin:at]), "".join(keys[at:])
        if left and right and left + right not in every and left in every and right in every:
            cuts.append(at)
            begin = at
    return cuts


@cache
def _printed(index: LabelIndex) -> str:
    return "\n".join(text for _, text in index.keys)
