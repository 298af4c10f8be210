"""The text of runs as HTML: escaped, cut into spans, broken, padded, never changed.

A run's text may come encoded, one character for each of its own: where to cut is seen in the run, what is printed is
the encoded text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from random import Random

from girml.forms import FORM_IDS, load
from girml.synth.page import Run
from girml.synth.style import Style

_DIGITS = re.compile(r"[\d.,]+")
_ITEMS = re.compile(r"(?<=[\s|])(?=[^\s|])")
_BREAK_RATE, _PAD_RATE, _DIGITS_RATE = 0.6, 0.3, 0.15
_LATIN = '<span lang="EN-US">{}</span>'
_JOINTS = {
    "br": ("", "<br>", ""),
    "spans": ("<span>", "</span><span>", "</span>"),
    "blocks": ("<div>", "</div><div>", "</div>"),
}


@dataclass(frozen=True, slots=True)
class Pen:
    """One who writes the runs of a page in order: the style, what varies by cell, and the texts still to come."""

    style: Style
    rng: Random
    texts: Iterator[str]

    def plain(self, run: Run) -> str:
        """Return a run's text, escaped."""
        return escape(self._next(run), quote=False)

    def prose(self, run: Run) -> str:
        """Return a run of prose; Word sets numbers in spans of their own."""
        if self.style.document != "word":
            return self.plain(run)
        cuts = [at for number in _DIGITS.finditer(run.text) for at in number.span()]
        pieces = self._cut(run, cuts)
        return "".join(_LATIN.format(piece) if _DIGITS.match(bare) else piece for bare, piece in pieces)

    def figure(self, run: Run) -> str:
        """Return what is printed in a cell: figure and unit together or in spans of their own, white space around."""
        cuts = []
        if self.style.cut == "unit":
            cuts = [at for number in _DIGITS.finditer(run.text) for at in number.span()]
        elif self.style.cut == "digits" and len(run.text) > 1 and self.rng.random() < _DIGITS_RATE:
            # Some converters put a space between spans, so this number may come out in two.
            cuts = [self.rng.randrange(1, len(run.text))]
        pieces = [piece for _, piece in self._cut(run, cuts)]
        inner = pieces[0] if len(pieces) == 1 else "".join(f"<span>{piece}</span>" for piece in pieces)
        return self._padded(inner)

    def label(self, run: Run) -> str:
        """Return a label, broken where the form's print breaks it, or near its middle."""
        broken = self.style.breaks != "none" and self.rng.random() < _BREAK_RATE
        cuts = self._breaks(run) if broken else []
        pieces = [piece for _, piece in self._cut(run, cuts)]
        if len(pieces) == 1:
            return pieces[0]
        before, between, after = _JOINTS[self._joint()]
        return before + between.join(pieces) + after

    def items(self, run: Run) -> Sequence[str]:
        """Return the items of a line of furniture, each with the separator behind it."""
        return [piece for _, piece in self._cut(run, [match.start() for match in _ITEMS.finditer(run.text)])]

    def _next(self, run: Run) -> str:
        text = next(self.texts)
        if len(text) != len(run.text):
            raise ValueError(f"the text {run.text!r} was encoded in {len(text)} characters; encode one by one.")
        return text

    def _cut(self, run: Run, cuts: Sequence[int]) -> Sequence[tuple[str, str]]:
        """Return the pieces of a run, as they stand in the page and as they are printed; at least one."""
        text = self._next(run)
        edges = sorted({0, *cuts, len(text)})
        pairs = pairwise(edges)
        return [(run.text[at:end], escape(text[at:end], quote=False)) for at, end in pairs] or [("", "")]

    def _breaks(self, run: Run) -> Sequence[int]:
        ways = _fragments().get(run.text)
        if ways:
            return self.rng.choice(ways)
        return [len(run.text) // 2] if len(run.text) > 5 else []

    def _joint(self) -> str:
        """Return how broken labels are joined: a block stands in no paragraph and no span."""
        in_block = self.style.document != "word" and self.style.cell in ("bare", "div")
        return self.style.breaks if in_block or self.style.breaks != "blocks" else "br"

    def _padded(self, text: str) -> str:
        match self.style.pad:
            case "before":
                return f"&nbsp;{text}"
            case "after":
                return f"{text}&nbsp;"
            case "some" if self.rng.random() < _PAD_RATE:
                return self.rng.choice(("&nbsp;{}", "{}&nbsp;", "&nbsp;{}&nbsp;", " {} ")).format(text)
            case "space":
                return f" {text} "
            case "newline":
                return f"\n{text}\n"
        return text


@cache
def _fragments() -> dict[str, list[list[int]]]:
    """Return, by the text of a label, the places where the form's print breaks it, in every way."""
    found: dict[str, list[list[int]]] = {}
    for form_id in FORM_IDS:
        for label in load(form_id).labels.values():
            for pieces in label.fragments:
                edges = [sum(map(len, pieces[:count])) for count in range(1, len(pieces))]
                found.setdefault("".join(pieces), []).append(edges)
    return found
