"""A clean report read in one pass over its letters: no label is in doubt, and each row has one reading."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress
from operator import add, itemgetter
from typing import NamedTuple

from girml.clean.grammar import Forms, grammars
from girml.clean.joining import Joiner
from girml.clean.letters import BEGIN, FIGURE, JOINED, MARKUP, SPACE, SPACED, Letters, headed, rows
from girml.forms import load
from girml.labeler.names import LabelIndex
from girml.reconcile import Printed
from girml.records import Mention, Name, State, TableId, View
from girml.rules import Number
from girml.text.tokens import pieces
from girml.text.values import shown
from girml.text.view import source_span

_WORD = re.compile(r"([^\n\t|─ ]+)")
# A row whose cells single spaces part.
_SPACED = re.compile(r" [\d/—-]+ [\d/—-]+ [\d/—-]+ ")
# What stands in such a row: in text without the gaps of others it is found soon.
_BESIDE = re.compile(r" [\d/—-]+ [\d/—-]")
_HEADINGS = range(1, 7)
_SURE = 1.0
# The opening ends a piece behind the first heading.
_BEHIND = 3
_LONGEST, _MOST_KNOWN = 200_000, 1 << 16


class Clean(NamedTuple):
    """What a clean report prints: its headings, the form of each table and what its cells print; and where its opening
    ends in the view, a little behind the first heading."""

    headings: tuple[Mention, ...]
    forms: Forms
    printed: dict[TableId, Printed]
    opened: int


class _Spelled(NamedTuple):
    """A view in letters, and the gaps and pieces that these stand for, in turn."""

    view: View
    letters: str
    parts: list[str]


class CleanReader:
    """Reads texts that are one clean report each; the same text gives the same, whatever was read before."""

    def __init__(self, index: LabelIndex) -> None:
        self._letters = Letters(index)
        self._join = Joiner(index, self._letters)
        self._filled = re.compile(f"[{''.join(rows().values())}]{JOINED}*+.{FIGURE}", re.DOTALL)

    def __call__(self, view: View) -> Clean | None:
        """Return what the report of a view prints; None where it is not clean beyond doubt."""
        spelled = self._spelled(view)
        found = _parsed(spelled.letters) if spelled else None
        if spelled and found is None and BEGIN in spelled.letters:
            spelled = spelled._replace(letters=self._join(spelled.letters, spelled.parts))
            found = _parsed(spelled.letters)
        if spelled is None or found is None:
            return None
        forms, match = found
        is_only = len(self._filled.findall(spelled.letters)) == _labels(forms)
        return _read(spelled, match, forms) if is_only else None

    def _spelled(self, view: View) -> _Spelled | None:
        if len(view.text) > _LONGEST:
            return None
        parts = pieces(view.text)
        if _BESIDE.search("\n".join(parts[1::2])) and _SPACED.search(view.text):
            parts = _WORD.split(f"\n{view.text}\n")
        letters = headed("".join(map(self._letters.__getitem__, parts)))
        if letters is None:
            return None
        # Where most figures are parted by one space, more of them part no more.
        if letters.count(SPACE + FIGURE) > letters.count(SPACED + FIGURE):
            letters = letters.replace(SPACED, SPACE)
        return _Spelled(view, letters, parts)


def _parsed(letters: str) -> tuple[Forms, re.Match[str]] | None:
    """Return the forms of a clean report and the match of its grammar, None where there is none."""
    matches = ((forms, grammar.fullmatch(letters)) for forms, grammar in grammars())
    return next(((forms, match) for forms, match in matches if match), None)


def _labels(forms: Forms) -> int:
    """Return how many rows have labels; those of table 4 have none."""
    return sum(len(load(form_id).tables[table_id].rows) for table_id, form_id in forms.items() if table_id != "t4")


def _read(spelled: _Spelled, match: re.Match[str], forms: Forms) -> Clean:
    # Before a text goes the line end that it was cut with.
    starts = list(accumulate(map(len, spelled.parts), initial=-1))
    headings = tuple([_heading(spelled, starts, match.start(f"s{number}"), number) for number in _HEADINGS])
    printed = {one: _printed(spelled, starts, _figures(spelled.letters, *match.span(one))) for one in forms}
    return Clean(headings, forms, printed, starts[min(match.start("s1") + _BEHIND, len(starts) - 1)])


def _heading(spelled: _Spelled, starts: Sequence[int], at: int, number: int) -> Mention:
    piece = spelled.parts[at]
    start = starts[at] + len(piece) - len(piece.lstrip(MARKUP))
    end = starts[at] + len(piece.rstrip(MARKUP))
    return Mention("heading", at, at, start, end, _SURE, (Name(f"s{number}", 0, end - start, _SURE),))


def _figures(letters: str, first: int, end: int) -> Iterator[int]:
    """Yield the places of figures in a table whose first piece is given; every other place is that of a gap."""
    return compress(range(first, end, 2), map(FIGURE.__eq__, letters[first:end:2]))


def _printed(spelled: _Spelled, starts: Sequence[int], places: Iterable[int]) -> Printed:
    """Return what the pieces at these places print as the cells of a table."""
    view, those = spelled.view, itemgetter(*places)
    facts = zip(*map(_FACTS.__getitem__, those(spelled.parts)), strict=True)
    states, values, shifts, lengths, units, words = facts
    firsts = list(map(add, those(starts), shifts) if any(shifts) else those(starts))
    begins, ends = _spans(view, firsts, list(map(add, firsts, lengths)))
    texts = [view.source[begin:end] for begin, end in zip(begins, ends, strict=True)]
    return Printed(states, values, texts, begins, ends, units, words)


def _spans(view: View, starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
    """Return the source offsets of slices of the view, given by their starts and ends."""
    if len(view.starts) > 1:
        spans = [source_span(view, *span) for span in zip(starts, ends, strict=True)]
        return [start for start, _ in spans], [end for _, end in spans]
    shift = view.shifts[0]
    return ([one + shift for one in starts], [one + shift for one in ends]) if shift else (starts, ends)


Fact = tuple[State, Number | None, int, int, str | None, str]
"""What a cell shows by itself: its state and value, where in it that begins, and how long it is, its unit, and a
word."""


class _Facts(dict[str, Fact]):
    """What cells show, each told once."""

    def __missing__(self, piece: str) -> Fact:
        begin = len(piece) - len(piece.lstrip(MARKUP))
        kind, state, value, length, unit = shown(piece.strip(MARKUP))
        assert not isinstance(value, str)
        if len(self) > _MOST_KNOWN:
            self.clear()
        fact = self[piece] = (
            state,
            value,
            begin,
            length,
            unit,
            "mark" if kind == "nil" else "figure" if value else "zero",
        )
        return fact


_FACTS = _Facts()
