"""Cells cut in pieces: what a line end parts where figures are parted by more of them, and what a space joins where
spaces part figures."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from girml.layout.segments import Entry, Segment
from girml.records import Reading
from girml.text.values import parse
from girml.text.view import fold

_AGREEING = 0.8
_LEAST_GAPS = 6
_PRINTED = {"words", "figure", "nil"}
_DIGITS = re.compile(r"\d+")
_WORD, _LAST_WORD = re.compile(r"\S+"), re.compile(r"\S+$|\S.*\S(?=\s+\S+$)|\S(?=\s+\S+$)")


def mend(segments: Sequence[Segment]) -> None:
    """Join, in all rows of a report, the digits between which fewer line ends stand than between any two figures."""
    least = _least_between_figures(segments)
    if least < 2:
        return
    for segment in segments:
        whole = list(_joined(segment.entries, least))
        if len(whole) < len(segment.entries):
            segment.replace(whole)


def _least_between_figures(segments: Iterable[Segment]) -> int:
    """Return how many line ends part figures at least, 0 where most of them are not parted by as many or more."""
    gaps = Counter(entry.newlines for segment in segments for entry in segment.printed[1:] if not entry.field)
    least, _ = gaps.most_common(1)[0] if gaps else (0, 0)
    enough = sum(times for newlines, times in gaps.items() if newlines >= least)
    return least if enough >= max(_LEAST_GAPS, _AGREEING * gaps.total()) else 0


def _joined(entries: Iterable[Entry], least: int) -> Iterable[Entry]:
    last: Entry | None = None
    for entry in entries:
        whole = _whole(last, entry) if last and 0 < entry.newlines < least and not entry.field else None
        if last and not whole:
            yield last
        last = whole or entry
    if last:
        yield last


def _whole(left: Entry, right: Entry) -> Entry | None:
    """Return what two entries of one cell print together: a number, or words with the figures among them."""
    number, kinds = join(left, right), {left.kind, right.kind}
    if number or "words" not in kinds or not kinds <= _PRINTED:
        return number
    text = left.digits + right.digits
    reading = Reading("read", text, text, left.reading.start, right.reading.end)
    return left._replace(kind="words", reading=reading, digits=text)


def join(left: Entry, right: Entry) -> Entry | None:
    """Return the number that two entries print together, in parts; None where they make none."""
    one, other = left.reading, right.reading
    digits = _DIGITS.match(right.digits)
    numbers = isinstance(one.value, int) and isinstance(other.value, int) and left.digits[-1:].isdecimal()
    if not numbers or not digits or one.value == 0 or one.start is None or other.start is None:
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
