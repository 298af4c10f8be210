"""What stands in the rows of an annotated text, for the judge of what it decides (`tests/brute.py`).

What stands apart in a row is a thing: a figure, a nil mark, words, an empty cell that left a trace. Things that touch,
digit on digit, are one run; so is a number that is no cell's print, since damage may have glued it.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from girml.records import Table, TableId
from girml.records.annotation import AnnotatedSpan, Annotation
from girml.text.view import fold

_IN_CELLS, _LABELS = ("figure", "blank"), ("row", "column")
_CUT = re.compile(r"\d\s+\d")


class NotJudgedError(Exception):
    """The table is none that the judge can tell of; the message says why."""


class Thing(NamedTuple):
    """What stands apart in a row: its folded text ("" for an empty cell), and whether several figures may be in it."""

    text: str
    is_run: bool


class Row(NamedTuple):
    """The printed cells of a row (of table 4: of all its rows, under one head), what stands there, and whether all of
    it touches, so that nothing parts cells anywhere in the row."""

    cells: tuple[str, ...]
    things: tuple[Thing, ...]
    touches: bool


def rows_of(annotation: Annotation, table: Table) -> list[Row]:
    """Return the rows of a table of which the text shows something."""
    cells = {row.id: [cell.id for cell in row.cells if cell.id in annotation.cells] for row in table.rows}
    labels = {row.label: row.id for row in table.rows}
    if table.id == "t4":
        cells = {"t4": [cell for own in cells.values() for cell in own]}
        labels = {one.label: "t4" for one in annotation.spans if one.tag == "column" and one.label.startswith("l.t4")}
    placed = _placed(annotation, cells, labels, table=table.id)
    return [
        Row(tuple(own), tuple(_things(annotation, placed[row])), _touches(placed[row]))
        for row, own in cells.items()
        if row in placed
    ]


def _touches(spans: Sequence[AnnotatedSpan]) -> bool:
    return all(one.start < one.end == other.start < other.end for one, other in pairwise(spans))


def _placed(
    annotation: Annotation, cells: dict[str, list[str]], labels: dict[str, str], *, table: TableId
) -> dict[str, list[AnnotatedSpan]]:
    """Return what stands in each row that has a label or something else, in the order of the text."""
    owner = {cell: row for row, own in cells.items() for cell in own}
    placed: dict[str, list[AnnotatedSpan]] = {}
    row = ""
    for span in sorted(annotation.spans):
        if span.tag in _IN_CELLS and (own := owner.get(span.label) if span.label else row):
            _check(span, placed.get(own, ()), is_beside=own == row or table == "t4")
            row = own
            placed.setdefault(own, []).append(span)
        elif span.tag in _LABELS and span.label in labels:
            if labels[span.label] != row and labels[span.label] in placed:
                raise NotJudgedError("a label stands there twice")
            row = labels[span.label]
            placed.setdefault(row, [])
        elif span.tag == "heading" or (span.tag in _LABELS and not span.label.startswith(f"l.{table}.")):
            row = ""
    return placed


def _check(span: AnnotatedSpan, before: Iterable[AnnotatedSpan], *, is_beside: bool) -> None:
    """Refuse a figure that another row's label stands before, and one that stands there twice."""
    if not is_beside:
        raise NotJudgedError("a figure does not stand by its label")
    if span.label and any(span.label == other.label for other in before):
        raise NotJudgedError("a figure stands there twice")


def _things(annotation: Annotation, spans: Iterable[AnnotatedSpan]) -> list[Thing]:
    """Return what stands apart; an empty cell between two digits that touch is no trace of one."""
    found: list[Thing] = []
    end = -1
    for span in spans:
        text, meets = fold(annotation.text[span.start : span.end]), digits_meet(annotation.text, span.start)
        if meets and not text:
            continue
        if _CUT.search(text):
            raise NotJudgedError("a number is cut in parts")
        if meets and span.start == end:
            found[-1] = Thing(found[-1].text + text, is_run=True)
        else:
            found.append(Thing(text, is_run=not span.label and text.isdecimal() and len(text) > 1))
        end = span.end
    return found


def digits_meet(text: str, at: int) -> bool:
    """Return whether a digit stands on either side of a place."""
    return 0 < at < len(text) and text[at - 1].isdecimal() and text[at].isdecimal()


def is_open(row: Row) -> bool:
    """Return whether the layout leaves it open what stands in which cell."""
    return bool(row.things) and (has_run(row) or len(row.things) != len(row.cells))


def shows_blank(row: Row) -> bool:
    """Return whether a row shows that a cell of it is blank: by a trace, or by too few figures however they are cut."""
    joints = sum(digits_meet(thing.text, at) for thing in row.things for at in range(len(thing.text)))
    most = len(row.things) + (joints if has_run(row) else 0)
    return most < len(row.cells) or any(not thing.text for thing in row.things)


def has_run(row: Row) -> bool:
    """Return whether something in a row may be several figures."""
    return any(thing.is_run for thing in row.things)
