"""Hypotheses of a layout: how a table of this document shows which cell a figure stands in.

A hypothesis is learned from the rows of a table that are full, and then says for a row with fewer entries
which cells they stand in, or nothing. It is chosen for the document, not for the row.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

from girml.evidence import Evidence
from girml.layout.columns import Metric, code_points, display_width, place
from girml.layout.segments import TABLE_4, Entry, Segment
from girml.records import Gap, RowSpec, Tokens

Places = tuple[int, ...]
Row = tuple[RowSpec, Segment]
Place = Callable[[Row], Places | None]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A way to place the printed entries of a row, and its log-prior."""

    evidence: Evidence
    prior: float
    place: Place


def hypotheses(tokens: Tokens, rows: Sequence[Row]) -> list[Hypothesis]:
    """Return the hypotheses that the full rows of one table allow, strongest evidence first."""
    full = [row for row in rows if len(row[1].printed) == len(row[0].cells) > 1]
    fields = [
        # Priors in log-odds, by hand: delimiters before columns, columns before counted gaps.
        Hypothesis(Evidence.FIXED_GRID, 0.0, _fixed_grid(rows, full)),
        Hypothesis(Evidence.FIELDS_FROM_LABEL, -0.1, _from_label(rows, full)),
        Hypothesis(Evidence.FIELDS_FROM_RIGHT, -0.4, _from_right(rows)),
    ]
    return [
        # Delimiters without a single empty cell tell nothing: the converter left the blank ones out.
        *(fields if _shows_empty_cells(rows) else []),
        Hypothesis(Evidence.DISPLAY_COLUMNS, -0.5, _columns(tokens, full, display_width)),
        Hypothesis(Evidence.CODE_POINT_COLUMNS, -0.6, _columns(tokens, full, code_points)),
        Hypothesis(Evidence.LINE_GAPS, -1.0, _gaps(tokens, rows, full, lambda gap: gap.newlines)),
        Hypothesis(Evidence.SPACE_GAPS, -1.2, _gaps(tokens, rows if full else [], full, _spaces)),
    ]


def _spaces(gap: Gap) -> int:
    return 0 if gap.newlines else gap.spaces


def _shows_empty_cells(rows: Sequence[Row]) -> bool:
    """Return whether the rows that lack entries mostly have empty cells instead."""
    short = [one for spec, one in rows if _delimited(one) and 0 < len(one.printed) < len(spec.cells)]
    return 2 * sum(len(one.printed) < len(one.entries) for one in short) >= len(short) > 0


def _on_own_lines(rows: Sequence[Row]) -> bool:
    """Return whether no two rows share a line, so that the end of a line is the end of a row."""
    lines = [segment.entries[0].line for _, segment in rows if segment.entries]
    return len(set(lines)) == len(lines)


def _depth(row: RowSpec) -> tuple[str, str | None]:
    """Return what rows must share for their labels to begin in the same field: table and group."""
    return row.id[:2], row.group


def _delimited(segment: Segment) -> bool:
    if not segment.entries:
        return False
    return segment.entries[0].field > 0 and segment.entries[0].line == segment.entries[-1].line


def _fixed_grid(rows: Sequence[Row], full: Sequence[Row]) -> Place:
    """Count fields from the start of the line: those of the full rows where they agree, else those of the
    printed grid where the labels of table 3 stand in its three label columns."""
    firsts: dict[str, Counter[tuple[int, int]]] = {}
    for spec, segment in full:
        fields = [entry.field for entry in segment.printed]
        if _delimited(segment) and (step := _step(fields)):
            firsts.setdefault(spec.id[:2], Counter())[fields[0], step] += 1
    own_lines = _on_own_lines(rows)
    # Converters that keep empty cells for spans show the label columns themselves: no full row is needed then.
    base = min((segment.label_field for spec, segment in rows if spec.id[:2] == "t3"), default=0)
    inner = Counter(segment.label_field - base for spec, segment in rows if _is_inner(spec))
    if not firsts.get("t3") and inner and inner.most_common(1)[0][0] == LABEL_COLUMNS - 1:
        firsts["t3"] = Counter({(base + LABEL_COLUMNS, 1): 1})

    def places(row: Row) -> Places | None:
        spec, segment = row
        grid = firsts.get(spec.id[:2], Counter())
        if not own_lines or len(grid) != 1 or not _delimited(segment):
            return None
        first, step = next(iter(grid))
        return _whole([(entry.field - first) / step for entry in segment.printed], len(spec.cells))

    return places


