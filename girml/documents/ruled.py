"""Ruled tables of a page: the boxes that lines draw, with the characters that stand in each."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from girml.documents.blocks import Cell, Table, on_one_line

TOLERANCE = 3.0
"""Lines nearer to each other than so many points are one."""
_DIGITS = frozenset("0123456789.,")
_SPACE = 0.35
"""So much of the height of a character is a space wide, at the least."""


class Box(NamedTuple):
    """A box on a page, in points from its left and upper edge."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, char: "Char") -> bool:
        """Return whether the middle of a character stands in it."""
        x = (char.box.left + char.box.right) / 2
        return self.left <= x <= self.right and self.top <= char.middle <= self.bottom

    def lowered(self, points: float) -> "Box":
        """Return the box so many points further down."""
        return Box(self.left, self.top + points, self.right, self.bottom + points)


class Char(NamedTuple):
    """A character on a page."""

    box: Box
    text: str

    @property
    def middle(self) -> float:
        """How far down its middle stands."""
        return (self.box.top + self.box.bottom) / 2


class Ruled(NamedTuple):
    """A ruled table of a page: its boxes, and the characters in it."""

    boxes: tuple[Box, ...]
    chars: tuple[Char, ...]

    @property
    def bounds(self) -> Box:
        """The box around it."""
        left, top, right, bottom = zip(*self.boxes, strict=True)
        return Box(min(left), min(top), max(right), max(bottom))


def table(ruled: Ruled) -> Table | None:
    """Return a ruled table; None where nothing stands in it."""
    columns = _edges((box.left, box.right) for box in ruled.boxes)
    rows = _edges((box.top, box.bottom) for box in ruled.boxes)
    lines: list[list[tuple[int, Cell]]] = [[] for _ in rows]
    left = ruled.chars
    for box in ruled.boxes:
        text = text_in(box, left)
        left = tuple(char for char in left if not box.holds(char)) if text else left
        begin, end = _nearest(columns, box.left), _nearest(columns, box.right)
        first, last = _nearest(rows, box.top), _nearest(rows, box.bottom)
        lines[first].append((begin, Cell(text, max(end - begin, 1), max(last - first, 1))))
    cells = tuple(tuple(cell for _, cell in sorted(line)) for line in lines[:-1])
    return Table(cells) if any(cell.text for line in cells for cell in line) else None


def _edges(pairs: Iterable[tuple[float, float]]) -> list[float]:
    """Return the edges that boxes have, from left to right or from top to bottom, those that are one once."""
    found: list[float] = []
    for edge in sorted(edge for pair in pairs for edge in pair):
        if not found or edge - found[-1] > TOLERANCE:
            found.append(edge)
    return found


def _nearest(edges: Sequence[float], edge: float) -> int:
    at = bisect_left(edges, edge)
    return min((one for one in (at - 1, at) if 0 <= one < len(edges)), key=lambda one: abs(edges[one] - edge))


def text_in(box: Box, chars: Iterable[Char]) -> str:
    """Return what stands in a box, on one line; a number that fills the box is not parted from the digits below it."""
    lines = in_lines(char for char in chars if box.holds(char))
    texts = list(map(_text, lines))
    pieces = texts[:1]
    for at, text in enumerate(texts[1:]):
        if _DIGITS.issuperset(pieces[-1] + text) and _fills(lines[at], box):
            pieces[-1] += text
        else:
            pieces.append(text)
    return on_one_line(pieces)


def _text(line: Sequence[Char]) -> str:
    """Return a line, with a space where there is room for one."""
    text = line[0].text
    for one, other in pairwise(line):
        text += f" {other.text}" if apart(one, other) else other.text
    return text


def apart(one: Char, other: Char) -> bool:
    """Return whether there is room for a space between two characters of a line."""
    return other.box.left - one.box.right > _SPACE * (one.box.bottom - one.box.top)


def _fills(line: Sequence[Char], box: Box) -> bool:
    """Return whether a line fills its box: another digit would have no room."""
    begin, end = line[0].box.left, line[-1].box.right
    return end - begin + 2 * (end - begin) / len(line) > box.right - box.left - TOLERANCE


def in_lines(chars: Iterable[Char]) -> list[list[Char]]:
    """Return characters by the lines they stand on, from top to bottom, and from left to right."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda one: (one.middle, one.box.left)):
        first = lines[-1][0] if lines else None
        if first and char.middle - first.middle < (first.box.bottom - first.box.top) / 2:
            lines[-1].append(char)
        else:
            lines.append([char])
    return [sorted(line, key=lambda one: one.box.left) for line in lines]
