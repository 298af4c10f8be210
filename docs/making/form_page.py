"""The page of a form: sections, printed grids with the ids of cells, labels and rules, all from its JSON file."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from grids import grid

from girml.records import Form, Rule, Table
from girml.writers.forms import relation


def form_page(form: Form) -> str:
    """Return the page in Markdown."""
    cells = sum(len(row.cells) for table in form.tables.values() for row in table.rows)
    parts = [
        f"# The form of {form.id}",
        f"《{form.title}》, {form.document}: {len(form.tables)} tables, {cells} cells. This page is made from "
        f"`girml/forms/{form.id}.json` whenever the documentation is built; `girml forms {form.id}` prints the same.",
        "## Sections",
        _table(("number", "title", "also printed as", "table"), _sections(form)),
    ]
    for table in form.tables.values():
        parts += _table_parts(form, table)
    parts += [
        "## Labels",
        "The statutory wording stands first; the others are accepted as the same label.",
        _table(("id", "what it stands on", "English", "wordings"), _labels(form)),
        *_relations(form),
    ]
    return "\n\n".join(parts) + "\n"


def _sections(form: Form) -> Iterator[tuple[str, ...]]:
    for section in form.sections:
        title, *others = section.titles
        yield str(section.number), f"{section.numeral}、{title}", "<br>".join(others), section.table or ""


def _table_parts(form: Form, table: Table) -> Iterator[str]:
    section = next(section for section in form.sections if section.table == table.id)
    yield f"## Table `{table.id}`: {section.titles[0]}"
    yield "As it is printed, with the last part of each cell's id in its place; pointing at it shows the whole id."
    yield f'<div class="wide">{grid(form, table, _id_cell)}</div>'
    yield f"### Cells of `{table.id}`"
    yield _table(("id", "kind", "unit"), _cells(table))
    yield f"### Rules of `{table.id}`"
    yield "Confronted with every report, each is a check:"
    yield _table(("id", "rule", "where it comes from", "as printed"), map(_rule, table.rules))
    if table.heuristics:
        yield "Mostly true, and therefore told as findings, never as checks:"
        yield _table(("id", "rule", "where it comes from", "note"), map(_rule, table.heuristics))


def _id_cell(cell: str, spans: str) -> str:
    return f'<td{spans} title="{cell}">{cell.rpartition(".")[2].replace("_", "_<wbr>")}</td>'


def _cells(table: Table) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        for spec in row.cells:
            yield f"`{spec.id}`", spec.kind, spec.unit or ""


def _rule(rule: Rule) -> tuple[str, ...]:
    return f"`{rule.id}`", f"`{relation(rule)}`", rule.status, rule.note


def _labels(form: Form) -> Iterator[tuple[str, ...]]:
    for label in form.labels.values():
        yield f"`{label.id}`", label.role, label.english, "<br>".join(map(escape, label.texts))


def _relations(form: Form) -> Iterator[str]:
    yield "## Counts told in prose"
    yield "What a sentence says of a count, and the sums of cells that it may mean (`girml extract --prose`):"
    yield _table(
        ("id", "said as", "means"),
        (
            (f"`{one.id}`", "<br>".join(one.phrases), "<br>".join(f"`{' + '.join(cells)}`" for cells in one.sums))
            for one in form.prose
        ),
    )
    yield "## Across years"
    yield "Held between the reports of one body (`girml extract --panel`); -1 is the year before:"
    yield _table(
        ("id", "relation", "note"),
        ((f"`{one.id}`", f"{_years(one.left)} {one.relation} {_years(one.right)}", one.note) for one in form.years),
    )
    yield "## What is often filled in wrongly"
    yield _table(
        ("id", "cells", "note"),
        ((f"`{one.id}`", "<br>".join(f"`{cell}`" for cell in one.cells), one.note) for one in form.plausibility),
    )


def _years(terms: Iterable[tuple[str, int]]) -> str:
    return " + ".join(f"`{cell}`{f' ({year})' if year else ''}" for cell, year in terms)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *([text.replace("|", "\\|") for text in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
