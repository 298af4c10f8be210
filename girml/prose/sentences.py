"""The sentences of a report that may tell a count: the prose of its tokens, joined over the line ends that a converter
set, without white space."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from girml.records import Labeling, Tokens

_PROSE, _FIGURE = "prose", "figure"
_LEAST_PROSE = 6
"""A line with so many characters of prose holds its numbers as prose, too."""
_ENDS = "。;!?"
_INDENT = 2
_TELLS = re.compile(r"\d|未|没|无|[一二三四五六七八九十两]件")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


class Sentence(NamedTuple):
    """A sentence without white space, and the view offset of each of its characters."""

    text: str
    places: tuple[int, ...]


def sentences(tokens: Tokens, labeling: Labeling, begin: int, end: int) -> Iterator[Sentence]:
    """Yield the sentences of the view range [begin, end) that hold a figure, or a word for none.

    A sentence ends at its mark, at an empty line or an indent, and where something of the form stands; a delimiter
    parts nothing, as converters set some around each piece of bold print.
    """
    text: list[str] = []
    places: list[int] = []
    for char, place in _characters(tokens, labeling, begin, end):
        if char and not char.isspace():
            text.append(char)
            places.append(place)
        if (not char or char in _ENDS) and text:
            yield from _telling("".join(text), places)
            text, places = [], []


def _telling(text: str, places: Sequence[int]) -> Iterator[Sentence]:
    if not _TELLS.search(text):
        return
    commas = {match.start() for match in _THOUSANDS.finditer(text)}
    kept = [at for at in range(len(text)) if at not in commas]
    yield Sentence("".join(text[at] for at in kept), tuple(places[at] for at in kept))


def _characters(tokens: Tokens, labeling: Labeling, begin: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield the characters of prose with their places; "" where a sentence ends that has no mark."""
    chosen = _is_prose(tokens, labeling)
    before = -1
    for at, start in enumerate(tokens.starts):
        if not begin <= start < end or not chosen[at]:
            continue
        gap = tokens.gaps[at]
        if before != at - 1 or gap.newlines > 1 or (gap.newlines and gap.spaces >= _INDENT):
            yield "", start
        for place in range(start, tokens.ends[at]):
            yield tokens.view.text[place], place
        before = at
    yield "", end


def _is_prose(tokens: Tokens, labeling: Labeling) -> list[bool]:
    """Return for each token whether it is read as prose: what is tagged so, and numbers on the lines of such."""
    tags = [tag[2:] for tag in labeling.tags]
    length: dict[int, int] = {}
    for line, tag, text in zip(tokens.lines, tags, tokens.texts, strict=True):
        if tag == _PROSE:
            length[line] = length.get(line, 0) + len(text)
    return [
        tag == _PROSE or (tag == _FIGURE and length.get(line, 0) >= _LEAST_PROSE)
        for tag, line in zip(tags, tokens.lines, strict=True)
    ]
