"""A form for people: its rows with their ids and labels, and its rules."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Column
from rich.table import Table as Grid

from girml.records import Form, Rule, Table
from girml.writers.terminal import column_labels, plain, show


def write(forms: Iterable[Form], out: TextIO) -> None:
    """Write the cells and rules of each form."""
    for form in forms:
        show(_page(form), out)


def _page(form: Form) -> Group:
    parts: list[RenderableType] = [plain(f"{form.id} {form.title}, {form.document}", "bold")]
    for table in form.tables.values():
        parts += [_cells(form, table), *_rules(table)]
    return Group(*parts, "")


def _cells(form: Form, table: Table) -> Grid:
    grid = Grid(Column("cell", no_wrap=True), "row", "column", "kind", "unit")
    for row in table.rows:
        for spec, column in zip(row.cells, column_labels(form, row), strict=True):
            grid.add_row(*map(plain, (spec.id, form.labels[row.label].texts[0], column, spec.kind, spec.unit or "")))
    return grid


def _rules(table: Table) -> Iterator[RenderableType]:
    for rule in (*table.rules, *table.heuristics):
        yield plain(f"{rule.id} ({rule.severity}, {rule.status})")
        yield Padding(plain(relation(rule), "dim"), (0, 0, 0, 4), expand=False)


def relation(rule: Rule) -> str:
    """Return a rule as a line.

    >>> relation(Rule("r", ("a", "b"), "=", ("c",), "error", "printed", ""))
    'a + b = c'
    """
    return f"{' + '.join(rule.left)} {rule.relation} {' + '.join(rule.right) or '0'}"
