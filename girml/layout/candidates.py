"""Candidate readings of one printed row, each with a log-score and the evidence it rests on."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import accumulate, combinations, islice
from math import comb

from girml.evidence import Evidence
from girml.layout.places import Places
from girml.layout.placing import Hypothesis
from girml.layout.segments import Entry, Segment
from girml.records import Candidate, Reading, RowSpec, Value
from girml.text.values import MOST_DIGITS
from girml.text.view import fold

BLANK = Reading("blank")
# Marks that stand alone may be a sign, or part what is no figure (`0/0`): two of them are nil marks.
_MARKED = re.compile(r"(?=.*(?:无|//|--|——|\\\\))(?:\d|无|/|-|—|\\)+")
_PIECES = re.compile(r"\d+|无|/|-|—|\\")
_MOST_SPLITS = 100_000
_MOST_READINGS = 500
_MOST_EXTRA = 2
# A hypothesis that makes rows of the table fail is wrong for all of them, however well it fits this one.
_REFUTED = -2.5


Ranked = tuple[Hypothesis, float]
Local = Sequence[tuple[tuple[int, ...], tuple[int, ...]]]
"""The equality rules within one row, as positions of the cells on both sides."""


class Glue(Enum):
    """What a run of digits may mean in a table: one figure a cell where every cell is printed; several things
    where blanks show, in rows of their own figures or in runs that are too short."""

    ALL_PRINTED = "every cell is printed, boundaries are gone"
    MIXED = "every cell is printed, most figures stand apart"
    NONE = "blanks show in rows of separate figures"
    BLANKS_SHOW = "blanks show in runs"


def candidates(
    row: tuple[RowSpec, Segment], ranked: Sequence[Ranked], local: Local, glue: Glue
) -> tuple[Candidate, ...]:
    """Return the readings that a row's text allows, likeliest first, never none.

    `ranked` are the table's hypotheses with the log-scores their evidence earned, `glue` tells whether a run of
    digits may be one figure a cell.
    """
    spec, segment = row
    cells, printed = len(spec.cells), segment.printed
    if len(printed) == cells:
        return (Candidate(tuple([entry.reading for entry in printed]), 0.0, Evidence.IN_ORDER),)
    if not printed:
        return (_blank(spec, segment),)
    if len(printed) > cells:
        return _crowded(spec, printed)
    # Where entries are fewer than cells, what the layout shows goes before any cutting of digits.
    placed = list(_placed((spec, segment), ranked))
    if placed:
        return tuple(_unique(placed))
    if is_run(segment, cells) and not printed[0].digits.isdecimal():
        return _marked_splits(printed[0], cells, local) or (undecided(cells),)
    if is_run(segment, cells):
        proven = glue is Glue.ALL_PRINTED or (glue is Glue.MIXED and bool(local))
        splits = _splits(printed[0], cells, local) if proven else _splits_with_blanks(printed[0], cells, local)
        return splits or (undecided(cells),)
    if glue is Glue.BLANKS_SHOW:
        return (undecided(cells),)
    return (*_reglued(cells, printed, local), *_untraced(cells, printed))


def _blank(spec: RowSpec, segment: Segment) -> Candidate:
    empties = [entry.reading for entry in segment.entries]
    readings = empties[: len(spec.cells)] if len(empties) >= len(spec.cells) else []
    return Candidate((*readings, *[BLANK] * (len(spec.cells) - len(readings))), 0.0, Evidence.NOTHING)


def _crowded(spec: RowSpec, printed: Sequence[Entry]) -> tuple[Candidate, ...]:
    """Return the readings of a row with more entries than cells."""
    cells = len(spec.cells)
    if cells == 1:
        return _alone(printed)
    first = Candidate(tuple(entry.reading for entry in printed[:cells]), -6.0, Evidence.REJECTED)
    return (*_on_one_line(cells, printed), *_too_many(spec, printed)) or (first,)


def _alone(printed: Sequence[Entry]) -> tuple[Candidate, ...]:
    """Return the readings of a row of one cell with several entries: one figure repeated in the fields it spans,
    else any one of them, or all as one number cut in pieces."""
    fields = {entry.field for entry in printed}
    if len({entry.reading.value for entry in printed}) == 1 and len(fields) == len(printed):
        return (Candidate((printed[0].reading,), 0.0, Evidence.SPANNED),)
    if not printed[0].newlines and all(entry.newlines for entry in printed[1:]):
        return (Candidate((printed[0].reading,), -0.2, Evidence.ON_ONE_LINE),)
    whole = _joined(printed, tuple(range(1, len(printed))))
    ones = [Candidate((entry.reading,), -1.5, Evidence.REJECTED) for entry in printed]
    return (*([Candidate(whole, -1.5, Evidence.JOINED)] if whole else []), *ones)


def _on_one_line(cells: int, printed: Sequence[Entry]) -> Iterator[Candidate]:
    """Yield the entries of a line that has just as many as the row has cells: the others are strays."""
    for line in dict.fromkeys(entry.line for entry in printed):
        beside = [entry.reading for entry in printed if entry.line == line]
        if len(beside) == cells > 1:
            yield Candidate(tuple(beside), -0.2, Evidence.ON_ONE_LINE)


def _placed(row: tuple[RowSpec, Segment], ranked: Sequence[Ranked]) -> Iterator[Candidate]:
    for hypothesis, score in ranked:
        places = hypothesis.place(row) if score > _REFUTED else None
        if places is not None:
            yield Candidate(_at(row[0], row[1], places), score, hypothesis.evidence)


def _unique(found: list[Candidate]) -> Iterator[Candidate]:
    best: dict[tuple[object, ...], Candidate] = {}
    for one in sorted(found, key=lambda one: -one.score):
        best.setdefault(tuple((reading.state, reading.value) for reading in one.readings), one)
    yield from best.values()


def _at(spec: RowSpec, segment: Segment, places: Places) -> tuple[Reading, ...]:
    """Return the readings of a row whose printed entries stand in `places`; empty cells lend their spot."""
    readings = [BLANK] * len(spec.cells)
    for place, entry in zip(places, segment.printed, strict=True):
        readings[place] = entry.reading
    spots = {entry.token: place for place, entry in zip(places, segment.printed, strict=True)}
    previous: int | None = None
    for entry in segment.entries:
        previous = spots.get(entry.token, None if previous is None else previous + 1)
        if entry.kind == "empty" and previous is not None and previous < len(readings) and readings[previous] is BLANK:
            readings[previous] = entry.reading
    return tuple(readings)


def _untraced(cells: int, printed: Sequence[Entry]) -> tuple[Candidate, ...]:
    """Return every way to set the entries into the cells from left to right, all equally likely."""
    if comb(cells, len(printed)) > _MOST_READINGS:
        return (undecided(cells),)
    found = []
    for places in combinations(range(cells), len(printed)):
        readings = [BLANK] * cells
        for place, entry in zip(places, printed, strict=True):
            readings[place] = entry.reading
        found.append(Candidate(tuple(readings), -3.0, Evidence.NO_TRACE))
    return tuple(found)


def undecided(cells: int) -> Candidate:
    """Return the candidate of a row whose readings are too many to list: every cell unresolved."""
    return Candidate((Reading("unresolved"),) * cells, -6.0, Evidence.TOO_MANY)


def _reglued(cells: int, printed: Sequence[Entry], local: Local) -> Iterator[Candidate]:
    """Yield the ways to cut one figure in two, in a row that lacks one, which satisfy the row's rules."""
    if len(printed) != cells - 1 or not local or any(not isinstance(entry.reading.value, int) for entry in printed):
        return
    for number, entry in enumerate(printed):
        if entry.digits.isdecimal():
            for widths in _widths(entry.digits, 2):
                halves = _split(entry, widths).readings
                before, after = printed[:number], printed[number + 1 :]
                readings = (*(one.reading for one in before), *halves, *(one.reading for one in after))
                if _balances([one.value for one in readings if isinstance(one.value, int)], local):
                    yield Candidate(readings, -1.0, Evidence.RUN)


