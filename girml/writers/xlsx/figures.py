"""What stands in a cell of the form: a number as a number, with the decimals and the unit that were printed."""

import re
from typing import NamedTuple

from girml.records import Cell, Value
from girml.view import SIGNS, Reason, say

TEXT, WHOLE = "@", "0"
_DECIMALS = re.compile(r"[.．](\d+)")
_SIGNED: frozenset[Reason] = frozenset(("unresolved", "misprint", "inconsistent", "derived", "low"))


class Figure(NamedTuple):
    """A value, None for an empty cell, and its number format: the sign of a reason is part of the format, so that the
    value stays a number."""

    value: Value
    format: str


def figure(cell: Cell, reason: Reason | None) -> Figure:
    """Return what a cell shows.

    A blank shows its mark, an absent cell its sign; an unresolved one shows all its readings as a text, so that nothing
    sums it up.
    """
    sign = f'" {SIGNS[reason]}"' if reason in _SIGNED else ""
    if cell.state == "unresolved":
        return Figure(" / ".join(map(reading, cell.alternatives)), TEXT + sign)
    if cell.state == "absent":
        return Figure(SIGNS["absent"], TEXT)
    if cell.state == "blank":
        return Figure(cell.text or None, TEXT)
    if not isinstance(cell.value, int | float):
        return Figure(cell.value, TEXT + sign)
    unit = f'"{cell.unit}"' if cell.unit else ""
    return Figure(cell.value, f"{WHOLE}{_point(cell.value, cell.text)}{unit}{sign}")


def reading(value: Value) -> str:
    """Return a reading of a cell in words.

    >>> reading(64), reading(None)
    ('64', '空白')
    """
    return say("nothing") if value is None else str(value)


def looks_as_printed(cell: Cell) -> bool:
    """Return whether what a cell shows is what stands in the text, to the letter."""
    if isinstance(cell.value, float):
        places = len(_point(cell.value, cell.text)) - 1
        return cell.text == f"{cell.value:.{places}f}{cell.unit or ''}"
    return cell.text == f"{cell.value}{cell.unit or ''}"


def _point(value: int | float, text: str | None) -> str:
    """Return a point and a zero for each decimal that is printed of a number, "" for a whole one."""
    if isinstance(value, int):
        return ""
    printed = _DECIMALS.search(text or "")
    decimals = printed[1] if printed else str(value).partition(".")[2]
    return "." + "0" * max(1, len(decimals))
