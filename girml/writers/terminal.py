"""A report for people: head, sections, the tables filled in as printed, failing checks and findings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from girml.forms import load
from girml.records import Cell, Check, Field, Finding, Form, Report, RowSpec, Table, Value

WIDTH = 120
"""The width of a page where no terminal says its own."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LEGEND = "? review · = derived from the rules · → what the rules suggest · n/a not in the text · nothing: blank"


def write(reports: Iterable[Report], out: TextIO) -> None:
    """Write a page a report, as wide as the terminal that `out` is, in colour only there."""
    for report in reports:
        show(_page(report), out)


def show(page: RenderableType, out: TextIO) -> None:
    """Write anything that rich renders to `out`."""
    console = Console(file=out, width=None if out.isatty() else WIDTH, highlight=False)
    with console.capture() as capture:
        console.print(page)
    out.write(capture.get())


def plain(text: object, style: str = "") -> Text:
    """Return a text of the source as it may be shown: no markup, no control characters."""
    return Text(_CONTROL.sub(" ", str(text)), style)


def _page(report: Report) -> Group:
    parts: list[RenderableType] = [plain(_name(report), "bold"), *_head(report)]
    for table_id, form_id in (report.form or {}).items():
        form = load(form_id)
        parts += ["", plain(_caption(form, table_id), "bold"), _table(form, form.tables[table_id], report)]
    if report.cells:
        parts += [plain(_LEGEND, "dim"), *_verdict(report.cells, report.checks)]
    return Group(*parts, *map(_finding, report.findings), "")


def _name(report: Report) -> str:
    number = f" (report {report.index} of {report.of})" if report.of > 1 else ""
    return f"{report.source or 'text'}{number}"


def _head(report: Report) -> Iterator[Text]:
    fields = {
        "title": report.title, "agency": report.agency, "year": report.year, "published": report.published,
    }  # fmt: skip
    for name, field in fields.items():
        yield plain(f"{name:10}{_printed(field)}")
    for section in report.sections:
        yield plain(f"section {section.number} {section.title} [{section.start}:{section.end}]")


def _printed(field: Field | None) -> str:
    return "not printed" if field is None else f"{field.value} [{field.start}:{field.end}]"


def _caption(form: Form, table_id: str) -> str:
    section = next(section for section in form.sections if section.table == table_id)
    return f"{section.numeral}、{section.titles[0]} (form of {form.id})"


def _table(form: Form, table: Table, report: Report) -> Grid:
    cells = {cell.id: cell for cell in report.cells}
    width = max(len(row.cells) for row in table.rows)
    grid = Grid(show_header=False, expand=False, padding=(0, 1))
    grid.add_column(max_width=44, overflow="fold")
    for _ in range(width):
        grid.add_column(justify="right", overflow="fold")
    seen: set[str | None] = {None}
    for columns, rows in groupby(table.rows, key=lambda row: column_labels(form, row)):
        grid.add_row("", *(plain(label, "bold") for label in columns))
        for row in rows:
            if row.group not in seen:
                grid.add_row(plain(form.labels[row.group or ""].texts[0], "dim"))
            seen.add(row.group)
            grid.add_row(plain(form.labels[row.label].texts[0]), *(_cell(cells[spec.id]) for spec in row.cells))
    return grid


def column_labels(form: Form, row: RowSpec) -> tuple[str, ...]:
    """Return the printed labels of a row's columns."""
    columns = (spec.id.rpartition(".")[2] for spec in row.cells)
    return tuple(form.labels[f"l.{row.id[:2]}.col.{column}"].texts[0] for column in columns)


def _cell(cell: Cell) -> Text:
    return plain(mark(cell), "yellow" if cell.review else "")


def mark(cell: Cell) -> str:
    """Return what a cell shows: as printed, and `?` for review, `=` for derived, `→` for a suggestion."""
    shown = {
        "read": cell.text if cell.parts is None else str(cell.value),
        "blank": cell.text,
        "derived": f"={cell.value}",
        "unresolved": " or ".join(map(shown_value, cell.alternatives)),
        "absent": "n/a",
    }[cell.state]
    review = "?" if cell.review else ""
    suggested = "" if cell.suggested is None else f"→{cell.suggested}"
    return f"{shown or ''}{review}{suggested}"


def shown_value(value: Value) -> str:
    """Return a value as people read it.

    >>> shown_value(None), shown_value(3)
    ('blank', '3')
    """
    return "blank" if value is None else str(value)


def _verdict(cells: Sequence[Cell], checks: tuple[Check, ...]) -> Iterator[Text]:
    states = ", ".join(f"{sum(cell.state == state for cell in cells)} {state}" for state in _states(cells))
    yield plain(f"{len(cells)} cells: {states}; {sum(cell.review for cell in cells)} ask for review.")
    holding, failing = (sum(check.holds is verdict for check in checks) for verdict in (True, False))
    yield plain(f"{len(checks)} checks: {holding} hold, {failing} fail, {len(checks) - holding - failing} are open.")
    for check in checks:
        if check.holds is False:
            yield plain(f"  {check.id} fails: {side(check.left)} {check.relation} {side(check.right)}", "red")


def _states(cells: Sequence[Cell]) -> list[str]:
    return [
        state for state in ("read", "blank", "derived", "unresolved", "absent") if any(c.state == state for c in cells)
    ]


def side(total: int | float | None) -> str:
    """Return the sum of one side of a rule as people read it."""
    return "unknown" if total is None else str(total)


def _finding(finding: Finding) -> Text:
    place = "" if finding.start is None else f" [{finding.start}:{finding.end}]"
    return plain(f"{finding.kind}: {finding.message}{place}", "magenta")
