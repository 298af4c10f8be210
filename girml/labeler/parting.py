"""Empty tokens that only part others: some converters write one, or several, between all cells and rows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

CELL, ROW = "cell", "row"

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


def parted(shapes: Sequence[str]) -> dict[int, str]:
    """Return the empty tokens that only part others, by the shapes of all tokens: what they part, cells or rows.

    They do where nearly all tokens stand apart by one or two empty ones. Of those between two values the first are
    they, of those before a label the last, and between words all.
    """
    groups = list(_groups(shapes))
    inner = Counter(one.size for one in groups if one.before_value or not one.after_value)
    size, times = max(inner.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    if not 0 < size <= _MOST or times < max(_LEAST, _MOSTLY * inner.total()):
        return {}
    ends = Counter(one.size for one in groups if one.after_value and not one.before_value and one.size > size)
    row = max(ends.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))[0]
    return {at: what for one in groups for at, what in _parting(one, size, row)}


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


def _parting(group: _Group, cell: int, row: int) -> Iterator[tuple[int, str]]:
    what = ROW if row and group.size >= row and not group.before_value else CELL
    if group.before_value:
        found = range(group.start, min(group.end, group.start + cell))
    elif group.after_value:
        found = range(max(group.start, group.end - (row or cell)), group.end)
    else:
        found = range(group.start, group.end)
    yield from ((at, what) for at in found)
