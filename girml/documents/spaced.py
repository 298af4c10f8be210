"""Lines of a page outside its ruled tables: words set apart by as many spaces as the page shows, in display columns."""

from collections.abc import Sequence
from statistics import median

from girml.documents.ruled import Char, apart, in_lines
from girml.text.width import display_width

_WIDEST = 400
"""No line has more display columns."""


def lines(chars: Sequence[Char]) -> list[tuple[float, str]]:
    """Return the lines that characters make, each with where it begins on the page, from its upper edge in points.

    A display column is half as wide as most characters are high: a Chinese character fills two.
    """
    if not chars:
        return []
    column = max(median(char.box.bottom - char.box.top for char in chars) / 2, 1.0)
    left = min(char.box.left for char in chars)
    found = ((line[0].box.top, _spaced(line, left, column)) for line in in_lines(chars))
    return [(top, text) for top, text in found if text]


def _spaced(line: Sequence[Char], left: float, column: float) -> str:
    """Return a line; its words begin in the display columns that they begin in on the page, and never touch."""
    text, before = "", None
    for char in line:
        if before is None or apart(before, char):
            place = min(round((char.box.left - left) / column), _WIDEST)
            text += " " * max(place - display_width(text), 1 if text else 0)
        text += char.text
        before = char
    return text.strip()
