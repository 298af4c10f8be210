"""The true figures of a body's year on its forms: every rule holds, years link, governments add up their members.

Some reports break a link to another report; such a break is planted here and recorded. The rules within one report
hold all the same: misprints are the clerk's (`misprints`).
"""

from dataclasses import dataclass
from random import Random

from girml.forms import load
from girml.records import TableId
from girml.synth.bodies import Body, forms
from girml.synth.ledger import Ledger, Number, ledgers, with_totals

_CARRY, _STOCK, _SUM = 0.05, 0.03, 0.08


@dataclass(frozen=True, slots=True)
class Break:
    """A planted break of a link between reports: `carry` or `stock` (to the year before), `sum` (to the members);
    `cells` are all cells that stand otherwise than linked reports say."""

    kind: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The true figures of one report: a value for every cell of its three tables, in form order."""

    body: str
    year: int
    form: dict[TableId, str]
    values: dict[str, Number]
    breaks: tuple[Break, ...]


def figures(one: Body, year: int) -> Figures:
    """Return the figures of a year in which the body reports."""
    at = one.years.index(year)
    form = _forms(one, year)
    true = ledgers(one)[at]
    told, breaks = _planted(one, year, true)
    values = {cell: told[cell] for cell in cells(form)}
    kept = (Break(each.kind, tuple(cell for cell in each.cells if cell in values)) for each in breaks)
    return Figures(one.id, year, form, values, tuple(each for each in kept if each.cells))


def cells(form: dict[TableId, str]) -> tuple[str, ...]:
    """Return the ids of the cells of the three tables, each of its own form, in form order."""
    tables = [load(form_id).tables[table] for table, form_id in form.items()]
    return tuple(cell.id for table in tables for row in table.rows for cell in row.cells)


def _forms(one: Body, year: int) -> dict[TableId, str]:
    chosen = forms(one, year)
    return {"t2": chosen["t2"], "t3": chosen["t3"], "t4": chosen["t4"]}


def _planted(one: Body, year: int, true: Ledger) -> tuple[Ledger, list[Break]]:
    """Return the ledger with the breaks of this report, and these."""
    rng = Random(f"breaks/{one.id}/{year}")
    told, breaks = true, []
    if year > one.years[0] and rng.random() < _CARRY:
        told = _more(told, "brought_forward", rng.randint(1, 5))
        breaks.append(_break("carry", true, told))
    if _same_form(one, year) and rng.random() < _STOCK:
        cell = "normative_documents.in_force" if _forms(one, year)["t2"] == "2021" else "licences.last_year_items"
        told = {**told, f"t2.{cell}": told[f"t2.{cell}"] + rng.randint(1, 9)}
        breaks.append(Break("stock", (f"t2.{cell}",)))
    if one.kind == "government" and one.sums and rng.random() < _SUM:
        before, told = told, _more(told, "received", rng.randint(1, 9))
        breaks.append(_break("sum", before, told))
    return told, breaks


def _same_form(one: Body, year: int) -> bool:
    return year > one.years[0] and _forms(one, year)["t2"] == _forms(one, year - 1)["t2"]


def _more(ledger: Ledger, flow: str, count: int) -> Ledger:
    """Return the ledger with so many more requests of natural persons coming in by a flow, and granted."""
    added = {f"t3.{key}.natural_person" for key in (flow, "granted", "processed")}
    return with_totals({cell: value + count if cell in added else value for cell, value in ledger.items()})


def _break(kind: str, before: Ledger, after: Ledger) -> Break:
    return Break(kind, tuple(cell for cell in before if before[cell] != after[cell]))