def is_run(segment: Segment, cells: int) -> bool:
    """Return whether a row shows nothing but one run with a digit or a nil mark at least for each of its cells."""
    if len(segment.printed) != 1 or cells == 1:
        return False
    digits = segment.printed[0].digits
    return len(digits) >= cells and (digits.isdecimal() or _MARKED.fullmatch(digits) is not None)


def _splits(entry: Entry, cells: int, local: Local) -> tuple[Candidate, ...]:
    """Return the ways to cut a run of digits into one figure a cell, without leading zeros, by the row's rules."""
    if comb(len(entry.digits) - 1, cells - 1) > _MOST_SPLITS:
        return (undecided(cells),)
    # Where no split keeps the row's rules there may be a misprint in it: then all splits stay open.
    splits = list(_widths(entry.digits, cells))
    kept = [widths for widths in splits if _balances(_cut(entry.digits, widths), local)] or splits
    if len(kept) > _MOST_READINGS:
        return (undecided(cells),)
    return tuple(_split(entry, widths) for widths in kept)


def _marked_splits(entry: Entry, cells: int, local: Local) -> tuple[Candidate, ...]:
    """Return the ways to cut a run of digits and nil marks into as many figures and marks as a row has cells."""
    pieces = _PIECES.findall(entry.digits)
    figures = cells - sum(not piece.isdecimal() for piece in pieces)
    ways = list(islice(_piece_widths([piece for piece in pieces if piece.isdecimal()], figures), _MOST_READINGS + 1))
    found = []
    for way in ways if len(ways) <= _MOST_READINGS else ():
        of_runs = iter(way)
        widths = [width for piece in pieces for width in (next(of_runs) if piece.isdecimal() else (1,))]
        readings = tuple([one if one.value is not None else _mark(one) for one in _slices(entry, widths)])
        if _may_balance([one.value or 0 for one in readings], local):
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
        few = ways[count] and comb(len(runs[0]) - 1, count - 1) <= 10 * _MOST_READINGS
        for widths in _widths(runs[0], count) if few else ():
            for rest in _piece_widths(runs[1:], figures - count):
                yield (widths, *rest)


