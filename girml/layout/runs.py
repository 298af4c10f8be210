"""Runs: figures that stand without anything between them, cut into one a cell."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations, islice
from math import comb

from girml.evidence import Evidence
from girml.layout.segments import Entry, Segment
from girml.records import Candidate, Reading, Value
from girml.text.values import MOST_DIGITS
from girml.text.view import fold

BLANK = Reading("blank")
MOST_READINGS = 500
"""More readings of a row than these are not listed."""
# Marks that stand alone may be a sign, or part what is no figure (`0/0`): two of them are nil marks.
_MARKED = re.compile(r"(?=.*(?:无|//|--|——|\\\\))(?:\d|无|/|-|—|\\)+")
_PIECES = re.compile(r"\d+|无|/|-|—|\\")
_MOST_SPLITS = 100_000

Local = Sequence[tuple[tuple[int, ...], tuple[int, ...]]]
"""The equality rules within one row, as positions of the cells on both sides."""


def is_run(segment: Segment, cells: int) -> bool:
    """Return whether a row shows nothing but one run with a digit or a nil mark at least for each of its cells."""
    if len(segment.printed) != 1 or cells == 1 or segment.printed[0].reading.parts:
        return False
    digits = segment.printed[0].digits
    return len(digits) >= cells and (digits.isdecimal() or _MARKED.fullmatch(digits) is not None)


def splits(entry: Entry, cells: int, local: Local) -> tuple[Candidate, ...]:
    """Return the ways to cut a run of digits into one figure a cell, without leading zeros, by the row's rules; none
    where they are too many to list."""
    if comb(len(entry.digits) - 1, cells - 1) > _MOST_SPLITS:
        return ()
    # Where no split keeps the row's rules there may be a misprint in it: then all splits stay open.
    every = list(widths_of(entry.digits, cells))
    kept = [widths for widths in every if may_balance(_cut(entry.digits, widths), local)] or every
    if len(kept) > MOST_READINGS:
        return ()
    return tuple(split(entry, widths) for widths in kept)


def marked_splits(entry: Entry, cells: int, local: Local) -> tuple[Candidate, ...]:
    """Return the ways to cut a run of digits and nil marks into as many figures and marks as a row has cells; none
    where it cannot be, or they are too many to list."""
    pieces = _PIECES.findall(entry.digits)
    figures = cells - sum(not piece.isdecimal() for piece in pieces)
    ways = list(islice(_piece_widths([piece for piece in pieces if piece.isdecimal()], figures), MOST_READINGS + 1))
    found = []
    for way in ways if len(ways) <= MOST_READINGS else ():
        of_runs = iter(way)
        widths = [width for piece in pieces for width in (next(of_runs) if piece.isdecimal() else (1,))]
        readings = tuple([one if one.value is not None else _mark(one) for one in _slices(entry, widths)])
        if may_balance([one.value or 0 for one in readings], local):
            found.append(Candidate(readings, -1.0, Evidence.RUN))
    return tuple(found)


def _piece_widths(runs: Sequence[str], figures: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield the ways to cut some runs of digits into so many figures in all."""
    if not runs:
        if not figures:
            yield ()
        return
    ways = _ways(runs[0], max(figures, 0))
    for count in range(1, figures - len(runs) + 2):
        few = ways[count] and comb(len(runs[0]) - 1, count - 1) <= 10 * MOST_READINGS
        for widths in widths_of(runs[0], count) if few else ():
            for rest in _piece_widths(runs[1:], figures - count):
                yield (widths, *rest)


def _mark(reading: Reading) -> Reading:
    return reading._replace(state="blank")


def splits_with_blanks(entry: Entry, cells: int, local: Local) -> tuple[Candidate, ...]:
    """Return the ways to cut a run of digits into figures, and to set these into cells of which some may be blank; none
    where they are too many to list."""
    ways = _ways(entry.digits, cells)
    if sum(number * comb(cells, count) for count, number in enumerate(ways)) > MOST_READINGS:
        return ()
    found: list[Candidate] = []
    for count in range(cells, 0, -1):
        for widths in widths_of(entry.digits, count) if ways[count] else ():
            figures = list(_slices(entry, widths))
            for places in combinations(range(cells), count):
                readings = [BLANK] * cells
                for place, figure in zip(places, figures, strict=True):
                    readings[place] = figure
                if may_balance([one.value for one in readings], local):
                    found.append(Candidate(tuple(readings), -1.0, Evidence.RUN))
    return tuple(found)


def _ways(digits: str, most: int) -> list[int]:
    """Return in how many ways a run can be cut into no, one, two figures and so on, up to so many."""
    ways = [[1] + [0] * most]
    for end in range(1, len(digits) + 1):
        begins = [end - 1, *(at for at in range(max(0, end - MOST_DIGITS), end - 1) if digits[at] != "0")]
        ways.append([0, *(sum(ways[at][count] for at in begins) for count in range(most))])
    return ways[-1]


def may_balance(values: Sequence[Value], local: Local) -> bool:
    """Return whether no rule of a row is broken, whatever its blanks are."""
    for sides in local:
        (left, open_left), (right, open_right) = (
            (sum(value for at in side if isinstance(value := values[at], int)), any(values[at] is None for at in side))
            for side in sides
        )
        if (left > right and not open_right) or (right > left and not open_left):
            return False
    return True


def _cut(digits: str, widths: tuple[int, ...]) -> list[int]:
    ends = list(accumulate(widths))
    return [int(digits[end - width : end]) for width, end in zip(widths, ends, strict=True)]


def split(entry: Entry, widths: tuple[int, ...]) -> Candidate:
    """Return the reading of a run that is cut into figures of so many digits each."""
    return Candidate(tuple(_slices(entry, widths)), -1.0, Evidence.RUN)


def _slices(entry: Entry, widths: Sequence[int]) -> Iterator[Reading]:
    """Yield what a run is cut into: a figure of so many digits each, or a nil mark, which has no value."""
    start, text = entry.reading.start or 0, entry.reading.text or ""
    # A zero-width character within the run is no digit but moves the places after it.
    spots = [at for at, char in enumerate(text) if fold(char).strip()]
    for width, end in zip(widths, accumulate(widths), strict=True):
        piece = entry.digits[end - width : end]
        first, last = spots[end - width], spots[end - 1] + 1
        value = int(piece) if piece.isdecimal() else None
        yield Reading("read", value, text[first:last], start + first, start + last)


def widths_of(digits: str, cells: int) -> Iterator[tuple[int, ...]]:
    """Yield the ways to cut digits into so many figures: how many digits each has."""
    if cells == 1:
        if len(digits) == 1 or (digits[:1] != "0" and 0 < len(digits) <= MOST_DIGITS):
            yield (len(digits),)
        return
    # A figure is never printed with a leading zero, so a zero stands alone.
    longest = 1 if digits[0] == "0" else min(len(digits) - cells + 1, MOST_DIGITS)
    for width in range(1, longest + 1):
        for rest in widths_of(digits[width:], cells - 1):
            yield (width, *rest)
