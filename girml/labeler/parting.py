"""Empty tokens that only part others: some converters write one, or several, between all cells and rows of a line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from girml.records import Gap

_VALUES = frozenset("-09")
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
        if one == "_":
            continue
        is_value = one[0] in _VALUES
        if start:
            yield _Group(start, at, after_value, is_value)
        start, after_value = at + 1, is_value


def _parting(group: _Group, cell: int, row: int) -> range:
    if group.before_value:
        return range(group.start, min(group.end, group.start + cell))
    return range(max(group.start, group.end - row) if group.after_value else group.start, group.end)
