"""How clerks fill the form: what is printed in every cell, what is left blank, and what is misprinted."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from girml.forms import load
from girml.records import RowSpec, TableId, Value
from girml.records.annotation import Misprint
from girml.synth.choosing import Entry, Split, allowed, choose, data
from girml.synth.figures import Figures
from girml.synth.ledger import TOTAL
from girml.synth.misprints import Changes, misprint
from girml.synth.printing import Hand, Printed, draw_hand, printed

MISPRINTED = 0.1
_EXTRA, _MISSING, _ONE_FILL = 0.04, 0.05, 0.6
_FLOWS = ("t3.received", "t3.brought_forward", "t3.processed", "t3.carried_forward")
_ZEROS = ("plain", "zeros", "zero_rows", "detail_zeros")


@dataclass(frozen=True, slots=True)
class LocalRow:
    """A row that the form does not know: its label, and the figures printed in it."""

    label: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filling:
    """A form filled in: the print of every printed cell, misprints, a local row of table 2, tables and rows left
    out (by id), and the ids of the habits it shows."""

    cells: dict[str, Printed]
    misprints: tuple[Misprint, ...]
    local: LocalRow | None
    missing: frozenset[str]
    habits: tuple[str, ...]

    def gold(self) -> dict[str, Value]:
        """Return every printed cell's value as printed, None for a blank."""
        return {cell: one.value for cell, one in self.cells.items()}


def fill(report: Figures, *, seed: int, split: Split) -> Filling:
    """Return the report as a clerk fills it in: the same for the same seed, body and year."""
    rng = Random(f"fill/{seed}/{split}/{report.body}/{report.year}")
    wrong: Changes = {}
    misprints: tuple[Misprint, ...] = ()
    if rng.random() < MISPRINTED:
        wrong, recorded = misprint(rng, report)
        misprints = (recorded,)
    # A misprint counts only where it can be seen, so such a report leaves no row out.
    missing, why = (frozenset[str](), "") if misprints else _missing(rng, report, split)
    local, local_habit = _local(rng, split)
    hand, fills = draw_hand(rng, split, report.year), _fills(rng, split, sound=not misprints)
    cells: dict[str, Printed] = {}
    shown = [why, local_habit, *hand.habits(), *(fill["id"] for fill in fills.values())]
    for row in _rows(report, missing):
        filled, habits = _row(rng, hand, row, fill=fills[_table(row)], values={**report.values, **wrong})
        cells |= filled
        shown += habits
    return Filling(cells, misprints, local, missing, tuple(dict.fromkeys(filter(None, shown))))


def _rows(report: Figures, missing: frozenset[str]) -> Iterable[RowSpec]:
    for table, form_id in report.form.items():
        rows = load(form_id).tables[table].rows
        yield from (row for row in rows if table not in missing and row.id not in missing)


def _table(row: RowSpec) -> TableId:
    return "t2" if row.id.startswith("t2") else "t3" if row.id.startswith("t3") else "t4"


def _missing(rng: Random, report: Figures, split: Split) -> tuple[frozenset[str], str]:
    if rng.random() >= _MISSING:
        return frozenset(), ""
    habit = choose(rng, data("habits")["missing"], split)
    if not habit["text"].startswith("row"):
        return frozenset({habit["text"]}), habit["id"]
    rows = [row.id for table in ("t2", "t3") for row in _droppable(report, "t2" if table == "t2" else "t3")]
    return frozenset(rng.sample(rows, 1 if habit["text"] == "row" else 2)), habit["id"]


def _droppable(report: Figures, table: TableId) -> list[RowSpec]:
    """Return the rows whose line no group begins at: a line that goes takes no group label with it."""
    rows = load(report.form[table]).tables[table].rows
    firsts = {row.group: row.id for row in reversed(rows)}
    return [row for row in rows if row.group and firsts[row.group] != row.id]


def _local(rng: Random, split: Split) -> tuple[LocalRow | None, str]:
    if rng.random() >= _EXTRA:
        return None, ""
    habit = choose(rng, data("habits")["extra_rows"], split)
    return LocalRow(habit["text"], tuple(str(rng.choice((0, 0, 3, 7, rng.randint(1, 400)))) for _ in "123")), habit[
        "id"
    ]


def _fills(rng: Random, split: Split, *, sound: bool) -> dict[TableId, Entry]:
    """Return how each table is filled; where something is misprinted, no figure but a zero is held back."""
    entries = [fill for fill in allowed(data("habits")["fills"], split) if sound or _shows_all(fill)]
    one = choose(rng, entries, split)
    same = rng.random() < _ONE_FILL
    tables: tuple[TableId, ...] = ("t2", "t3", "t4")
    return {table: one if same else choose(rng, entries, split) for table in tables}


def _shows_all(fill: Entry) -> bool:
    return fill["kind"] == "plain" or (fill["kind"] in _ZEROS and fill["mark"] != "")


def _row(
    rng: Random, hand: Hand, row: RowSpec, *, fill: Entry, values: Changes
) -> tuple[dict[str, Printed], list[str]]:
    empty_row = not any(values[cell.id] for cell in row.cells)
    cells: dict[str, Printed] = {}
    shown: list[str] = []
    for cell in row.cells:
        value = values[cell.id]
        if value is None:
            cells[cell.id] = Printed("", None)
        elif _held_back(fill["kind"], row, cell.id, zero=value == 0, empty_row=empty_row):
            cells[cell.id] = Printed(fill["mark"], None)
        else:
            cells[cell.id], habits = printed(rng, hand, cell, value)
            shown += habits
    return cells, shown


def _held_back(kind: str, row: RowSpec, cell: str, *, zero: bool, empty_row: bool) -> bool:
    total, has_totals = cell.endswith(f".{TOTAL}"), not row.id.startswith("t2.")
    match kind:
        case "zeros":
            return zero
        case "detail_zeros":
            return zero and has_totals and not total
        case "zero_rows":
            return empty_row
        case "detail_totals":
            return total and row.id not in _FLOWS
        case "totals":
            return total
        case "all_but_totals":
            return has_totals and not total
        case "all_but_first":
            return has_totals and cell != row.cells[0].id
    return False
