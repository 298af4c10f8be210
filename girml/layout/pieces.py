"""Cells cut in pieces: what a line end parts where figures are parted by more of them, and what a space joins where
spaces part figures."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from girml.layout.segments import Entry, Segment
from girml.records import Reading
from girml.text.values import parse, unspaced
from girml.text.view import fold

_AGREEING = 0.8
_LEAST_GAPS = 6
_PRINTED = {"words", "figure", "nil"}
_DIGITS = re.compile(r"\d+")
_MINUS = frozenset("-减")
_SIGNS = _MINUS | frozenset("+增")
_WORD, _LAST_WORD = re.compile(r"\S+"), re.compile(r"\S+$|\S.*\S(?=\s+\S+$)|\S(?=\s+\S+$)")


def mend(segments: Sequence[Segment]) -> None:
    """Join, in all rows of a report, what is parted by less than any two figures are."""
    gaps = Counter([_strength(*pair) for segment in segments for pair in pairwise(segment.printed)])
    least = _least_between_figures(gaps)
    if least <= _SPACE:
        return
    weak = any(_is_weak(gap, least) for gap in gaps)
    for segment in segments:
        # Where all that is there is printed its gaps are known.
        if weak or len(segment.printed) < len(segment.entries):
            whole = list(_joined(segment.entries, least))
            if len(whole) < len(segment.entries):
                segment.replace(whole)


Strength = tuple[int, int]
"""How strongly something parts entries: spaces (0, one or more), line ends (1, how many), delimiters (2, 0), line ends
with delimiters (3, 0)."""
_SPACE: Strength = (0, 1)
_LINES, _DELIMITED_LINES = 1, 3


def _strength(one: Entry, other: Entry) -> Strength:
    if other.line != one.line:
        return (_DELIMITED_LINES, 0) if other.field else (_LINES, other.newlines)
    return (2, 0) if other.field != one.field else (0, min(other.spaces, 2))


def _is_weak(gap: Strength, least: Strength) -> bool:
    """Return whether a gap parts nothing where figures are parted by no less than `least`."""
    same_sort = gap[0] == _LINES == least[0] or (gap[0] == 2 and least[0] == _DELIMITED_LINES)
    return gap < least and (same_sort or (gap <= _SPACE and least[0] > _SPACE[0]))


def _least_between_figures(gaps: Counter[Strength]) -> Strength:
    """Return what parts most figures, that of a space where a fifth of them is parted by less."""
    least, _ = gaps.most_common(1)[0] if gaps else (_SPACE, 0)
    enough = sum(times for gap, times in gaps.items() if gap >= least)
    return least if enough >= max(_LEAST_GAPS, _AGREEING * gaps.total()) else _SPACE


def _joined(entries: Iterable[Entry], least: Strength) -> Iterator[Entry]:
    last: Entry | None = None
    for entry in entries:
        whole = _whole(last, entry) if last and _is_weak(_strength(last, entry), least) else None
        if last and not whole:
            yield last
        last = whole or entry
    if last:
        yield last


def _whole(left: Entry, right: Entry) -> Entry | None:
    """Return what two entries of one cell print together: a number, or words with the figures among them."""
    number, kinds = join(left, right) or _signed(left, right), {left.kind, right.kind}
    if number or "words" not in kinds or not kinds <= _PRINTED:
        return number
    words = _said(left) + _said(right)
    reading = Reading("read", words, words, left.reading.start, right.reading.end)
    return left._replace(kind="words", reading=reading, digits=left.digits + right.digits)


def _said(entry: Entry) -> str:
    """Return what an entry prints, without white space; of a number in parts its digits."""
    return entry.digits if entry.reading.text is None else unspaced(entry.reading.text)


def _signed(left: Entry, right: Entry) -> Entry | None:
    """Return the number that a sign and the digits behind it print; None where it is no sign."""
    number = right.reading.value
    if (
        left.digits not in _SIGNS
        or not right.digits[:1].isdecimal()
        or not isinstance(number, int)
        or right.reading.parts
    ):
        return None
    spans = tuple((one.start or 0, one.end or 0) for one in (left.reading, right.reading))
    value = -number if left.digits in _MINUS else number
    reading = right.reading._replace(value=value, text=None, start=spans[0][0], parts=spans)
    return left._replace(kind="figure", reading=reading, digits=left.digits + right.digits)


def join(left: Entry, right: Entry) -> Entry | None:
    """Return the number that two entries print together, in parts; None where they make none."""
    one, other = left.reading, right.reading
    digits = _DIGITS.match(right.digits)
    numbers = isinstance(one.value, int) and isinstance(other.value, int) and left.digits[-1:].isdecimal()
    if not numbers or not digits or one.value == 0 or one.start is None or other.start is None:
        return None
    if int(digits[0]) != other.value:
        return None
    parts = (*(one.parts or ((one.start, one.end or 0),)), (other.start, other.end or 0))
    value = int(f"{one.value}{digits[0]}")
    reading = Reading("read", value, None, one.start, other.end, parts, other.unit)
    return left._replace(reading=reading, digits=left.digits + right.digits)


def respaced(printed: Sequence[Entry], cells: int) -> tuple[Reading, ...] | None:
    """Return the readings of a row that shows one a cell where what stands in some entries is parted at each space, or
    the figure behind words at the last one; None where it does not."""
    for pattern in (_WORD, _LAST_WORD):
        readings = [
            reading
            for entry in printed
            for reading in (_parted(entry.reading, pattern) if entry.kind == "words" else (entry.reading,))
        ]
        if len(readings) == cells > len(printed):
            return tuple(readings)
    return None


def _parted(reading: Reading, pattern: re.Pattern[str]) -> Sequence[Reading]:
    """Return what stands between the spaces of a reading, where each is a figure or the words before one."""
    start, text = reading.start or 0, reading.text or ""
    found = [(start + match.start(), match[0]) for match in pattern.finditer(text)]
    if any(parse(fold(piece)) is None for _, piece in (found if pattern is _WORD else found[1:])):
        return (reading,)
    return [_reading(at, piece) for at, piece in found]


def _reading(start: int, text: str) -> Reading:
    figure = parse(fold(text))
    if figure is None:
        return Reading("read", text, text, start, start + len(text))
    return Reading("read", figure.value, text[: figure.end], start, start + figure.end, None, figure.unit)
