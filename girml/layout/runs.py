"""Runs: figures that stand without anything between them, cut into one a cell."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, combinations, islice
from math import comb
from typing import NamedTuple

from girml.evidence import Evidence
from girml.layout.segments import Entry, Segment
from girml.records import Candidate, Reading, Value
from girml.text.values import MOST_DIGITS, parse
from girml.text.view import fold

BLANK = Reading("blank")
MOST_READINGS = 500
"""More readings of a row with blanks than these are not listed."""
MOST_TRIED = 2000
"""More ways to cut a run with blanks than these are not tried."""
MOST_SPLITS = 2000
"""More ways to cut a run than these are not listed."""
_MOST_CUTS = 10_000
_LONGEST = MOST_DIGITS + 5
_UNIT = r"(?P<unit>件次|件|项|个|条|宗|起|份|次|例|人)?"
# A mark that stands alone may part what is no figure (`0/0`): two of them are nil marks.
_RUN = re.compile(rf"(?![^/]*/[^/]*$)(?P<run>(?:\d|,(?=\d{{3}})|[无/\\—+\-增减])+){_UNIT}(?: ?\([^()]*\))?[。;,]?")
_MARKS, _SIGNS = "无/\\—-", "+-增减"
_JOINT = re.compile(r"\d(?=\d)")
_FIGURE = re.compile(r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)")

Local = Sequence[tuple[tuple[int, ...], tuple[int, ...]]]
"""The equality rules within one row, as positions of the cells on both sides."""
ANYWHERE = frozenset(range(MOST_DIGITS))
"""The positions of figures that may have a sign, where each may."""


class _Run(NamedTuple):
    """What stands in a row without anything between: digits and nil marks, and the places at which a figure ends."""

    text: str
    ends: frozenset[int]


def is_run(segment: Segment, cells: int) -> bool:
    """Return whether a row shows nothing but one run with a digit or a nil mark at least for each of its cells."""
    printed = segment.printed
    if cells == 1 or not 0 < len(printed) < cells or any(entry.reading.parts for entry in printed):
        return False
    if any(entry.newlines or entry.spaces or entry.field != printed[0].field for entry in printed[1:]):
        return False
    texts = [_digits(entry) for entry in printed]
    return all(texts) and sum(map(len, texts)) >= cells


def _digits(entry: Entry) -> str:
    """Return the digits, signs and nil marks of an entry, without the unit or remark behind them; "" where it has
    anything else."""
    match = _RUN.fullmatch(entry.digits)
    return match["run"] if match else ""


def most_figures(segment: Segment) -> int:
    """Return how many figures and nil marks a row may show at most, if its digits are cut wherever they may be."""
    return sum(len(_digits(entry)) or 1 + len(_JOINT.findall(entry.digits)) for entry in segment.printed)


def splits(
    printed: Sequence[Entry], cells: int, local: Local, signed: frozenset[int] = frozenset()
) -> tuple[Candidate, ...]:
    """Return the ways to cut a run into one figure or nil mark a cell, without leading zeros, by the row's rules, with
    signs only at the positions `signed`; none where they are too many to list."""
    run = _run(printed)
    # Where no split keeps the row's rules there may be a misprint in it: then all splits stay open.
    for groups in (_groups(cells, local), ((cells, False),)):
        found = _widths(run, groups, signed)
        if found is None:
            return ()
        if found:
            return tuple(split(printed, widths) for widths in found)
    return ()


def _run(printed: Sequence[Entry]) -> _Run:
    texts = [_digits(entry) for entry in printed]
    whole = "".join(texts)
    marks = {place for at, char in enumerate(whole) if char in "无/\\—" for place in (at, at + 1)}
    signs = {at for at, char in enumerate(whole) if char in _SIGNS}
    return _Run(whole, frozenset({*accumulate(map(len, texts)), *marks, *signs}))


@lru_cache(maxsize=1 << 6)
def _groups_of(cells: int, local: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]) -> tuple[tuple[int, bool], ...]:
    """Return the groups of cells in order, how many each and whether its last is the sum of the others."""
    groups, done = [], 0
    for left, right in local:
        if left != tuple(range(done, done + len(left))) or right != (done + len(left),):
            return ((cells, False),)
        groups.append((len(left) + 1, True))
        done += len(left) + 1
    return tuple(groups) if done == cells else ((cells, False),)


def _groups(cells: int, local: Local) -> tuple[tuple[int, bool], ...]:
    return _groups_of(cells, tuple(local))


@lru_cache(maxsize=1 << 10)
def _widths(
    run: _Run, groups: tuple[tuple[int, bool], ...], signed: frozenset[int], most: int = MOST_SPLITS
) -> list[tuple[int, ...]] | None:
    """Return the ways to cut a run into groups of figures: how many digits each has; None where they are too many."""
    search = _Cutting(run, signed)
    found = list(islice(search.groups(len(run.text), groups), most + 1))
    return None if len(found) > most or search.tried > _MOST_CUTS else found


class _Cutting:
    """Cuts a run from right to left, so that a sum comes before its parts and cuts them short; counts what is tried."""

    def __init__(self, run: _Run, signed: frozenset[int]) -> None:
        self._run, self._signed = run, signed
        self.tried = 0

    def groups(self, end: int, groups: Sequence[tuple[int, bool]]) -> Iterator[tuple[int, ...]]:
        """Yield the ways to cut all before `end` into groups of figures."""
        if not groups:
            if not end:
                yield ()
            return
        *before, (size, is_sum) = groups
        least = sum(some for some, _ in before)
        for number, start in self._figures(end, least + size - 1):
            rest = self._parts(start, size - 1, number if is_sum else None, least)
            for begin, widths in rest:
                for others in self.groups(begin, before):
                    yield (*others, *widths, end - start)

    def _parts(self, end: int, count: int, number: int | None, least: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield where so many figures before `end` begin, and their widths, that add up to a number, if one is given;
        so many characters at least must be left before them, none where that is 0."""
        if not count:
            if not number and (least or not end):
                yield end, ()
            return
        if number is not None and not least and not self._may_reach(end, count, number):
            return
        for value, start in self._figures(end, least + count - 1):
            if number is not None and value > number:
                break
            for begin, widths in self._parts(start, count - 1, None if number is None else number - value, least):
                yield begin, (*widths, end - start)

    def _may_reach(self, end: int, count: int, number: int) -> bool:
        """Return whether the digits before a place are enough for so many figures that add up to a number."""
        most: int = 10 ** min(end - count + 1, MOST_DIGITS) + 9 * (count - 1)
        return most >= number

    def _figures(self, end: int, least: int) -> Iterator[tuple[int, int]]:
        """Yield the figures that may end at a place, shortest first, with where they begin: so many others stand before
        them; no leading zeros, nothing over an end, a nil mark alone, a sign before digits where figures may have one.
        """
        text, ends = self._run
        for start in range(end - 1, max(least, end - _LONGEST) - 1, -1):
            self.tried += 1
            if self.tried > _MOST_CUTS:
                return
            char = text[start]
            if char in _SIGNS and start < end - 1:
                if least in self._signed and _FIGURE.fullmatch(text, start + 1, end):
                    number = int(text[start + 1 : end].replace(",", ""))
                    yield (-number if char in "-减" else number), start
                return
            if char in _MARKS:
                if start == end - 1:
                    yield 0, start
                return
            if _FIGURE.fullmatch(text, start, end):
                yield int(text[start:end].replace(",", "")), start
            if start in ends:
                return


