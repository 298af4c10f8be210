"""Places by delimiters: fields counted on a fixed grid, or from the label."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from girml.layout.places import Place, Places, Row, delimited, whole
from girml.layout.segments import TABLE_4
from girml.records import RowSpec

LABEL_COLUMNS = 3
"""The label columns of table 3 as it is printed."""
_THIRDS = 3


def shows_empty_cells(rows: Sequence[Row]) -> bool:
    """Return whether the rows that lack entries mostly have empty cells instead."""
    short = [row for row in rows if _has_fields(row) and 0 < len(row[1].printed) < len(row[0].cells)]
    return 2 * sum(map(_has_empty, short)) >= len(short) > 0


def _has_fields(row: Row) -> bool:
    """Return whether delimiters part the cells of a row on its line; that of table 4 begins with its first cell."""
    spec, segment = row
    alone = (
        spec.id[:2] == TABLE_4 and len({entry.line for entry in segment.entries}) == 1 and segment.entries[-1].field > 0
    )
    return delimited(segment) or alone


def _has_empty(row: Row) -> bool:
    """Return whether a row has cells without text, or with marks that tell nothing of a cell."""
    spec, segment = row
    skips = any(other.field - one.field > 1 for one, other in pairwise(segment.printed))
    behind = spec.id != TABLE_4 and segment.printed[0].field - segment.label_field > LABEL_COLUMNS
    return skips or behind or len(segment.printed) < len(segment.entries)


def _on_own_lines(rows: Sequence[Row]) -> bool:
    """Return whether no two rows share a line, so that the end of a line is the end of a row."""
    lines = [segment.entries[0].line for _, segment in rows if segment.entries]
    return len(set(lines)) == len(lines)


def _depth(row: RowSpec) -> tuple[str, str | None]:
    """Return what rows must share for their labels to begin in the same field: table and group."""
    return row.id[:2], row.group


def fixed_grid(rows: Sequence[Row], full: Sequence[Row]) -> Place:
    """Count fields from the start of the line: those of the full rows where they agree, else those of the
    printed grid where the labels of table 3 stand in its three label columns."""
    firsts: dict[str, Counter[tuple[int, int]]] = {}
    for spec, segment in full:
        fields = [entry.field for entry in segment.printed]
        if delimited(segment) and (step := _step(fields)):
            firsts.setdefault(spec.id[:2], Counter())[fields[0], step] += 1
    own_lines = _on_own_lines(rows)
    # Converters that keep empty cells for spans show the label columns themselves: no full row is needed then.
    base = min((segment.label_field for spec, segment in rows if spec.id[:2] == "t3"), default=0)
    inner = Counter(segment.label_field - base for spec, segment in rows if _is_inner(spec))
    assumed = not firsts.get("t3") and bool(inner) and inner.most_common(1)[0][0] == LABEL_COLUMNS - 1
    if assumed:
        firsts["t3"] = Counter({(base + LABEL_COLUMNS, 1): 1})
    ends = Counter(segment.entries[-1].field for spec, segment in rows if spec.id[:2] == "t3" and delimited(segment))

    def places(row: Row) -> Places | None:
        spec, segment = row
        grid = firsts.get(spec.id[:2], Counter())
        if not own_lines or len(grid) != 1 or not delimited(segment):
            return None
        # A row that is longer or shorter than most is not of that grid.
        if assumed and spec.id[:2] == "t3" and segment.entries[-1].field != ends.most_common(1)[0][0]:
            return None
        first, step = next(iter(grid))
        return whole([(entry.field - first) / step for entry in segment.printed], len(spec.cells))

    return places


def _is_inner(spec: RowSpec) -> bool:
    """Return whether the label of a row of table 3 stands in the innermost label column."""
    return spec.id[:2] == "t3" and spec.group is not None and not spec.group.endswith("results")


def _step(fields: list[int]) -> int:
    """Return the common distance of rising fields, 0 where they have none."""
    steps = {b - a for a, b in pairwise(fields)}
    return min(steps) if len(steps) == 1 and min(steps) > 0 else 0


def from_label(rows: Sequence[Row], full: Sequence[Row]) -> Place:
    """Count fields from the label of a row, as the full rows of its group in the same table begin."""
    leads: dict[tuple[str, str | None], Counter[tuple[int, int]]] = {}
    for spec, segment in full:
        fields = [entry.field for entry in segment.printed]
        if delimited(segment) and (step := _step(fields)):
            leads.setdefault(_depth(spec), Counter())[fields[0] - segment.entries[0].field, step] += 1

    begins: dict[tuple[str, str | None], Counter[int]] = {}
    for spec, segment in rows:
        if delimited(segment):
            # A row that shows all of its cells, empty ones too, tells more than any number of others.
            sure = len(rows) if len(segment.entries) >= len(spec.cells) else 1
            begins.setdefault(_depth(spec), Counter())[segment.entries[0].field - segment.label_field] += sure
    learned = {table for table, _ in leads}
    lead_of = {depth: counts.most_common(1)[0][0] for depth, counts in leads.items()}
    begin_of = {depth: counts.most_common(1)[0] for depth, counts in begins.items()}
    own_lines = _on_own_lines(rows)
    spans = _keeps_spans(rows)
    border = min((one.label_field for spec, one in rows if spec.id != TABLE_4 and delimited(one)), default=0)

    def places(row: Row) -> Places | None:
        spec, segment = row
        headless = spec.id[:2] == TABLE_4 and len({entry.line for entry in segment.entries}) == 1
        if not headless and not delimited(segment):
            return None
        # Lost row spans let labels of one depth begin early, so what is learned holds for that depth alone.
        known = lead_of.get(_depth(spec))
        if known is None and (spec.id[:2] in learned or not own_lines):
            return None
        lead, step = known or (label_span(spec) - 1 if spans else 0, 1)
        # Most rows of a depth tell where the first cell is, seen from the label: of some not every empty cell is known.
        begin, times = begin_of.get(_depth(spec), (0, 0))
        begin = segment.label_field + begin if times > 1 else segment.entries[0].field
        # A line without a label begins with its first cell; where labels begin lines, a leading bar is no border.
        first = border if headless else min(begin, segment.entries[0].field) + lead
        return whole([(entry.field - first) / step for entry in segment.printed], len(spec.cells))

    return places


def label_span(spec: RowSpec) -> int:
    """Return how many columns the label of a row spans as it is printed."""
    if spec.id[:2] != "t3":
        return 1
    return LABEL_COLUMNS if spec.group is None else 1 if _is_inner(spec) else LABEL_COLUMNS - 1


def vacant_columns(before: RowSpec, spec: RowSpec) -> int:
    """Return how many label columns a row leaves to labels that began in rows above it, `before` the last of them."""
    if spec.id[:2] != "t3" or spec.group is None:
        return 0
    if not _is_inner(spec):
        return int(before.group is not None)
    return LABEL_COLUMNS - 1 if before.group == spec.group else 1


def _keeps_spans(rows: Sequence[Row]) -> bool:
    """Return whether every label that spans several columns is followed by the empty cells it spans."""
    wide = [(spec, one) for spec, one in rows if label_span(spec) > 1 and delimited(one)]
    kept = [
        len(one.entries) >= len(spec.cells) + label_span(spec) - 1
        and all(not entry.digits for entry in one.entries[: label_span(spec) - 1])
        for spec, one in wide
    ]
    return len(kept) > 1 and all(kept)


def by_thirds(row: Row) -> Places | None:
    """Count the fields of table 4 where each third of its row stands on a line of its own."""
    spec, segment = row
    if spec.id != TABLE_4:
        return None
    lines = sorted({entry.line for entry in segment.printed})
    third = len(spec.cells) // _THIRDS
    if len(lines) != _THIRDS or not all(entry.field for entry in segment.printed):
        return None
    fields = [entry.field for entry in segment.entries if entry.line in lines]
    first = min(fields)
    # A line that holds a third shows, at least once, that it has room for it.
    if max(fields) - first < third - 1 or any(entry.field - first >= third for entry in segment.printed):
        return None
    return whole([lines.index(entry.line) * third + entry.field - first for entry in segment.printed], len(spec.cells))
