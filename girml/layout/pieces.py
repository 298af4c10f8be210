"""Numbers cut in two: what a line end parts where figures are parted by more of them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from girml.layout.segments import Entry, Segment
from girml.records import Reading

_AGREEING = 0.8
_LEAST_GAPS = 6


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
        whole = join(last, entry) if last and 0 < entry.newlines < least and not entry.field else None
        if last and not whole:
            yield last
        last = whole or entry
    if last:
        yield last


def join(left: Entry, right: Entry) -> Entry | None:
    """Return the number that two entries print together, in parts; None where they make none."""
    one, other = left.reading, right.reading
    whole = isinstance(one.value, int) and isinstance(other.value, int) and right.digits.isdecimal()
    if not whole or one.value == 0 or one.unit or one.start is None or other.start is None or not left.digits[-1:].isdecimal():
        return None
    parts = (*(one.parts or ((one.start, one.end or 0),)), (other.start, other.end or 0))
    value = int(f"{one.value}{right.digits}")
    reading = Reading("read", value, None, one.start, other.end, parts, other.unit)
    return left._replace(reading=reading, digits=left.digits + right.digits)
