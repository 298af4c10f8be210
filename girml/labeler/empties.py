"""Empty tokens: those that only part others, as some converters write between all cells of a line, and empty cells."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from girml.labeler.shapes import EMPTY, VALUES
from girml.labeler.steps import fine
from girml.records import Gap

_FULL = VALUES - {EMPTY}
_LEAST, _MOSTLY, _MOST = 20, 0.6, 2


class _Group(NamedTuple):
    """Empty tokens [start, end) and whether values stand before and behind them."""

    start: int
    end: int
    after_value: bool
    before_value: bool

    @property
    def size(self) -> int:
        return self.end - self.start


def parted(shapes: Sequence[str], gaps: Sequence[Gap]) -> set[int]:
    """Return the empty tokens that only part others, by the shapes of all tokens and the gaps before them.

    They do where nearly all tokens stand apart by one or two empty ones within their line. Of those between two values
    the first are they, of those before a label the last, and between words all.
    """
    groups = [one for one in _groups(shapes) if not any(gap.newlines for gap in gaps[one.start : one.end + 1])]
    inner = Counter(one.size for one in groups if one.before_value or not one.after_value)
    size, times = max(inner.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    if not 0 < size <= _MOST or times < max(_LEAST, _MOSTLY * inner.total()):
        return set()
    ends = Counter(one.size for one in groups if one.after_value and not one.before_value and one.size > size)
    row = max(ends.items(), key=lambda item: (item[1], -item[0]), default=(size, 0))[0]
    return {at for one in groups for at in _parting(one, size, row)}


def _groups(shapes: Sequence[str]) -> Iterator[_Group]:
    """Yield the empty tokens between each two full ones, none where these stand side by side."""
    start, after_value = 0, False
    for at, one in enumerate(shapes):
        if one == EMPTY:
            continue
        is_value = one[0] in _FULL
        if start:
            yield _Group(start, at, after_value, is_value)
        start, after_value = at + 1, is_value


def _parting(group: _Group, cell: int, row: int) -> range:
    if group.before_value:
        return range(group.start, min(group.end, group.start + cell))
    return range(max(group.start, group.end - row) if group.after_value else group.start, group.end)


def cells(shapes: Sequence[str]) -> list[str]:
    """Return for each token of those that may fill cells how many of those that stand together are full and how many
    empty, how many empty ones mostly part two full ones, and for an empty one its place among empty ones; "" for words
    and where no cell is empty."""
    found = [""] * len(shapes)
    mostly = _mostly(shapes)
    for first, last in _stretches(shapes, VALUES):
        empty = sum(one == EMPTY for one in shapes[first:last])
        if not empty:
            continue
        for at in range(first, last):
            found[at] = f"{fine(last - first - empty)} {fine(empty)} {mostly}"
        for begin, end in _stretches(shapes[first:last], frozenset(EMPTY)):
            for at in range(begin, end):
                found[first + at] += f" {min(at - begin, 3)} {min(end - begin, 8)}"
    return found


def _mostly(shapes: Sequence[str]) -> int:
    """Return how many empty cells mostly stand between two full ones that nothing else parts, at most three."""
    counts: Counter[int] = Counter()
    since: int | None = None
    for one in shapes:
        if one == EMPTY:
            since = None if since is None else since + 1
        elif one[0] in VALUES:
            if since is not None:
                counts[min(since, 3)] += 1
            since = 0
        else:
            since = None
    return max(counts, key=lambda size: (counts[size], -size)) if counts else 0


def _stretches(shapes: Sequence[str], firsts: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches [first, last) of shapes that begin with one of these characters."""
    first: int | None = None
    for at, one in enumerate(shapes):
        if one[0] in firsts:
            first = at if first is None else first
        elif first is not None:
            yield first, at
            first = None
    if first is not None:
        yield first, len(shapes)


def solids(shapes: Sequence[str]) -> list[tuple[str, str] | None]:
    """Return for each token what stands next to it, empty cells aside; None where none stand beside it."""
    before, after = _fulls(shapes), _fulls(shapes[::-1])[::-1]
    empty = [False, *(one == EMPTY for one in shapes), False]
    return [(before[at], after[at]) if empty[at] or empty[at + 2] else None for at in range(len(shapes))]


def _fulls(shapes: Sequence[str]) -> list[str]:
    """Return for each token the last one before it that is not empty."""
    last = "^"
    found = []
    for one in shapes:
        found.append(last)
        last = last if one == EMPTY else one
    return found
