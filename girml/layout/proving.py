"""What the rules of the form say of a row: whether a hypothesis makes it balance, whether a reading keeps them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from girml.layout.places import Row, is_open
from girml.layout.placing import Hypothesis
from girml.layout.runs import Local
from girml.layout.segments import TABLE_4
from girml.records import Candidate, CellSpec, RowSpec, Rule, Table
from girml.rules import confront

# A row that balances is weak proof, as the total may be met by chance; one that cannot is strong.
_EARNED, _LOST = 1.0, -2.0


class _Rules(NamedTuple):
    """The rules of a table that begin with a cell of one row, those of them with no cell elsewhere, and these as
    positions in the row."""

    begun: tuple[Rule, ...]
    own: tuple[Rule, ...]
    local: Local


def local_rules(table: Table, spec: RowSpec) -> Local:
    """Return the rules of a table whose cells all stand in one row, as positions in that row."""
    return _rules(table, spec.id).local


@lru_cache(maxsize=1 << 8)
def _rules(table: Table, row_id: str) -> _Rules:
    rows = [row for row in table.rows if row_id in (row.id, TABLE_4)]
    at = {cell.id: number for number, cell in enumerate(cell for row in rows for cell in row.cells)}
    own = tuple(rule for rule in table.rules if at.keys() >= {*rule.left, *rule.right})
    local = [(tuple(at[cell] for cell in rule.left), tuple(at[cell] for cell in rule.right)) for rule in own]
    return _Rules(tuple(rule for rule in table.rules if rule.left[0].startswith(row_id + ".")), own, local)


def earned(table: Table, rows: Sequence[Row], theory: Hypothesis) -> float:
    """Return what a hypothesis earns: the rows with figures above zero that it makes balance, or break."""
    earned = 0.0
    for spec, segment in rows:
        printed = segment.printed
        if not is_open((spec, segment)) or not any(entry.reading.value for entry in printed):
            continue
        places = theory.place((spec, segment))
        if places is None:
            continue
        rules = _rules(table, spec.id)
        values = {spec.cells[at].id: entry.reading.value for at, entry in zip(places, printed, strict=True)}
        known = {cell: value for cell, value in values.items() if isinstance(value, (int, float))}
        verdicts = [confront(rule, known) for rule in rules.begun]
        # A row would balance if its blanks were zeros (it shows a figure, so it may also fail).
        filled = {cell.id: known.get(cell.id, 0) for cell in spec.cells} if rules.own else {}
        balances = bool(rules.own) and all(confront(rule, filled) for rule in rules.own)
        earned += _LOST * verdicts.count(False) + _EARNED * balances
    return earned


def keeps_rules(rules: Sequence[Rule], cells: Sequence[CellSpec], candidate: Candidate) -> bool:
    """Return whether a reading breaks no rule; a nil mark counts as 0, a blank may be anything."""
    known: dict[str, int | float] = {}
    for cell, reading in zip(cells, candidate.readings, strict=True):
        if isinstance(reading.value, (int, float)):
            known[cell.id] = reading.value
        elif reading.state == "blank" and reading.text:
            known[cell.id] = 0
    return all(confront(rule, known) is not False for rule in rules)
