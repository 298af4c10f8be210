"""Labels that a chain joined or missed, by the words of the forms: runs of tokens that two labels share, cut where one
ends and no label goes on over the place; and beginnings of labels that it took for figures."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from girml.bio import ranges
from girml.labeler.names import LabelIndex, key, tag_of

_LABELS = ("row", "column")
_FEW = 3
_WORDS = re.compile(r"[^\W\d_].*[^\W\d_].*[^\W\d_]")


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


def named_pieces(index: LabelIndex, texts: Sequence[str], tags: list[str]) -> list[str]:
    """Return tags in BIO with a label in the place of each figure whose words are how a label of the forms begins.

    >>> from girml.labeler.names import index
    >>> named_pieces(index(), ['3.危及"三安全', "3"], ["B-figure", "B-figure"])
    ['B-row', 'B-figure']
    """
    found = tags
    for at, tag in enumerate(tags):
        if tag == "B-figure" and len(texts[at]) > _FEW and (piece := _begun(index, texts[at])):
            found = list(found) if found is tags else found
            found[at] = f"B-{piece}"
    return found


@lru_cache(maxsize=1 << 12)
def _begun(index: LabelIndex, text: str) -> str:
    """Return the tag of the labels that begin like a text of some words, "" where none does."""
    wanted = key(text)
    if not _WORDS.search(text) or wanted not in index.prefixes:
        return ""
    return tag_of(index, next(label for label, whole in index.keys if whole.startswith(wanted)))


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
