"""Misprints of clerks in tables 3 and 4: every one breaks a balance rule of its report, and is recorded."""

from collections.abc import Callable, Mapping, Sequence
from random import Random

from girml.forms import load
from girml.records import RowSpec
from girml.records.annotation import Misprint
from girml.synth.figures import Figures
from girml.synth.ledger import TOTAL, Number

Changes = dict[str, Number | None]
Values = Mapping[str, Number]
_Slip = Callable[[Random, Sequence[RowSpec], Values], Changes]


def misprint(rng: Random, report: Figures) -> tuple[Changes, Misprint]:
    """Return the cells of one misprint with what is printed in them instead (None: nothing), and its record."""
    tables = [load(report.form[table]).tables[table] for table in ("t3", "t4")]
    rows = [row for table in tables for row in table.rows]
    while True:
        kind = rng.choices(list(_KINDS), [weight for weight, _ in _KINDS.values()])[0]
        drawn = _KINDS[kind][1](rng, rows, report.values)
        # A slip may leave everything as it was (two equal neighbours swapped): then it is none, draw again.
        changes = {cell: value for cell, value in drawn.items() if value != report.values[cell]}
        if changes:
            cells = tuple(cell.id for row in rows for cell in row.cells if cell.id in changes)
            return changes, Misprint(kind, cells)


def _wrong_cell(rng: Random, rows: Sequence[RowSpec], values: Values) -> Changes:
    return _slipped(rng, [cell.id for row in rows for cell in row.cells if not _is_total(cell.id)], values)


def _wrong_total(rng: Random, rows: Sequence[RowSpec], values: Values) -> Changes:
    return _slipped(rng, [row.cells[-1].id for row in rows], values)


def _wrong_sum(rng: Random, rows: Sequence[RowSpec], values: Values) -> Changes:
    return _slipped(rng, [cell.id for row in rows for cell in row.cells if row.id == "t3.processed"], values)


def _double_counted(_: Random, rows: Sequence[RowSpec], values: Values) -> Changes:
    return {cell.id: 2 * values[cell.id] for row in rows for cell in row.cells if row.id == "t3.processed"}


def _swapped(rng: Random, rows: Sequence[RowSpec], values: Values) -> Changes:
    """Return two neighbours of table 3 with each other's figure: side by side, or one above the other."""
    requests = [row for row in rows if row.id.startswith("t3.")]
    at, column = rng.randrange(len(requests) - 1), rng.randrange(5)
    one = requests[at].cells[column].id
    other = requests[at].cells[column + 1].id if rng.random() < 0.5 else requests[at + 1].cells[column].id
    return {one: values[other], other: values[one]}


def _shifted(rng: Random, rows: Sequence[RowSpec], values: Values) -> Changes:
    """Return a row of table 3 moved by one cell; what falls off is lost, the gap is empty or a zero."""
    row = rng.choice([row for row in rows if row.id.startswith("t3.")])
    printed: list[Number | None] = [values[cell.id] for cell in row.cells]
    if not any(printed):
        return {}
    gap = rng.choice((None, 0))
    moved = [gap, *printed[:-1]] if rng.random() < 0.5 else [*printed[1:], gap]
    return {cell.id: value for cell, value in zip(row.cells, moved, strict=True)}


def _digit_lost(rng: Random, rows: Sequence[RowSpec], values: Values) -> Changes:
    long = [cell.id for row in rows for cell in row.cells if values[cell.id] >= 10]
    if not long:
        return {}
    cell = rng.choice(long)
    digits = str(values[cell])
    at = rng.randrange(len(digits))
    return {cell: int(digits[:at] + digits[at + 1 :])}


def _slipped(rng: Random, cells: Sequence[str], values: Values) -> Changes:
    """Return one of the cells, more likely one that holds something, with a slip of the pen."""
    filled = [cell for cell in cells if values[cell]]
    cell = rng.choice(filled if filled and rng.random() < 0.75 else cells)
    true = int(values[cell])
    return {cell: max(0, rng.choice((true + 1, true - 1, true + 2, true + 10, true * 10, true // 10, true * 2)))}


def _is_total(cell: str) -> bool:
    return cell.endswith(f".{TOTAL}")


_KINDS: dict[str, tuple[int, _Slip]] = {
    "wrong_cell": (30, _wrong_cell),
    "wrong_row_total": (20, _wrong_total),
    "wrong_sum": (16, _wrong_sum),
    "double_counted": (8, _double_counted),
    "swapped": (10, _swapped),
    "shifted": (9, _shifted),
    "digit_lost": (7, _digit_lost),
}