def splits_with_blanks(
    printed: Sequence[Entry], cells: int, local: Local, signed: frozenset[int] = frozenset()
) -> tuple[Candidate, ...]:
    """Return the ways to cut a run into figures and nil marks, and to set these into cells of which some may be blank,
    those with a sign at the positions `signed`; none where they are too many to list."""
    run = _run(printed)
    ways: dict[int, list[tuple[int, ...]]] = {}
    tried = 0
    for count in range(1, min(cells, len(run.text)) + 1):
        own = _widths(
            run, ((count, False),), ANYWHERE if signed else signed, (MOST_TRIED - tried) // comb(cells, count)
        )
        if own is None:
            return ()
        ways[count] = own
        tried += len(own) * comb(cells, count)
    found: list[Candidate] = []
    for count, own in reversed(ways.items()):
        for widths in own:
            figures = split(printed, widths).readings
            with_sign = [number for number, one in enumerate(figures) if _has_sign(one)]
            for places in combinations(range(cells), count):
                if any(places[number] not in signed for number in with_sign):
                    continue
                readings = [BLANK] * cells
                for place, figure in zip(places, figures, strict=True):
                    readings[place] = figure
                if may_balance([one.value for one in readings], local):
                    found.append(Candidate(tuple(readings), -1.0, Evidence.RUN))
    return tuple(found) if len(found) <= MOST_READINGS else ()


def _has_sign(figure: Reading) -> bool:
    return bool(figure.value) and fold(figure.text or "").startswith(tuple(_SIGNS))


def may_balance(values: Sequence[Value], local: Local) -> bool:
    """Return whether no rule of a row is broken, whatever its blanks are."""
    for left, right in local:
        own, others = [values[at] for at in left], [values[at] for at in right]
        less = sum([value for value in own if isinstance(value, int)])
        more = sum([value for value in others if isinstance(value, int)])
        if (less > more and None not in others) or (more > less and None not in own):
            return False
    return True


def split(printed: Sequence[Entry], widths: Sequence[int]) -> Candidate:
    """Return the reading of a run that is cut into figures and nil marks of so many characters each."""
    left = iter(widths)
    readings: list[Reading] = []
    for entry in printed:
        rest = len(_digits(entry))
        own = []
        while rest:
            own.append(next(left))
            rest -= own[-1]
        readings += _slices(entry, own)
    return Candidate(tuple(readings), -1.0, Evidence.RUN)


def _slices(entry: Entry, widths: Sequence[int]) -> Iterator[Reading]:
    """Yield what a run is cut into: a figure of so many digits each, the last with the unit, or a nil mark."""
    place = entry.reading.start or 0, entry.reading.text or ""
    return (
        _slice(entry.digits, *place, end - width, end) for width, end in zip(widths, accumulate(widths), strict=True)
    )


@lru_cache(maxsize=1 << 12)
def _slice(digits: str, start: int, text: str, begin: int, end: int) -> Reading:
    """Return what the characters [begin, end) of a run print that stands at `start` as `text`: many ways to cut it
    share it."""
    match = _RUN.fullmatch(digits)
    spots = _spots(text)
    piece = digits[begin:end]
    with_unit = match.end("unit") if match and match["unit"] and end == match.end("run") else end
    first, last = spots[begin], spots[with_unit - 1] + 1
    figure = None if piece in _MARKS else parse(piece)
    place = (text[first:last], start + first, start + last)
    return Reading("read", figure.value, *place) if figure else Reading("blank", None, *place)


@lru_cache(maxsize=1 << 10)
def _spots(text: str) -> tuple[int, ...]:
    """Return where the characters of a run stand: a zero-width one is no digit but moves the places after it."""
    return tuple([at for at, char in enumerate(text) if fold(char).strip()])


def halves(entry: Entry) -> Iterator[tuple[Reading, ...]]:
    """Yield the ways to cut a figure in two."""
    for widths in _widths(_run([entry]), ((2, False),), ANYWHERE) or ():
        yield split([entry], widths).readings
