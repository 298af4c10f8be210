"""Labels that several tokens make together: the part of each token, and whether labels go on between two."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from girml.labeler.likeness import group
from girml.labeler.names import LabelIndex, key
from girml.labeler.shapes import FAR, VALUES

_MOST_PIECES, _SEAM = 8, 2


def joints(index: LabelIndex, texts: Sequence[str], shapes: Sequence[str]) -> list[str]:
    """Return for each token its part in the longest label that it makes with the tokens after or before it: `B` its
    first, `I` its next, with the group of the label; "" where there is none."""
    found = [""] * len(texts)
    at = 0
    while at < len(texts):
        size, label = _joint(index, texts, shapes, at)
        for place in range(at, at + size):
            found[place] = ("I" if place > at else "B") + label
        at += max(size, 1)
    return found


def _joint(index: LabelIndex, texts: Sequence[str], shapes: Sequence[str], first: int) -> tuple[int, str]:
    """Return how many tokens make the longest label from a token on, if it takes several, and the label's group."""
    whole, found = "", (0, "")
    for at in range(first, min(first + _MOST_PIECES, len(texts))):
        if shapes[at][0] in VALUES or len(texts[at]) > FAR:
            break
        whole += key(texts[at])
        if at > first and whole in index.exact:
            found = (at + 1 - first, group(index, index.exact[whole][0].label))
        if whole not in index.prefixes:
            break
    return found


def seams(index: LabelIndex, texts: Sequence[str], shapes: Sequence[str]) -> Iterator[str]:
    """Yield for each token whether some label goes on from the token before it to this one, and from this to the one
    after it: `+`, `-`, or `.` where a figure or prose stands on either side."""
    keys = ["" if one[0] in VALUES or len(text) > FAR else key(text) for text, one in zip(texts, shapes, strict=True)]
    if not keys:
        return
    seams = [".", *(_seam(index, left, right) for left, right in pairwise(keys)), "."]
    yield from map("".join, pairwise(seams))


def _seam(index: LabelIndex, left: str, right: str) -> str:
    if not left or not right:
        return "."
    return "+" if left[-_SEAM:] + right[:_SEAM] in index.runs else "-"
