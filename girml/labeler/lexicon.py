"""What texts tell by themselves, found out once for each and kept under its number."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from girml.labeler.columns import shape_numbers
from girml.labeler.flat import Growing, Numbers
from girml.labeler.names import LabelIndex, key
from girml.labeler.series import Number, number_of
from girml.labeler.shapes import FAR, NUMBERED, VALUES, shape

_SEAM = 2


class Word(NamedTuple):
    """What a text tells by itself: the number of its shape and that of the heading it may be, 0 for none; its key where
    it may be a piece of a label, and how that begins and ends; and the number that it begins with."""

    shape: int
    heading: int
    piece: str | None
    begins: str
    ends: str
    number: Number | None


class Lexicon:
    """The texts that were met, in the order of their numbers."""

    def __init__(self, index: LabelIndex) -> None:
        self.index = index
        self.texts: list[str] = []
        self.words: list[Word] = []
        self._numbers = _Numbers(self._add)
        self._headings: dict[str, int] = {}
        self._rows = Growing(5, np.intp)

    def numbers(self, texts: Sequence[str]) -> Numbers:
        """Return the numbers of texts."""
        return np.fromiter(map(self._numbers.__getitem__, texts), np.intp, len(texts))

    def columns(self, numbers: Numbers) -> Numbers:
        """Return what texts tell in numbers, in five rows: shape; heading; 2 for what may be a piece of a label, 1 for
        what may but adds nothing to one, 0 for all else; whether one may begin with it; whether it has a number."""
        new = self.words[len(self._rows) :]
        if new:
            self._rows.extend(np.array([self._row(one) for one in new], np.intp))
        return self._rows[numbers].T

    def _row(self, word: Word) -> tuple[int, int, int, bool, bool]:
        piece = 0 if word.piece is None else 2 if word.piece else 1
        return word.shape, word.heading, piece, word.piece in self.index.prefixes, word.number is not None

    def _add(self, text: str) -> int:
        own = shape(self.index, text)
        wanted = key(text) if len(text) <= FAR else ""
        piece = None if own[0] in VALUES or len(text) > FAR else wanted
        self.texts.append(text)
        self.words.append(
            Word(
                shape=shape_numbers(self.index)[own],
                heading=self._heading(text, own, wanted),
                piece=piece,
                begins=(piece or "")[:_SEAM],
                ends=(piece or "")[-_SEAM:],
                number=number_of(text, own),
            )
        )
        return len(self.words) - 1

    def _heading(self, text: str, own: str, wanted: str) -> int:
        """Return the number of what tells a heading from others: its shape where it is one of the form, else its words;
        0 for what is neither a heading nor numbered."""
        is_numbered = own[0] in "sw" and NUMBERED.match(text)
        name = own if own[0] == "s" and own[-1] == "!" else wanted if is_numbered else ""
        return self._headings.setdefault(name, len(self._headings) + 1) if name else 0


class _Numbers(dict[str, int]):
    """Numbers by text; that of a new one is what `add` returns."""

    def __init__(self, add: Callable[[str], int]) -> None:
        super().__init__()
        self._add = add

    def __missing__(self, text: str) -> int:
        number = self[text] = self._add(text)
        return number
