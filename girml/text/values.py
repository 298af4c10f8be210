"""Printed figures and nil marks: what they are worth and which slice of the text says so.

All functions take text folded as in the view.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from girml.records import State

MOST_DIGITS = 12
_SIGN = r"(?:(?P<sign>[+-])|(?P<word>增加|新增|增|减少|减) ?)?"
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?P<decimals>\.\d+)?"
_UNIT = r"(?:件次|件|项|个|条|宗|起|份|次|例|人|(?P<unit>万元|元))"
# A bracketed numeral is no remark but the enumerator of what follows.
_REMARK = r" ?\((?![一二三四五六七\d]\))[^()]+\)"
REMARK = re.compile(_REMARK)
_LATIN_SPACES = re.compile(r"(?<=[A-Za-z])\s+(?=[A-Za-z])")
_SPACES = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
FIGURE = re.compile(rf"{_SIGN}{_NUMBER}(?: ?{_UNIT})?")
_WHOLE = re.compile(rf"{_SIGN}{_NUMBER}(?: ?{_UNIT})?(?P<remark>{_REMARK})?[。;,]?")
_MINUS = ("-", "减", "减少")
NIL = re.compile(r"/+|-+|—+|\\+|无")
_MISREAD = str.maketrans("OoQDlI|iZSB", "00001111258")
_SPOTS = re.compile("[■□▇█▒▓●?\ufffd]{1,6}")
_LOOKALIKE = re.compile(r"[\dOoQDlI|iZSB]{1,6}")


Kind = Literal["figure", "nil", "empty", "words", "unreadable"]
"""What a text shows by itself."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure: its value, the end of the slice with sign, figure and unit, and the money unit."""

    value: int | float
    end: int
    unit: str | None


def parse(text: str) -> Figure | None:
    """Return the figure that `text` prints, or None where it is no single figure.

    >>> parse("增98").value, parse("减8").value, parse("12.5万元").unit
    (98, -8, '万元')
    >>> parse("22(其中修订16件)").end
    2
    >>> parse("0/0") is None and parse("1234567890123") is None
    True
    """
    match = _WHOLE.fullmatch(text)
    if match is None or len(match["number"]) > MOST_DIGITS + 4:
        return None
    digits = match["number"].replace(",", "")
    if len(digits) > MOST_DIGITS:
        return None
    value = float(digits + match["decimals"]) if match["decimals"] else int(digits)
    end = len(text[: match.start("remark")].rstrip()) if match["remark"] else len(text.rstrip("。;,"))
    return Figure(-value if (match["sign"] or match["word"]) in _MINUS else value, end, match["unit"])


def is_nil(text: str) -> bool:
    """Return whether `text` is a mark for nothing to report."""
    return NIL.fullmatch(text) is not None


def is_too_long(text: str) -> bool:
    """Return whether `text` is a number of more digits than any report counts."""
    if len(text) <= MOST_DIGITS:
        return False
    digits = text.replace(",", "")
    return digits.isdecimal() and len(digits) > MOST_DIGITS


def is_unreadable(text: str) -> bool:
    """Return whether signs stand where a figure should, without being one."""
    return misread(text) is not None or _SPOTS.fullmatch(text) is not None


def misread(text: str) -> str | None:
    """Return the digits that a look-alike such as `l2` or `O` may stand for, or None.

    >>> misread("lO"), misread("12")
    ('10', None)
    """
    if text.isdecimal() or not _LOOKALIKE.fullmatch(text):
        return None
    return text.translate(_MISREAD)


def unspaced(text: str) -> str:
    """Return words without white space, but for one space between two of Latin letters: Chinese is printed without any,
    converters put it in.

    >>> unspaced("0\\n/ 0"), unspaced("并入  30  项，\\n取消 9 项"), unspaced("see  annex 二")
    ('0/0', '并入30项，取消9项', 'see annex二')
    """
    return _SPACES.sub("", _LATIN_SPACES.sub(" ", text))


@lru_cache(maxsize=1 << 14)
def shown(text: str) -> tuple[Kind, State, int | float | str | None, int, str | None]:
    """Return what a text shows by itself: its kind, the state of a cell that shows it, and its figure: the value, how
    much of the text it is, and the unit."""
    if not text:
        return "empty", "blank", None, 0, None
    if is_nil(text):
        return "nil", "blank", None, len(text), None
    figure = parse(text)
    if figure:
        return "figure", "read", figure.value, figure.end, figure.unit
    if is_unreadable(text) or text.isdecimal():
        return "unreadable", "derived", None, len(text), None
    return "words", "read", None, len(text), None
