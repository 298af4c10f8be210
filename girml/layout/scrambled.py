"""Tables whose figures stand apart from their labels: all labels first, or column after column."""

from collections.abc import Sequence

from girml.evidence import Evidence
from girml.layout.candidates import undecided
from girml.layout.placing import Row
from girml.layout.segments import Entry
from girml.records import Candidate, Table
from girml.rules import confront



Spread = dict[str, tuple[Candidate, ...]]


def respread(table: Table, rows: Sequence[Row]) -> Spread:
    """Return candidates by row id where most labels have no figures and one has far too many, else nothing."""
    wanted = sum(len(spec.cells) for spec, _ in rows)
    printed = [entry for _, segment in rows for entry in segment.printed]
    bare = sum(not segment.entries for _, segment in rows)
    heaped = any(len(segment.printed) > len(spec.cells) + 2 for spec, segment in rows)
    if not heaped or 2 * bare < len(rows) - 1:
        return {}
    nothing: Spread = {spec.id: (undecided(len(spec.cells)),) for spec, _ in rows}
    if len(printed) != wanted:
        return nothing
    orders = [(Evidence.ROW_AFTER_ROW, printed)]
    if len({len(spec.cells) for spec, _ in rows}) == 1:
        orders.append((Evidence.COLUMN_AFTER_COLUMN, _transposed(printed, len(rows))))
    fitting = [spread for name, order in orders if (spread := _spread(rows, order, name)) and _fits(table, rows, spread)]
    return fitting[0] if len(fitting) == 1 else nothing


def _transposed(printed: list[Entry], height: int) -> list[Entry]:
    return [printed[column] for row in range(height) for column in range(row, len(printed), height)]


def _spread(rows: Sequence[Row], order: list[Entry], evidence: Evidence) -> Spread:
    spread: Spread = {}
    at = 0
    for spec, _ in rows:
        taken = order[at : at + len(spec.cells)]
        spread[spec.id] = (Candidate(tuple(entry.reading for entry in taken), -1.0, evidence),)
        at += len(spec.cells)
    return spread


def _fits(table: Table, rows: Sequence[Row], spread: Spread) -> bool:
    """Return whether all rules hold, one of them at least over figures above zero: zeros prove no order."""
    known = {
        cell.id: reading.value
        for spec, _ in rows
        for cell, reading in zip(spec.cells, spread[spec.id][0].readings, strict=True)
        if isinstance(reading.value, (int, float))
    }
    verdicts = [confront(rule, known) for rule in table.rules]
    proven = [rule for rule, holds in zip(table.rules, verdicts, strict=True) if holds]
    return False not in verdicts and any(known.get(cell) for rule in proven for cell in rule.left)