LABEL_COLUMNS = 3
"""The label columns of table 3 as it is printed."""


def _is_inner(spec: RowSpec) -> bool:
    """Return whether the label of a row of table 3 stands in the innermost label column."""
    return spec.id[:2] == "t3" and spec.group is not None and not spec.group.endswith("results")


def _step(fields: list[int]) -> int:
    """Return the common distance of rising fields, 0 where they have none."""
    steps = {b - a for a, b in pairwise(fields)}
    return min(steps) if len(steps) == 1 and min(steps) > 0 else 0


def _from_label(rows: Sequence[Row], full: Sequence[Row]) -> Place:
    leads: dict[tuple[str, str | None], Counter[tuple[int, int]]] = {}
    for spec, segment in full:
        fields = [entry.field for entry in segment.printed]
        if _delimited(segment) and (step := _step(fields)):
            leads.setdefault(_depth(spec), Counter())[fields[0] - segment.entries[0].field, step] += 1

    learned = {table for table, _ in leads}
    own_lines = _on_own_lines(rows)
    spans = _keeps_spans(rows)
    border = min((one.label_field for spec, one in rows if spec.id != TABLE_4 and _delimited(one)), default=0)

    def places(row: Row) -> Places | None:
        spec, segment = row
        headless = spec.id == TABLE_4 and len({entry.line for entry in segment.entries}) == 1
        if not headless and not _delimited(segment):
            return None
        # Lost row spans let labels of one depth begin early, so what is learned holds for that depth alone.
        known = leads.get(_depth(spec))
        if known is None and (spec.id[:2] in learned or not own_lines):
            return None
        lead, step = known.most_common(1)[0][0] if known else (_label_span(spec) - 1 if spans else 0, 1)
        # A line without a label begins with its first cell; where labels begin lines, a leading bar is no border.
        first = border if headless else segment.entries[0].field + lead
        return _whole([(entry.field - first) / step for entry in segment.printed], len(spec.cells))

    return places


def _label_span(spec: RowSpec) -> int:
    """Return how many columns the label of a row spans as it is printed."""
    if spec.id[:2] != "t3":
        return 1
    return LABEL_COLUMNS if spec.group is None else 1 if _is_inner(spec) else LABEL_COLUMNS - 1


def _keeps_spans(rows: Sequence[Row]) -> bool:
    """Return whether every label that spans several columns is followed by the empty cells it spans."""
    wide = [(spec, one) for spec, one in rows if _label_span(spec) > 1 and _delimited(one)]
    kept = [
        len(one.entries) >= len(spec.cells) + _label_span(spec) - 1
        and all(not entry.digits for entry in one.entries[: _label_span(spec) - 1])
        for spec, one in wide
    ]
    return len(kept) > 1 and all(kept)


def _from_right(rows: Sequence[Row]) -> Place:
    """Count fields from the end of the line, as the full rows of the same width in the same table end."""
    own_lines = _on_own_lines(rows)
    ends = Counter(segment.entries[-1].field for _, segment in rows if _delimited(segment))
    trailing: dict[tuple[str, int], Counter[int]] = {}
    for spec, segment in rows:
        fields = [entry.field for entry in segment.printed]
        if len(fields) == len(spec.cells) > 1 and _delimited(segment) and _step(fields) == 1:
            trailing.setdefault(_width(spec), Counter())[segment.entries[-1].field - fields[-1]] += 1

    def places(row: Row) -> Places | None:
        spec, segment = row
        known = trailing.get(_width(spec))
        if not own_lines or not known or not _delimited(segment) or segment.entries[-1].field not in ends:
            return None
        last = segment.entries[-1].field - known.most_common(1)[0][0]
        return _whole([len(spec.cells) - 1 - (last - entry.field) for entry in segment.printed], len(spec.cells))

    return places


