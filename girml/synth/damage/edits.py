"""Edits of a text, applied at once, and where every place of the text goes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from girml.records.annotation import AnnotatedSpan


class Edit(NamedTuple):
    """The stretch [start, end) is replaced by `text`; `spans` are those of the replacement, counted from its start."""

    start: int
    end: int
    text: str = ""
    spans: tuple[AnnotatedSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Edits:
    """Edits in order of the text, none overlapping another; `shifts` says by how much a place behind the first so many
    of them moves."""

    edits: tuple[Edit, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    shifts: tuple[int, ...]

    def apply(self, text: str) -> str:
        """Return the text with all edits done."""
        pieces: list[str] = []
        done = 0
        for edit in self.edits:
            pieces += (text[done : edit.start], edit.text)
            done = edit.end
        return "".join((*pieces, text[done:]))

    def moved(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where [start, end) stands afterwards, or None where it is gone.

        An edit inside it, smaller than it, stretches or shrinks it. A replaced stretch that covers it or cuts it takes
        it away; so does one that begins at an empty place or lies around it. What is inserted at a border of a place
        stays outside.
        """
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end) if start < end else bisect_right(self.starts, start)
        if not all(_is_within(edit, start, end) for edit in self.edits[first:last]):
            return None
        place = start + self.shifts[first], end + self.shifts[last]
        return None if start < end and place[0] >= place[1] else place

    def made(self) -> Iterator[AnnotatedSpan]:
        """Yield the spans of all replacements, where they stand afterwards."""
        for edit, shift in zip(self.edits, self.shifts, strict=False):
            for span in edit.spans:
                at = edit.start + shift
                yield span._replace(start=at + span.start, end=at + span.end)


def plan(edits: Iterable[Edit]) -> Edits:
    """Return edits in order; ValueError where two overlap.

    >>> two = plan([Edit(3, 4, "xy"), Edit(0, 1)])
    >>> two.apply("abcdef"), two.moved(1, 3), two.moved(2, 6), two.moved(3, 4)
    ('bcxyef', (0, 2), (1, 6), None)
    """
    ordered = tuple(sorted(edits))
    for one, other in pairwise(ordered):
        if other.start < one.end:
            raise ValueError(f"edits overlap at {other.start}: {one.start}:{one.end} and {other.start}:{other.end}.")
    shifts = accumulate((len(edit.text) - (edit.end - edit.start) for edit in ordered), initial=0)
    return Edits(ordered, tuple(edit.start for edit in ordered), tuple(edit.end for edit in ordered), tuple(shifts))


def _is_within(edit: Edit, start: int, end: int) -> bool:
    return start <= edit.start and edit.end <= end and (edit.start, edit.end) != (start, end)