def _mark(reading: Reading) -> Reading:
    return reading._replace(state="blank")


def _splits_with_blanks(entry: Entry, cells: int, local: Local) -> tuple[Candidate, ...]:
    """Return the ways to cut a run of digits into figures, and to set these into cells of which some may be blank; none
    where they are too many to list."""
    ways = _ways(entry.digits, cells)
    if sum(number * comb(cells, count) for count, number in enumerate(ways)) > _MOST_READINGS:
        return ()
    found: list[Candidate] = []
    for count in range(cells, 0, -1):
        for widths in _widths(entry.digits, count) if ways[count] else ():
            figures = list(_slices(entry, widths))
            for places in combinations(range(cells), count):
                readings = [BLANK] * cells
                for place, figure in zip(places, figures, strict=True):
                    readings[place] = figure
                if _may_balance([one.value for one in readings], local):
                    found.append(Candidate(tuple(readings), -1.0, Evidence.RUN))
    return tuple(found)


def _ways(digits: str, most: int) -> list[int]:
    """Return in how many ways a run can be cut into no, one, two figures and so on, up to so many."""
    ways = [[1] + [0] * most]
    for end in range(1, len(digits) + 1):
        begins = [end - 1, *(at for at in range(max(0, end - MOST_DIGITS), end - 1) if digits[at] != "0")]
        ways.append([0, *(sum(ways[at][count] for at in begins) for count in range(most))])
    return ways[-1]


def _may_balance(values: Sequence[Value], local: Local) -> bool:
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


def _balances(values: list[int], local: Local) -> bool:
    return all(sum(values[at] for at in left) == sum(values[at] for at in right) for left, right in local)


def _split(entry: Entry, widths: tuple[int, ...]) -> Candidate:
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


def _widths(digits: str, cells: int) -> Iterator[tuple[int, ...]]:
    if cells == 1:
        if len(digits) == 1 or (digits[:1] != "0" and 0 < len(digits) <= MOST_DIGITS):
            yield (len(digits),)
        return
    # A figure is never printed with a leading zero, so a zero stands alone.
    longest = 1 if digits[0] == "0" else min(len(digits) - cells + 1, MOST_DIGITS)
    for width in range(1, longest + 1):
        for rest in _widths(digits[width:], cells - 1):
            yield (width, *rest)


def _too_many(spec: RowSpec, printed: Sequence[Entry]) -> Iterator[Candidate]:
    """Yield readings of a row with more entries than cells: numbers cut in two, or entries left out."""
    extra = len(printed) - len(spec.cells)
    if extra > _MOST_EXTRA:
        return
    for joints in combinations(range(1, len(printed)), extra):
        readings = _joined(printed, joints)
        if readings:
            yield Candidate(readings, -1.5, Evidence.JOINED)
    for left_out in combinations(range(len(printed)), extra):
        kept = [entry.reading for number, entry in enumerate(printed) if number not in left_out]
        yield Candidate(tuple(kept), -4.0, Evidence.REJECTED)


def _joined(printed: Sequence[Entry], joints: tuple[int, ...]) -> tuple[Reading, ...] | None:
    readings: list[Reading] = []
    for number, entry in enumerate(printed):
        if number not in joints:
            readings.append(entry.reading)
            continue
        apart = not readings or entry.field != printed[number - 1].field
        joined = None if apart else _join(readings.pop(), entry)
        if joined is None:
            return None
        readings.append(joined)
    return tuple(readings)


def _join(left: Reading, entry: Entry) -> Reading | None:
    right = entry.reading
    whole = isinstance(left.value, int) and isinstance(right.value, int) and entry.digits.isdecimal()
    if not whole or left.value == 0 or left.start is None or right.start is None:
        return None
    parts = (*(left.parts or ((left.start, left.end or 0),)), (right.start, right.end or 0))
    return left._replace(value=int(f"{left.value}{entry.digits}"), text=None, end=right.end, parts=parts)
