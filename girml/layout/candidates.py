"""Candidate readings of one printed row, each with a log-score and the evidence it rests on."""

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import combinations, pairwise
from math import comb

from girml.evidence import Evidence
from girml.layout.pieces import join, respaced
from girml.layout.places import Places
from girml.layout.placing import Hypothesis
from girml.layout.runs import (
    BLANK,
    MOST_READINGS,
    Local,
    halves,
    is_run,
    may_balance,
    splits,
    splits_with_blanks,
)
from girml.layout.segments import Entry, Segment
from girml.layout.spanning import spanned
from girml.records import Candidate, Reading, RowSpec

_MOST_EXTRA = 2
_SIGNED = ".change"
"""The cells in which a figure may have a sign."""
# A hypothesis that makes rows of the table fail is wrong for all of them, however well it fits this one.
_REFUTED = -2.5


Ranked = tuple[Hypothesis, float]


class Glue(Enum):
    """What a run of digits may mean in a row: one figure a cell, as long as no other row of its table shows a blank;
    several things where some do, in rows of their own figures or in runs that are too short."""

    ALL_PRINTED = "every cell is printed, boundaries are gone"
    NONE = "blanks show in rows of separate figures"
    BLANKS_SHOW = "blanks show in runs"


def candidates(
    row: tuple[RowSpec, Segment], ranked: Sequence[Ranked], local: Local, glue: Glue
) -> tuple[Candidate, ...]:
    """Return the readings that the text of a row allows which has not just one entry a cell, likeliest first, never
    none.

    `ranked` are the table's hypotheses with the log-scores their evidence earned, likeliest first, `glue` tells whether
    a run of digits may be one figure a cell.
    """
    spec, segment = row
    cells, printed = len(spec.cells), segment.printed
    if not printed:
        return (_blank(spec, segment),)
    if len(printed) > cells:
        return _crowded(spec, printed)
    if parted := respaced(printed, cells):
        return (Candidate(parted, 0.0, Evidence.ON_ONE_LINE),)
    # Where entries are fewer than cells, what the layout shows goes before any cutting of digits.
    if placed := _placed((spec, segment), ranked):
        return tuple(placed)
    if is_run(segment, cells):
        cut = splits if glue is Glue.ALL_PRINTED else splits_with_blanks
        signed = frozenset(at for at, cell in enumerate(spec.cells) if cell.id.endswith(_SIGNED))
        return cut(printed, cells, local, signed) or (undecided(cells),)
    if glue is Glue.BLANKS_SHOW:
        return (undecided(cells),)
    return (*_reglued(cells, printed, local), *untraced(cells, printed))


def in_order(printed: Sequence[Entry]) -> Candidate:
    """Return the one reading of a row that has one entry a cell: in the order of their fields where it takes several
    lines and each field holds one of them."""
    if printed[0].line != printed[-1].line and len({entry.field for entry in printed}) == len(printed):
        printed = sorted(printed, key=lambda entry: entry.field)
    return Candidate(tuple([entry.reading for entry in printed]), 0.0, Evidence.IN_ORDER)


def _blank(spec: RowSpec, segment: Segment) -> Candidate:
    empties = [entry.reading for entry in segment.entries]
    readings = empties[: len(spec.cells)] if len(empties) >= len(spec.cells) else []
    return Candidate((*readings, *[BLANK] * (len(spec.cells) - len(readings))), 0.0, Evidence.NOTHING)


def _crowded(spec: RowSpec, printed: Sequence[Entry]) -> tuple[Candidate, ...]:
    """Return the readings of a row with more entries than cells."""
    cells = len(spec.cells)
    if repeated := spanned(spec, printed):
        return (Candidate(repeated, 0.0, Evidence.SPANNED), *_joined_beside_zeros(spec, printed))
    if cells == 1:
        return _alone(printed)
    first = Candidate(tuple(entry.reading for entry in printed[:cells]), -6.0, Evidence.REJECTED)
    return (*_on_one_line(cells, printed), *_too_many(spec, printed)) or (first,)


def _joined_beside_zeros(spec: RowSpec, printed: Sequence[Entry]) -> Iterator[Candidate]:
    """Yield the ways to join a cut number in a row where all that may be one figure repeated is zero: two zeros are as
    well two cells."""
    if all(one.digits == "0" or one.digits != other.digits for one, other in pairwise(printed)):
        yield from (one for one in _too_many(spec, printed) if one.evidence is Evidence.JOINED)


def _alone(printed: Sequence[Entry]) -> tuple[Candidate, ...]:
    """Return the readings of a row of one cell with several entries: one figure repeated in the fields it spans,
    else any one of them, or all as one number cut in pieces."""
    fields = {entry.field for entry in printed}
    if len({entry.reading.value for entry in printed}) == 1 and len(fields) == len(printed):
        return (Candidate((printed[0].reading,), 0.0, Evidence.SPANNED),)
    if not printed[0].newlines and all(entry.newlines for entry in printed[1:]):
        return (Candidate((printed[0].reading,), -0.2, Evidence.ON_ONE_LINE),)
    whole = _joined(printed, tuple(range(1, len(printed))))
    ones = [Candidate((entry.reading,), -4.0, Evidence.REJECTED) for entry in printed]
    return (*([Candidate(whole, -1.5, Evidence.JOINED)] if whole else []), *ones)


def _on_one_line(cells: int, printed: Sequence[Entry]) -> Iterator[Candidate]:
    """Yield the entries of a line that has just as many as the row has cells: the others are strays."""
    for line in dict.fromkeys(entry.line for entry in printed):
        beside = [entry.reading for entry in printed if entry.line == line]
        if len(beside) == cells > 1:
            yield Candidate(tuple(beside), -0.2, Evidence.ON_ONE_LINE)


def _placed(row: tuple[RowSpec, Segment], ranked: Sequence[Ranked]) -> list[Candidate]:
    """Return the readings of a row where its hypotheses place it, those that read the same once."""
    seen: dict[Places, Ranked] = {}
    for hypothesis, score in ranked:
        places = hypothesis.place(row) if score > _REFUTED else None
        if places is not None:
            seen.setdefault(places, (hypothesis, score))
    best: dict[tuple[object, ...], Candidate] = {}
    for places, (hypothesis, score) in seen.items():
        readings = _at(row[0], row[1], places)
        alike = tuple([(reading.state, reading.value) for reading in readings])
        best.setdefault(alike, Candidate(readings, score, hypothesis.evidence))
    return list(best.values())


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


def untraced(cells: int, printed: Sequence[Entry]) -> tuple[Candidate, ...]:
    """Return every way to set the entries into the cells from left to right, all equally likely."""
    if comb(cells, len(printed)) > MOST_READINGS:
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
        if entry.digits.isdecimal() and not entry.reading.parts:
            before, after = printed[:number], printed[number + 1 :]
            for both in halves(entry):
                readings = (*(one.reading for one in before), *both, *(one.reading for one in after))
                if may_balance([one.value for one in readings], local):
                    yield Candidate(readings, -1.0, Evidence.RUN_IN_DOUBT)


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
    whole: list[Entry] = []
    for number, entry in enumerate(printed):
        if number not in joints:
            whole.append(entry)
            continue
        apart = not whole or entry.field != printed[number - 1].field
        joined = None if apart else join(whole.pop(), entry)
        if joined is None:
            return None
        whole.append(joined)
    return tuple([entry.reading for entry in whole])
