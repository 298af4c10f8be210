"""Tables whose figures stand apart from their labels: labels then figures, column after column, or each
row of figures before its label."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from girml.evidence import Evidence
from girml.layout.candidates import undecided
from girml.layout.places import Row
from girml.layout.segments import Entry, Segment
from girml.records import Candidate, Table
from girml.rules import confront

Spread = dict[str, tuple[Candidate, ...]]

_MANY_BARE = 3


def has_own(rows: Sequence[Row]) -> bool:
    """Return whether every row has figures of its own, and none more than it has cells: then none stand apart."""
    return all(0 < len(segment.printed) <= len(spec.cells) for spec, segment in rows)


def respread(table: Table, rows: Sequence[Row], orphan: Segment | None, figures: Sequence[Entry]) -> Spread:
    """Return candidates by row id for rows whose figures stand apart, nothing where each has its own (`has_own`).

    `orphan` holds the figures before the first label, `figures` are all of the table. An order counts only if the
    rules or the lines prove it.
    """
    if whole := _whole_table(table, rows, figures):
        return whole
    ordered = sorted(rows, key=lambda row: row[1].mention.first)
    if orphan and not ordered[-1][1].printed and len(orphan.printed) == len(ordered[0][0].cells):
        spread = _moved(ordered, orphan)
        return spread if _fits(table, rows, spread) else _nothing(rows)
    if spilled := _spilled(rows):
        return spilled
    # Zeros fit every order, so an order counts only if the rules hold over figures above zero.
    heaps = [group for group in _groups(ordered) if _is_heap(group)]
    if not heaps:
        return {}
    found = [spread for choice in product(*map(_orders, heaps)) if _fits(table, rows, spread := _merged(choice))]
    if len(found) == 1:
        return found[0]
    by_line = [_by_line(heap) for heap in heaps]
    if not found and not table.rules and all(by_line):
        return _merged(by_line)
    return _nothing([row for heap in heaps for row in heap])


def _whole_table(table: Table, rows: Sequence[Row], figures: Sequence[Entry]) -> Spread:
    """Return the spread of a table whose labels and figures are torn into blocks, but whose figures, all together, are
    as many as its cells: in the order of the rows, or of the columns, as its rules prove; nothing for another
    table."""
    wanted = sum(len(spec.cells) for spec, _ in rows)
    torn = any(len(segment.printed) > len(spec.cells) for spec, segment in rows)
    if len(figures) != wanted or not torn or len(rows) < _MANY_BARE:
        return {}
    orders = [_spread(rows, figures, Evidence.ROW_AFTER_ROW)]
    if len({len(spec.cells) for spec, _ in rows}) == 1:
        height = len(rows)
        turned = [figures[at] for row in range(height) for at in range(row, wanted, height)]
        orders.append(_spread(rows, turned, Evidence.COLUMN_AFTER_COLUMN))
    # Where all figures are the same their order is no question.
    if len({entry.reading.value for entry in figures}) == 1:
        return orders[0]
    found = [order for order in orders if _fits(table, rows, order)]
    return found[0] if len(found) == 1 else {}


def _moved(ordered: Sequence[Row], orphan: Segment) -> Spread:
    """Return the spread that gives each label the figures before it."""
    before = [orphan, *(segment for _, segment in ordered[:-1])]
    return {
        spec.id: _one(segment.printed, Evidence.BEFORE_LABEL)
        for (spec, _), segment in zip(ordered, before, strict=True)
    }


def _spilled(rows: Sequence[Row]) -> Spread:
    """Return the spread of rows that show the figures of the next one of the form as well, on a line of their own: that
    one shows none, for a page ends between its figures and its label."""
    spread: Spread = {}
    for (spec, segment), (other, empty) in pairwise(rows):
        cells = len(spec.cells)
        lines = Counter(entry.line for entry in segment.printed)
        if list(lines.values()) == [cells, cells] and len(other.cells) == cells > 1 and not empty.printed:
            spread[spec.id] = _one(segment.printed[:cells], Evidence.ROW_AFTER_ROW)
            spread[other.id] = _one(segment.printed[cells:], Evidence.ROW_AFTER_ROW)
    return spread


def _groups(ordered: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield labels without figures together with the first one after them that has some."""
    group: list[Row] = []
    for row in ordered:
        group.append(row)
        if row[1].entries:
            yield group
            group = []
    if group:
        yield group


def _is_heap(group: Sequence[Row]) -> bool:
    printed = len(group[-1][1].printed)
    wanted = sum(len(spec.cells) for spec, _ in group)
    overfull = printed > len(group[-1][0].cells) + 2 and len(group) > _MANY_BARE
    return len(group) > 1 and (printed == wanted or overfull)


def _orders(heap: Sequence[Row]) -> list[Spread]:
    """Return the spreads of a heap that its count allows, row after row and column after column."""
    printed = heap[-1][1].printed
    if len(printed) != sum(len(spec.cells) for spec, _ in heap):
        return []
    spreads = [_spread(heap, printed, Evidence.ROW_AFTER_ROW)]
    if len({len(spec.cells) for spec, _ in heap}) == 1:
        height = len(heap)
        turned = [printed[column] for row in range(height) for column in range(row, len(printed), height)]
        spreads.append(_spread(heap, turned, Evidence.COLUMN_AFTER_COLUMN))
    return spreads


def _spread(rows: Sequence[Row], order: Sequence[Entry], evidence: Evidence) -> Spread:
    spread: Spread = {}
    at = 0
    for spec, _ in rows:
        spread[spec.id] = _one(order[at : at + len(spec.cells)], evidence)
        at += len(spec.cells)
    return spread


def _one(entries: Sequence[Entry], evidence: Evidence) -> tuple[Candidate, ...]:
    return (Candidate(tuple(entry.reading for entry in entries), -1.0, evidence),)


def _by_line(heap: Sequence[Row]) -> Spread:
    """Return the spread row after row where each line of the heap has just the cells of its row."""
    printed = heap[-1][1].printed
    lines = [len([entry for entry in printed if entry.line == line]) for line in dict.fromkeys(e.line for e in printed)]
    shaped = lines == [len(spec.cells) for spec, _ in heap] and max(lines) > 1
    return _spread(heap, printed, Evidence.ROW_AFTER_ROW) if shaped else {}


def _merged(spreads: Sequence[Spread]) -> Spread:
    return {row: candidates for spread in spreads for row, candidates in spread.items()}


def _nothing(rows: Sequence[Row]) -> Spread:
    return {spec.id: (undecided(len(spec.cells)),) for spec, _ in rows}


def _fits(table: Table, rows: Sequence[Row], spread: Spread) -> bool:
    """Return whether all rules hold, one of them at least over figures above zero: zeros prove no order."""
    known: dict[str, int | float] = {}
    for spec, segment in rows:
        own = [entry.reading for entry in segment.printed]
        readings = spread[spec.id][0].readings if spec.id in spread else own
        if len(readings) != len(spec.cells):
            return False
        known |= {
            cell.id: reading.value
            for cell, reading in zip(spec.cells, readings, strict=True)
            if isinstance(reading.value, (int, float))
        }
    verdicts = [confront(rule, known) for rule in table.rules]
    proven = [rule for rule, holds in zip(table.rules, verdicts, strict=True) if holds]
    return False not in verdicts and any(known.get(cell) for rule in proven for cell in rule.left)
