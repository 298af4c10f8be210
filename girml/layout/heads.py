"""Column heads: which column of a table each stands over, and where."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from girml.layout.columns import Ruler
from girml.records import Mention, RowSpec, Tokens
from girml.text.width import Metric

_CLEAR = 0.5
_TABLE_4_HEAD = "l.t4.col."


class Range(NamedTuple):
    """A stretch of columns [left, right) of a text."""

    left: int
    right: int


class Head(NamedTuple):
    """A piece of a column head on one line: its label, and the tokens [first, last] that print it."""

    label: str
    first: int
    last: int


def overlap(one: Range, other: Range) -> bool:
    """Return whether two stretches share a column."""
    return one.left < other.right and other.left < one.right


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Return stretches from left to right, those that overlap as one.

    >>> merged([Range(5, 7), Range(0, 2), Range(1, 4)])
    [Range(left=0, right=4), Range(left=5, right=7)]
    """
    found: list[Range] = []
    for one in sorted(ranges):
        if found and one.left < found[-1].right:
            found[-1] = Range(found[-1].left, max(found[-1].right, one.right))
        else:
            found.append(one)
    return found


def heads_of(tokens: Tokens, mentions: Iterable[Mention]) -> list[Head]:
    """Return the column heads among mentions, line by line."""
    found = []
    for mention in mentions:
        if mention.tag != "column" or not mention.names or mention.names[0].score < _CLEAR:
            continue
        first = mention.first
        for at in range(mention.first, mention.last + 1):
            if at == mention.last or tokens.lines[at + 1] != tokens.lines[at]:
                found.append(Head(mention.names[0].label, first, at))
                first = at + 1
    return found


def over_columns(ruler: Ruler, heads: Sequence[Head], spec: RowSpec, metric: Metric) -> dict[int, Range]:
    """Return where the heads over the columns of a row stand, as far as each column has one.

    The heads of table 4 come three times; from left to right they are those of its columns, if each has one.
    """

    def stretch(head: Head) -> Range:
        return Range(ruler.place(head.first, metric)[0], ruler.place(head.last, metric)[1])

    if spec.id == "t4":
        columns = merged(stretch(head) for head in heads if head.label.startswith(_TABLE_4_HEAD))
        return dict(enumerate(columns)) if len(columns) == len(spec.cells) else {}
    at = {f"l.{spec.id[:2]}.col.{cell.id.rpartition('.')[2]}": column for column, cell in enumerate(spec.cells)}
    found: dict[int, Range] = {}
    for head in heads:
        if head.label in at:
            one, column = stretch(head), at[head.label]
            other = found.get(column, one)
            found[column] = Range(min(one.left, other.left), max(one.right, other.right))
    return found
