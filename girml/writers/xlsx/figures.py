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
    if isinstance(cell.value, str):
        return Figure(cell.value, TEXT + sign)
    unit = f'"{cell.unit}"' if cell.unit else ""
    return Figure(cell.value, _number(cell) + unit + sign)


def reading(value: Value) -> str:
    """Return a reading of a cell in words.

    >>> reading(64), reading(None)
    ('64', '空白')
    """
    return say("nothing") if value is None else str(value)


def _number(cell: Cell) -> str:
    if isinstance(cell.value, int):
        return WHOLE
    printed = _DECIMALS.search(cell.text or "")
    decimals = len(printed[1]) if printed else len(str(cell.value).partition(".")[2])
    return f"{WHOLE}.{'0' * decimals}"
