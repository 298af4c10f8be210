"""Places by gaps: blanks counted in the line ends or the spaces between entries."""

from collections.abc import Callable, Sequence
from itertools import accumulate

from girml.layout.places import Place, Places, Row, delimited, whole
from girml.layout.segments import Entry, Segment
from girml.records import Gap, Tokens


def lines(gap: Gap) -> int:
    """Return the size of a gap in line ends."""
    return gap.newlines


def spaces(gap: Gap) -> int:
    """Return the size of a gap in spaces, 0 where a line ends in it."""
    return 0 if gap.newlines else gap.spaces


def by_gaps(tokens: Tokens, rows: Sequence[Row], full: Sequence[Row], size: Callable[[Gap], int]) -> Place:
    """Count blanks in the gaps between entries: (gap - least gap) / least gap, learned over the table.

    Only where some gap exceeds the least one: else the text shows no blanks, and says nothing.
    """

    def gap(entry: Entry) -> int:
        return size(tokens.gaps[entry.token])

    shown = [segment for _, segment in rows if segment.printed and not delimited(segment)]
    # A gap of nothing is the other kind of gap: figures on lines say nothing of spaces, and the reverse.
    shown = [segment for segment in shown if all(gap(entry) for entry in segment.printed[1:])]
    usual = [segment for _, segment in full if segment in shown] or shown
    firsts = {gap(segment.printed[0]) for segment in usual}
    inner = {gap(entry) for segment in usual for entry in segment.printed[1:]}
    lasts = {_gap_after(tokens, segment, size) for segment in usual}
    first, least = min(firsts, default=0), min(inner, default=0)
    wide = any(gap(entry) > least for segment in shown for entry in segment.printed[1:])
    steady = len(inner) == 1 and len(firsts) == 1 if full else bool(inner)

    def places(row: Row) -> Places | None:
        spec, segment = row
        if not least or not wide or not steady or segment not in shown:
            return None
        sizes = [gap(entry) for entry in segment.printed]
        steps = [1 + (sizes[0] - first) / least, *(size / least for size in sizes[1:])]
        found = whole([at - 1 for at in accumulate(steps)], len(spec.cells))
        if found is None:
            return None
        # The blanks after the last figure must widen the gap after it, or the step is not what it seems; a new
        # section may widen it further.
        trailing = _gap_after(tokens, segment, size) - (len(spec.cells) - 1 - found[-1]) * least
        ends = segment.printed[-1].token + 1 >= len(tokens)
        return found if not full or ends or trailing >= min(lasts) else None

    return places


def _gap_after(tokens: Tokens, segment: Segment, size: Callable[[Gap], int]) -> int:
    """Return the gap after the last entry of a row, before whatever follows it."""
    after = segment.printed[-1].token + 1
    return size(tokens.gaps[after]) if after < len(tokens) else 0
