"""Characters as they lie on paper: what was read is matched with what was printed, by place and by look.

Within a line both follow each other from left to right, so they are aligned as in an edit distance in which a pair
costs the more the further apart it lies; a character that is read as another one stands where the printed one stands,
and one that no printed character is near to is invented. What lies near a line without being in it, such as the second
line of a label beside it, is passed over at no cost.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Box = tuple[float, float, float, float]
Pair = tuple[float, int, int]

_NEAR, _LEVEL = 2.5, 0.75
_INVENTED, _MISREAD = 0.8, 0.4
_EQUAL_STEP, _MISREAD_STEP = 0.2, 0.5
# A bar that is read elsewhere is the border of a cell.
_UPRIGHT = frozenset("1lI|/丨")


class Glyph(NamedTuple):
    """A character at its offset in a text, and its box on the page: left, top, right, bottom in pixels."""

    char: str
    at: int
    box: Box


def matched(lines: Iterable[Sequence[Glyph]], printed: Sequence[Glyph]) -> dict[int, int]:
    """Return the offset of the printed character for that of each character read in the lines of a page, invented
    ones left out.

    >>> line = [Glyph("O", 0, (1, 0, 9, 10)), Glyph("|", 2, (30, 0, 31, 10)), Glyph("件", 3, (40, 0, 50, 10))]
    >>> matched([line], [Glyph("0", 7, (0, 0, 10, 10)), Glyph("件", 8, (40, 0, 50, 10))])
    {0: 7, 3: 8}
    """
    pairs = sorted(pair for line in lines if line for pair in _aligned(line, printed))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, read, behind in pairs:
        if behind not in taken:
            found[read] = behind
            taken.add(behind)
    return dict(sorted(found.items()))


def _aligned(line: Sequence[Glyph], printed: Iterable[Glyph]) -> Iterator[Pair]:
    """Yield the cost and the offsets of the pairs of a line, from right to left."""
    near = sorted(_beside(line, printed), key=_middle)
    costs = [[_cost(read, glyph) for glyph in near] for read in line]
    best = _best(costs, len(near))
    row, column = len(line), len(near)
    while row and column:
        if best[row][column] == best[row][column - 1]:
            column -= 1
        elif best[row][column] == best[row - 1][column] + _INVENTED:
            row -= 1
        else:
            row, column = row - 1, column - 1
            yield costs[row][column], line[row].at, near[column].at


def _beside(line: Sequence[Glyph], printed: Iterable[Glyph]) -> Iterator[Glyph]:
    """Yield the printed characters at the height of a line, a little more than the line read at both ends."""
    left, right = min(glyph.box[0] for glyph in line), max(glyph.box[2] for glyph in line)
    top, bottom = min(glyph.box[1] for glyph in line), max(glyph.box[3] for glyph in line)
    for glyph in printed:
        reach = _NEAR * _size(glyph)
        level = top < (glyph.box[1] + glyph.box[3]) / 2 < bottom
        if level and left - reach < glyph.box[0] and glyph.box[2] < right + reach:
            yield glyph


def _best(costs: Sequence[Sequence[float]], width: int) -> list[list[float]]:
    """Return the least cost of aligning the first characters read with the first ones printed, for all numbers."""
    best = [[0.0] * (width + 1)]
    for row in costs:
        above = best[-1]
        own = [above[0] + _INVENTED]
        for at, cost in enumerate(row):
            own.append(min(own[-1], above[at + 1] + _INVENTED, above[at] + cost))
        best.append(own)
    return best


def _cost(read: Glyph, printed: Glyph) -> float:
    """Return what it costs to take one character for the other, in which boxes of readers are often too wide."""
    size = _size(printed)
    width = min(read.box[2] - read.box[0], size)
    across = abs(read.box[0] + width / 2 - _middle(printed)) / size
    down = abs(read.box[1] + read.box[3] - printed.box[1] - printed.box[3]) / 2 / size
    if across > _NEAR or down > _LEVEL or (read.char == "|" and printed.char not in _UPRIGHT):
        return float("inf")
    far = across + down
    return _EQUAL_STEP * far if read.char == printed.char else _MISREAD + _MISREAD_STEP * far


def _middle(glyph: Glyph) -> float:
    return (glyph.box[0] + glyph.box[2]) / 2


def _size(glyph: Glyph) -> float:
    return glyph.box[3] - glyph.box[1]
