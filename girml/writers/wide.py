"""A panel as a wide table: a row a body, year and version, a column a cell of the forms."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from girml.forms import FORM_IDS, load
from girml.panel import Entry, Panel
from girml.writers.tabular import printed

if TYPE_CHECKING:
    from rich.table import Table as Grid

SCHEMA = "girml-panel/1"
"""The name of the contract that panels are written under; `girml/panel/schema.json` describes its JSON."""
HEAD = (
    "body", "year", "version", "versions", "source", "report", "published", "form_t2", "form_t3", "form_t4", "review",
    "findings", "words",
)  # fmt: skip
"""The columns before the cells: `review` counts cells that ask for it, `findings` holds messages, one a line, `words`
is a JSON object of the cells in which words stand."""
_SHOWN = {
    "received": "t3.received.total",
    "brought": "t3.brought_forward.total",
    "processed": "t3.processed.total",
    "carried": "t3.carried_forward.total",
    "reconsidered": "t4.reconsideration.total",
}
"""The columns of the table for people, beside body and year."""


@cache
def cell_columns() -> tuple[str, ...]:
    """Return the cells of all forms, those of the newest first, each once."""
    forms = [load(form_id) for form_id in sorted(FORM_IDS, reverse=True)]
    tables = [form.tables[table] for table in ("t2", "t3", "t4") for form in forms]
    return tuple(dict.fromkeys(cell.id for table in tables for row in table.rows for cell in row.cells))


def rows(panel: Panel) -> Iterator[dict[str, Any]]:
    """Yield the rows of a panel; a cell holds its number, None where it is blank, unresolved, absent or in words."""
    findings: dict[tuple[str | None, int | None], list[str]] = {}
    for finding in panel.findings:
        findings.setdefault((finding.body, finding.year), []).append(finding.message)
    for one in panel.entries:
        values = {cell: found.value for cell, found in one.cells.items() if found.state != "unresolved"}
        words = {cell: value for cell, value in values.items() if isinstance(value, str)}
        yield {
            **_head(one),
            "findings": "\n".join(findings.get((one.body, one.year), ())) or None,
            "words": json.dumps(words, ensure_ascii=False) if words else None,
            **{cell: None if cell in words else values.get(cell) for cell in cell_columns()},
        }


def _head(one: Entry) -> dict[str, Any]:
    return {
        "body": one.body,
        "year": one.year,
        "version": one.version,
        "versions": one.versions,
        "source": one.source,
        "report": one.report,
        "published": one.published,
        **{f"form_{table}": one.form.get(table) for table in ("t2", "t3", "t4")},
        "review": sum(cell.review for cell in one.cells.values()),
    }


def write_csv(panel: Panel, out: TextIO) -> None:
    """Write a head line and a line a report; open `out` with `newline=""`."""
    columns = (*HEAD, *cell_columns())
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([printed(row[name]) for name in columns] for row in rows(panel))


def write_parquet(panel: Panel, out: BinaryIO) -> None:
    """Write the rows to a binary file under a declared schema."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    whole = {"year": pa.int16(), **dict.fromkeys(("version", "versions", "report", "review"), pa.int32())}
    types = {name: whole.get(name, pa.string()) for name in HEAD} | dict.fromkeys(cell_columns(), pa.float64())
    schema = pa.schema(list(types.items()), metadata={"girml_schema": SCHEMA})
    pq.write_table(pa.Table.from_pylist(list(rows(panel)), schema), out, compression="zstd")


def write_json(panel: Panel, out: TextIO) -> None:
    """Write one JSON object: the reports, with the value, state and review of each cell, and the findings."""
    reports = [
        {**_head(one), "cells": {cell: found._asdict() for cell, found in one.cells.items()}} for one in panel.entries
    ]
    findings = [asdict(one) for one in panel.findings]
    json.dump({"schema": SCHEMA, "reports": reports, "findings": findings}, out, ensure_ascii=False, indent=1)
    out.write("\n")


def write_table(panel: Panel, out: TextIO) -> None:
    """Write a table for people: the totals of each report, and the findings."""
    from rich.console import Group

    from girml.writers.terminal import plain, show

    findings = [plain(f"{one.severity}: {one.message}") for one in panel.findings]
    caption = f"{len(panel.entries)} reports, {len(findings)} findings"
    show(Group(_grid(panel.entries), plain(caption, "dim"), *findings), out)


def _grid(entries: Sequence[Entry]) -> "Grid":
    from rich.box import SIMPLE
    from rich.table import Table as Grid

    from girml.writers.terminal import plain

    grid = Grid(box=SIMPLE)
    grid.add_column("body")
    for name in ("year", *_SHOWN, "review"):
        grid.add_column(name, justify="right")
    for one in entries:
        version = f" ({one.version} of {one.versions})" if one.versions > 1 else ""
        cells = [one.cells.get(cell) for cell in _SHOWN.values()]
        values = ["" if cell is None or cell.value is None else f"{cell.value}{'?' * cell.review}" for cell in cells]
        texts = [one.body or one.source, f"{one.year or ''}{version}", *values]
        grid.add_row(*map(plain, texts), str(sum(cell.review for cell in one.cells.values())))
    return grid
