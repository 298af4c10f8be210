"""What parts the things that stand in a row, and what cuts one of them in two."""

import re

BY_DELIMITER = (2, 0)
"""Stronger than any cut by line ends or spaces, weaker than any by delimiters."""

_DELIMITER = re.compile(r"[|\t│┃║]")
_CUT = re.compile(r"(?<=\d)\s+(?=\d)|\s*\t\s*")


def cuts_of_number(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return how strong each cut of a number is: between digits, or by a tab."""
    return [strength(match[0]) for match in _CUT.finditer(text, start, end)]


def cuts_of_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return how strong each cut of words is: a tab cuts them, other white space does not."""
    return [cut for cut in cuts_of_number(text, start, end) if cut >= BY_DELIMITER]


def parts(text: str) -> list[str]:
    """Return the parts of a text that is cut, without the white space that parts nothing.

    >>> parts("2 1\\n件"), parts("-\\t8")
    (['2', '1件'], ['-', '8'])
    """
    return ["".join(part.split()) for part in _CUT.split(text)]


def strength(gap: str) -> tuple[int, int]:
    """Return how far a gap parts what stands around it: by so many delimiters, line ends or spaces.

    >>> strength("\\t\\n\\t") > strength("\\t") > strength("\\n\\n") > strength("  ")
    True
    """
    if delimiters := _DELIMITER.findall(gap):
        return 2, len(delimiters)
    return (1, gap.count("\n")) if "\n" in gap else (0, len(gap))
