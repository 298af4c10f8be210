"""Offsets in UTF-16, as JavaScript counts a text, and in code points, as Python does.

A character beyond U+FFFF is two units there; an offset between the two is no place in the text.
"""

import re
from bisect import bisect_left

_LONG = re.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """The offsets of one text.

    >>> units = Utf16("a😀b")
    >>> units.counted(2), units.place(3), units.place(2)
    (3, 2, None)
    """

    def __init__(self, text: str) -> None:
        self._places = [match.start() for match in _LONG.finditer(text)]
        # Where the second unit of each long character stands.
        self._halves = [place + before + 1 for before, place in enumerate(self._places)]

    @property
    def differs(self) -> bool:
        """Whether the two ways to count give other offsets anywhere."""
        return bool(self._places)

    def counted(self, place: int) -> int:
        """Return the offset in UTF-16 of one in code points."""
        return place + bisect_left(self._places, place)

    def place(self, counted: int) -> int | None:
        """Return the offset in code points of one in UTF-16, None for one within a character."""
        before = bisect_left(self._halves, counted)
        within = before < len(self._halves) and self._halves[before] == counted
        return None if within else counted - before
