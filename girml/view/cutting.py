"""A text cut into lines, and these into pieces that stand under the same marks."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from girml.view.spans import Span

_LINE_END = re.compile("\r\n|\r|\n")


class Piece(NamedTuple):
    """A stretch of a line, and all spans that cover it; an empty one is the place of an empty cell."""

    text: str
    spans: tuple[Span, ...]


class Line(NamedTuple):
    """A line of the source: its number, counted from 1, the offset of its begin, its pieces."""

    number: int
    start: int
    pieces: tuple[Piece, ...]


def lines(source: str, start: int, end: int, spans: Sequence[Span]) -> Iterator[Line]:
    """Yield the lines of source[start:end] without their ends; `spans` in order, all of them between start and end."""
    number = len(_LINE_END.findall(source, 0, start)) + 1
    pieces = _pieces(start, end, spans)
    places = [start for start, _, _ in pieces]
    for begin, stop in _line_places(source, start, end):
        first = max(bisect_right(places, begin) - 1, 0)
        while first and places[first - 1] == begin:
            first -= 1
        yield Line(number, begin, tuple(_cut(source, pieces, first, (begin, stop))))
        number += 1


def _line_places(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    done = start
    for found in _LINE_END.finditer(source, start, end):
        yield done, found.start()
        done = found.end()
    if done < end:
        yield done, end


_Covered = tuple[int, int, tuple[Span, ...]]


def _pieces(start: int, end: int, spans: Sequence[Span]) -> list[_Covered]:
    """Return what covers each stretch between two places where a span begins or ends, and each empty span."""
    places = sorted({start, end, *(one.start for one in spans), *(one.end for one in spans)})
    empty: dict[int, list[Span]] = {}
    begins: dict[int, list[Span]] = {}
    for one in spans:
        (empty if one.start == one.end else begins).setdefault(one.start, []).append(one)
    covering: list[Span] = []
    found: list[_Covered] = []
    for place, after in zip(places, [*places[1:], end], strict=True):
        covering = [one for one in covering if one.end > place] + begins.get(place, [])
        if place in empty:
            found.append((place, place, tuple(empty[place])))
        if place < after:
            found.append((place, after, tuple(covering)))
    return found


def _cut(source: str, pieces: Sequence[_Covered], first: int, line: tuple[int, int]) -> Iterator[Piece]:
    """Yield what of the pieces from `first` on stands in a line."""
    begin, stop = line
    for at in range(first, len(pieces)):
        start, end, covering = pieces[at]
        if start > stop:
            return
        cut = source[max(start, begin) : min(end, stop)]
        if cut or (start == end >= begin):
            yield Piece(cut, covering)
