"""Labels that lie in pieces, put together: which label the pieces of a text make, whatever stands between them.

A converter that keeps the look of a page prints a wrapped label on several lines, with figures or other labels between
its pieces. A piece goes on with the label that was begun first and has such a piece next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from girml.labeler.names import LabelIndex, key, tag_of

_FARTHEST = 16

Candidate = tuple[str, str]
"""A label, and its key."""


@dataclass(slots=True)
class _Begun:
    """A label in pieces: its tag, what it may be, how much of its key is there, and the places of the pieces."""

    tag: str
    candidates: list[Candidate]
    length: int
    pieces: list[int] = field(default_factory=list)

    def label(self) -> str:
        """Return the one label that the pieces make, or can only be the beginning of; "" where there are several."""
        whole = {label for label, text in self.candidates if len(text) == self.length}
        found = whole or {label for label, _ in self.candidates}
        return found.pop() if len(found) == 1 else ""


def assembled(index: LabelIndex, labels: Sequence[tuple[str, str]]) -> list[str]:
    """Return for each label mention, given as tag and text in reading order, the label that it makes with others; ""
    where it makes none, or is whole."""
    found = [""] * len(labels)
    for begun in _begun(index, labels):
        if len(begun.pieces) > 1:
            for at in begun.pieces:
                found[at] = begun.label()
    return found


def _begun(index: LabelIndex, labels: Sequence[tuple[str, str]]) -> list[_Begun]:
    every: list[_Begun] = []
    waiting: list[_Begun] = []
    pieces = [(at, tag, piece) for at, (tag, text) in enumerate(labels) if (piece := _piece(index, text))]
    for at, tag, piece in pieces:
        waiting = [one for one in waiting if at - one.pieces[-1] <= _FARTHEST]
        begun = next((one for one in waiting if one.tag == tag and any(_following(one, piece))), None)
        if begun:
            waiting.remove(begun)
            begun.candidates = list(_following(begun, piece))
        elif candidates := _by_beginning(index).get((tag, piece)):
            begun = _Begun(tag, list(candidates), 0)
            every.append(begun)
        else:
            continue
        begun.length += len(piece)
        begun.pieces.append(at)
        if all(len(text) > begun.length for _, text in begun.candidates):
            waiting.append(begun)
    return every


@lru_cache(maxsize=1 << 14)
def _piece(index: LabelIndex, text: str) -> str:
    """Return the key of a text that is no whole label, "" for one that is."""
    piece = key(text)
    return "" if piece in index.exact else piece


def _following(begun: _Begun, piece: str) -> Iterator[Candidate]:
    return (one for one in begun.candidates if one[1].startswith(piece, begun.length))


@cache
def _by_beginning(index: LabelIndex) -> dict[tuple[str, str], tuple[Candidate, ...]]:
    """Return the labels by their tag and each proper beginning of their keys."""
    found: dict[tuple[str, str], list[Candidate]] = {}
    for label, text in index.keys:
        for end in range(1, len(text)):
            found.setdefault((tag_of(index, label), text[:end]), []).append((label, text))
    return {beginning: tuple(some) for beginning, some in found.items()}