def _width(spec: RowSpec) -> tuple[str, int]:
    return spec.id[:2], len(spec.cells)


def _gaps(tokens: Tokens, rows: Sequence[Row], full: Sequence[Row], size: Callable[[Gap], int]) -> Place:
    """Count blanks in the gaps between entries: (gap - least gap) / least gap, learned over the table.

    Only where some gap exceeds the least one: else the text shows no blanks, and says nothing.
    """

    def gap(entry: Entry) -> int:
        return size(tokens.gaps[entry.token])

    shown = [segment for _, segment in rows if segment.printed and not _delimited(segment)]
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
        found = _whole([at - 1 for at in accumulate(steps)], len(spec.cells))
        if found is None:
            return None
        # The blanks after the last figure must widen the gap after it, or the step is not what it seems.
        trailing = _gap_after(tokens, segment, size) - (len(spec.cells) - 1 - found[-1]) * least
        return found if not full or trailing in lasts else None

    return places


def _gap_after(tokens: Tokens, segment: Segment, size: Callable[[Gap], int]) -> int:
    """Return the gap after the last entry of a row, before whatever follows it."""
    after = segment.printed[-1].token + 1
    return size(tokens.gaps[after]) if after < len(tokens) else 0


def _columns(tokens: Tokens, full: Sequence[Row], metric: Metric) -> Place:
    """Assign entries to the column whose figures, in the full rows, stand nearest."""
    by_width: dict[int, list[list[tuple[int, int]]]] = {}
    for spec, segment in full:
        if len({entry.line for entry in segment.printed}) == 1:
            spots = [place(tokens, entry.token, metric) for entry in segment.printed]
            by_width.setdefault(len(spec.cells), []).append(spots)
    grids = {cells: _grid(rows) for cells, rows in by_width.items()}

    def places(row: Row) -> Places | None:
        spec, segment = row
        grid = grids.get(len(spec.cells))
        if grid is None or _delimited(segment) or len({entry.line for entry in segment.printed}) > 1:
            return None
        spots = [place(tokens, entry.token, metric) for entry in segment.printed]
        return _nearest(spots, *grid)

    return places


_TOLERANCE = 0.5
_EDGES: tuple[Callable[[tuple[int, int]], float], ...] = (
    lambda spot: spot[1],
    lambda spot: (spot[0] + spot[1]) / 2,
    lambda spot: spot[0],
)

Edge = Callable[[tuple[int, int]], float]


def _grid(rows: list[list[tuple[int, int]]]) -> tuple[Edge, list[float]] | None:
    """Return the edge of the figures that lines up best over the rows, and the columns' places by it.

    None where nothing lines up: then the rows are not laid out in columns.
    """
    columns = list(zip(*rows, strict=True))

    def spread(edge: Edge) -> float:
        return max(max(map(edge, column)) - min(map(edge, column)) for column in columns)

    # Right edges first: figures are mostly set flush right, and ties keep that order.
    edge = min(_EDGES, key=spread)
    grid = [median(map(edge, column)) for column in columns]
    pitch = min(b - a for a, b in pairwise(grid))
    return (edge, grid) if len(rows) > 1 and spread(edge) <= _TOLERANCE * pitch else None


def _nearest(spots: list[tuple[int, int]], edge: Edge, grid: list[float]) -> Places | None:
    pitch = min(b - a for a, b in pairwise(grid))
    found = []
    for spot in spots:
        distances = sorted((abs(edge(spot) - x), number) for number, x in enumerate(grid))
        if distances[0][0] > _TOLERANCE * pitch:
            return None
        found.append(distances[0][1])
    return tuple(found) if all(a < b for a, b in pairwise(found)) else None


def _whole(found: list[float], cells: int) -> Places | None:
    """Return places as whole numbers where they are, rise, and lie within the row."""
    places = tuple(int(at) for at in found)
    if any(place != at for place, at in zip(places, found, strict=True)) or any(not 0 <= at < cells for at in places):
        return None
    return places if all(a < b for a, b in pairwise(places)) else None
