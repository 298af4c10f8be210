"""Blanks that stand at one end of every row of a table: the other end, at which nothing is blank, tells how many."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from girml.synth.traces.rows import Gap, TextRow

Count = Callable[[Gap], int | None]
_AGREEING = 0.8


class Ends(NamedTuple):
    """How many separators a gap has that holds no blank: before the first figure of a row, behind its last one; and
    how many a blank adds."""

    lead: int
    tail: int
    step: int


def ends(rows: Sequence[TextRow], unit: int, count: Count) -> Ends | None:
    """Return how the ends of rows count blanks, None where their text does not show it; `unit` is the number of
    separators between a label and its figure with no blank between them.

    Rows of other tables, without a blank, show what stands before and behind the figures of a row.
    """
    rows = [row for row in rows if row.items and row.table != "t4" and row.gaps[0].side == "lead"]
    full = [row for row in rows if not any(gap.blanks for gap in row.gaps)]
    tails = Counter(count(row.gaps[-1]) for row in full)
    tail = tails.most_common(1)[0][0] if tails else unit
    if tail is None or any(count(row.gaps[0]) != unit for row in full):
        return None
    found = list(_steps(rows, Ends(unit, tail, 0), count))
    if not found or sum(is_told for _, is_told in found) < 2:
        return None
    step, times = Counter(step for step, _ in found).most_common(1)[0]
    agreeing = step > 0 and step.denominator == 1 and times >= _AGREEING * len(found)
    return Ends(unit, tail, int(step)) if agreeing else None


def _steps(rows: Sequence[TextRow], plain: Ends, count: Count) -> Iterator[tuple[Fraction, bool]]:
    """Yield of each row with blanks at one end alone how many separators each adds, and whether its other end tells
    that nothing is blank there: no more stands there than between figures, or behind a row without blanks."""
    for row in rows:
        lead, tail = count(row.gaps[0]), count(row.gaps[-1])
        blanks = [gap.blanks for gap in row.gaps]
        if lead is None or tail is None or any(blanks[1:-1]) or bool(blanks[0]) == bool(blanks[-1]):
            continue
        if blanks[0]:
            yield Fraction(lead - plain.lead, blanks[0]), tail in (plain.lead, plain.tail)
        else:
            yield Fraction(tail - plain.tail, blanks[-1]), lead == plain.lead
