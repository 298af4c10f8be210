"""The rules of a report in words: which cells stand on which side, and where in the form a rule is drawn."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from girml.forms import load
from girml.records import Cell, Check, Form, Report, RowSpec, Rule
from girml.rules import Number


class Term(NamedTuple):
    """A cell in a rule: its id, the labels that tell it from the other terms, and what it counts, None where that is
    not known."""

    cell: str
    labels: tuple[str, ...]
    number: Number | None


class Side(NamedTuple):
    """A side of a rule: the terms that are known and not 0, and how many are 0 or not known."""

    terms: tuple[Term, ...]
    zeros: int
    unknown: int


class Told(NamedTuple):
    """A check in words.

    `family` is the part of the id that tells what kind of rule it is, such as `t3.balance`; `about` holds the label ids
    of the row or column that all its cells stand in. So many of its cells, the first ones, are its left side.
    """

    check: Check
    family: str
    about: tuple[str, ...]
    left_cells: int
    left: Side
    right: Side


def told(report: Report) -> Iterator[Told]:
    """Yield the checks of a report in words, in form order."""
    cells = {cell.id: cell for cell in report.cells}
    rules = {rule.id: (load(form), rule) for form, rule in _rules(report)}
    for check in report.checks:
        if check.id in rules:
            form, rule = rules[check.id]
            yield _told(form, rule, check, cells)


def _rules(report: Report) -> Iterator[tuple[str, Rule]]:
    for table_id, form_id in (report.form or {}).items():
        yield from ((form_id, rule) for rule in load(form_id).tables[table_id].rules)


def _told(form: Form, rule: Rule, check: Check, cells: Mapping[str, Cell]) -> Told:
    places = [cell_labels(form, cell) for cell in (*rule.left, *rule.right)]
    about = tuple(one for one in dict.fromkeys(places[0]) if all(one in place for place in places))
    left, right = (
        _side([Term(cell, _apart(form, cell, about), _counted(cells[cell])) for cell in side])
        for side in (rule.left, rule.right)
    )
    return Told(check, ".".join(rule.id.split(".")[1:3]), about, len(rule.left), left, right)


def _side(terms: Sequence[Term]) -> Side:
    numbers = [term.number for term in terms]
    return Side(tuple(term for term in terms if term.number), numbers.count(0), numbers.count(None))


def _counted(cell: Cell) -> Number | None:
    """Return what a cell counts in rules: a nil mark is 0, words, an empty cell and an open one are not known."""
    if cell.state == "blank" and cell.text:
        return 0
    known = cell.state in ("read", "derived") and isinstance(cell.value, int | float)
    return cell.value if known else None  # type: ignore[return-value]


def _apart(form: Form, cell: str, about: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in cell_labels(form, cell) if one not in about)


def cell_labels(form: Form, cell: str) -> tuple[str, str]:
    """Return the ids of the labels of a cell's row and column.

    >>> cell_labels(load("2021"), "t3.received.total")
    ('l.t3.row.received', 'l.t3.col.total')
    """
    row_id, _, column = cell.rpartition(".")
    return _row(form, row_id).label, f"l.{cell[:2]}.col.{column}"


def _row(form: Form, row_id: str) -> RowSpec:
    return next(row for row in form.tables[row_id[:2]].rows if row.id == row_id)  # type: ignore[index]
