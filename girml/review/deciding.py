"""From what a person asks to what a cell holds: each decision says its outcome, so that it means the same for ever."""

from collections.abc import Sequence
from typing import NamedTuple

from girml.errors import UsageError
from girml.records import Cell, Decision, Reading, Value
from girml.records.decision import Action
from girml.review.grounding import Place, at_place, grounded
from girml.review.opened import Opened

MOST_CHOICES = 9
"""So many readings are offered, one for each key from 1 to 9."""

SURE = 1.0
"""The confidence of what a person decided."""


class Wish(NamedTuple):
    """What `who` wants to decide on a subject of a report, of which he saw a version. `place` is where he points at in
    the text; with `nowhere` he says that the text does not show the value at all."""

    who: str
    subject: str
    action: Action
    seen: int
    value: Value = None
    choice: int | None = None
    place: Place | None = None
    nowhere: bool = False
    tag: str | None = None
    label: str | None = None


class Outcome(NamedTuple):
    """What was chosen or typed, and what the cell holds by it."""

    value: Value
    reading: Reading


def choices(opened: Opened, cell: Cell) -> tuple[Value, ...]:
    """Return what may be chosen for a cell, None for a blank: its alternatives, then what the ways to read its row
    give, likeliest first."""
    others = (one.value for one in opened.readings.get(cell.id, ()) if one.state in ("read", "blank"))
    own = () if cell.state == "unresolved" else (cell.value,)
    every = dict.fromkeys([*cell.alternatives, *others])
    return tuple([one for one in every if one not in own])[:MOST_CHOICES]


def outcome(opened: Opened, cells: Sequence[Cell], cell: Cell, wish: Wish) -> Outcome:
    """Return what a wish makes of a cell; UsageError where it cannot be granted. `cells` are those of the report, and
    `cell` one of them, as decided so far."""
    match wish.action:
        case "accept" if cell.state == "unresolved":
            return _given(opened, cells, cell, _chosen(cell.alternatives, 0), wish)
        case "accept":
            return Outcome(cell.value, reading(cell))
        case "misprint":
            return Outcome(cell.value, _printed(cell))
        case "choose":
            return _given(opened, cells, cell, _chosen(choices(opened, cell), wish.choice), wish)
        case "type":
            return _given(opened, cells, cell, _typed(wish), wish)
        case "blank":
            return _given(opened, cells, cell, None, wish)
        case "unreadable":
            return Outcome(None, Reading("unresolved"))
        case "absent":
            return Outcome(None, Reading("absent"))
    raise UsageError(f"{wish.action!r} decides on no cell: accept it, choose, type, or say what it is.")


def _given(opened: Opened, cells: Sequence[Cell], cell: Cell, value: Value, wish: Wish) -> Outcome:
    """Return the outcome of a value, by the place that is pointed at or that the text has for it. A value without a
    place is not read from the text, so the cell stays open, and the value stands beside it."""
    nothing = Reading("blank" if value is None else "unresolved")
    if wish.nowhere:
        return Outcome(value, nothing)
    if wish.place:
        return Outcome(value, at_place(opened, cell, value, wish.place))
    return Outcome(value, grounded(opened, cells, cell, value) or nothing)


def _chosen(offered: Sequence[Value], choice: int | None) -> Value:
    if choice is None or not 0 <= choice < len(offered):
        raise UsageError(f"There is no choice {choice} for this cell, which has {len(offered)}: type the value.")
    return offered[choice]


def _typed(wish: Wish) -> Value:
    if wish.value is None or (isinstance(wish.value, str) and not wish.value.strip()):
        raise UsageError("Nothing was typed: give a figure or words, or mark the cell as blank.")
    return wish.value


def _printed(cell: Cell) -> Reading:
    if cell.state != "read":
        raise UsageError(f"{cell.id} is {cell.state}, so nothing is printed wrongly there: give its value first.")
    return reading(cell)


def reading(cell: Cell) -> Reading:
    """Return what a cell holds."""
    return Reading(cell.state, cell.value, cell.text, cell.start, cell.end, cell.parts, cell.unit)


def as_decided(cell: Cell, decision: Decision) -> Cell:
    """Return a cell as a decision leaves it.

    What stands in the text is sure and asks for nobody. What does not is `unresolved`, as the contract has it: a value
    that was typed is `suggested` beside it.
    """
    assert decision.outcome is not None
    state, value, text, start, end, parts, unit = decision.outcome
    if state == "unresolved":
        nothing = Cell(cell.id, None, None, None, None, None, None, "unresolved", 0.0, review=True)
        return nothing._replace(suggested=decision.value)
    rules = cell.rules if state == "derived" else ()
    suggested = cell.suggested if value == cell.value else None
    return Cell(cell.id, value, text, start, end, parts, unit, state, SURE, False, rules, suggested)
