"""The records of a review: what a person decided on a cell, on a place of the text, or on a whole report."""

from typing import Literal, NamedTuple, get_args

from girml.records.reading import Reading, Value

Action = Literal["accept", "choose", "type", "misprint", "blank", "unreadable", "absent", "mark", "done", "undo"]
ACTIONS: tuple[Action, ...] = get_args(Action)
"""What may be decided: a reading is right; another of the readings is; a value that was typed; the print itself is
wrong; the cell is blank, cannot be read, or its row is not printed; a place of the text is a label or a heading; the
whole report was gone through; an earlier decision is taken back."""

REPORT = "report"
"""The subject of what is decided on a whole report; that of a place is `@start:end`, that of a cell its id."""


class Decision(NamedTuple):
    """What `who` decided `at` a time (UTC, ISO 8601) on a `subject` of a report.

    `number` counts the decisions of a review from 1. `value` is what was chosen or typed; `outcome` what the cell holds
    by this decision, None where it decides on no cell; `before` what it held. `tag` and `label` say what a place is.
    `undoes` is the number of the decision that is taken back; `met` that of the decision that a person had not seen:
    one that meets another is kept, but has no effect.
    """

    number: int
    at: str
    who: str
    report: str
    subject: str
    action: Action
    value: Value = None
    outcome: Reading | None = None
    before: Reading | None = None
    tag: str | None = None
    label: str | None = None
    undoes: int | None = None
    met: int | None = None


class Applied(NamedTuple):
    """A decision on a cell as a data set tells it: who decided what and when, and what was there before."""

    cell: str
    action: Action
    value: Value
    who: str
    at: str
    before: Reading


def place(start: int, end: int) -> str:
    """Return the subject of a decision on a place of the text.

    >>> place(3, 8)
    '@3:8'
    """
    return f"@{start}:{end}"
