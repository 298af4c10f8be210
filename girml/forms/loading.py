"""Forms read from JSON into frozen records; a faulty file is an error with file, entry and cure.

Source of the shipped data: 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号.
"""

import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, get_args

from girml.errors import FormError
from girml.forms.checking import check, check_known, check_twins
from girml.records import (
    CellSpec,
    Form,
    GridCell,
    Label,
    Plausibility,
    ProseRelation,
    RowSpec,
    Rule,
    SectionSpec,
    Table,
    TableId,
    YearRelation,
)

FORM_IDS = ("2019", "2021")
SCHEMA = "girml-form/1"

Entry = dict[str, Any]
Record = TypeVar("Record")


class _EntryError(Exception):
    """An entry that cannot be read; its text names the entry and what is wrong with it."""


def _each(data: Entry, key: str, build: Callable[[Entry], Record]) -> tuple[Record, ...]:
    return tuple(_built(f"{key} entry {number}", entry, build) for number, entry in enumerate(data[key], 1))


def _built(where: str, entry: Entry, build: Callable[[Entry], Record]) -> Record:
    try:
        return build(entry)
    except KeyError as missing:
        raise _EntryError(f"{where} ({_id(entry)}) lacks the key {missing}") from None
    except (LookupError, TypeError, ValueError, AttributeError) as reason:
        raise _EntryError(f"{where} ({_id(entry)}) has the wrong shape ({reason})") from None


def _id(entry: object) -> str:
    return str(entry.get("id", entry.get("number", "no id"))) if isinstance(entry, dict) else "not an object"


@cache
def load(form_id: str) -> Form:
    """Return the shipped form of that id ("2019" or "2021").

    >>> load("2021").tables["t3"].rows[0].id
    't3.received'
    """
    if form_id not in FORM_IDS:
        raise FormError(f"There is no form {form_id!r}: name one of {', '.join(FORM_IDS)}.")
    name = f"{form_id}.json"
    return read((files("girml.forms") / name).read_text(encoding="utf-8"), name)


def read(text: str, file: str) -> Form:
    """Return the form written in `text`, checked; `file` is its name in messages."""
    data = _parse(text, file)
    try:
        check_twins(file, "label", [_id(entry) for entry in data["labels"]])
        form = _form(data)
    except _EntryError as error:
        raise FormError(f"{file}: {error}; write it as in the other form.") from None
    except (LookupError, TypeError, ValueError) as reason:
        message = f"{file}: the head of the form is faulty ({reason!r}); write it as in the other form."
        raise FormError(message) from None
    check(form, file)
    kept = {rule.id for table in form.tables.values() for rule in (*table.rules, *table.heuristics)}
    for entry in data["rules"]:
        if entry["id"] not in kept:
            check_known(file, set(), [(f"rule {entry['id']}", _expression(entry["expression"])[0][0])])
    return form


def _parse(text: str, file: str) -> Entry:
    try:
        data = json.loads(text)
    except ValueError as reason:
        raise FormError(f"{file} is not JSON ({reason}); mend the line it names.") from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise FormError(f"{file}: the key schema must be {SCHEMA!r}; take a file of this girml version.")
    return data


def _form(data: Entry) -> Form:
    rules = _each(data, "rules", _rule)
    tables = _each(data, "tables", lambda entry: _table(entry, data["id"], rules))
    return Form(
        id=data["id"],
        title=data["title"],
        document=data["document"],
        decisive=tuple(data["decisive"]),
        sections=_each(data, "sections", _section),
        tables={table.id: table for table in tables},
        labels={label.id: label for label in _each(data, "labels", _label)},
        prose=_each(data, "prose", _prose),
        years=_each(data, "cross_year", _year),
        plausibility=_each(data, "plausibility", _plausibility),
    )


def _plausibility(entry: Entry) -> Plausibility:
    return Plausibility(entry["id"], tuple(entry["cells"]), entry["severity"], entry["note"])


def _section(entry: Entry) -> SectionSpec:
    titles = (entry["title"], *entry["variants"])
    return SectionSpec(entry["number"], entry["numeral"], titles, tuple(entry["keywords"]), entry["table"])


def _label(entry: Entry) -> Label:
    return Label(
        id=entry["id"],
        role=entry["role"],
        texts=(entry["text"], *entry.get("variants", ())),
        fragments=tuple(tuple(pieces) for pieces in entry.get("fragments", ())),
        english=entry["english"],
        article=entry.get("article"),
    )


def _table(entry: Entry, form_id: str, rules: tuple[Rule, ...]) -> Table:
    table_id: TableId = entry["id"]
    if table_id not in get_args(TableId):
        raise ValueError(f"a table is named {table_id}")
    own = [rule for rule in rules if rule.left[0].startswith(table_id + ".")]
    return Table(
        id=table_id,
        form=form_id,
        rows=tuple(_row(table_id, row, entry["unit"]) for row in entry["rows"]),
        rules=tuple(rule for rule in own if rule.relation == "="),
        heuristics=tuple(rule for rule in own if rule.relation != "="),
        grids=tuple((name, _grid(lines)) for name, lines in entry["grids"].items()),
    )


def _row(table_id: str, entry: Entry, unit: str | None) -> RowSpec:
    row_id = f"{table_id}.{entry['key']}"
    cells = tuple(_cell(row_id, text, unit) for text in entry["cells"])
    return RowSpec(row_id, entry["label"], entry["group"], cells)


def _cell(row_id: str, text: str, unit: str | None) -> CellSpec:
    column, *kind_and_unit = text.split(" ")
    if not kind_and_unit:
        return CellSpec(f"{row_id}.{column}", "count", unit or "件")
    kind, own_unit = kind_and_unit
    return CellSpec(f"{row_id}.{column}", kind, None if own_unit == "-" else own_unit)


def _grid(lines: list[list[str]]) -> tuple[tuple[GridCell, ...], ...]:
    return tuple(tuple(_grid_cell(text) for text in line) for line in lines)


def _grid_cell(text: str) -> GridCell:
    name, _, spans = text.partition(" ")
    columns, rows = spans.split("x") if spans else (1, 1)
    return GridCell(name, int(columns), int(rows))


def _expression(text: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    for relation in ("=", ">=", "<="):
        left, found, right = text.partition(f" {relation} ")
        if found:
            return tuple(left.split(" + ")), relation, () if right == "0" else tuple(right.split(" + "))
    raise ValueError(f"no relation in {text}")


def _rule(entry: Entry) -> Rule:
    left, relation, right = _expression(entry["expression"])
    return Rule(entry["id"], left, relation, right, entry["severity"], entry["status"], entry["note"])


def _year(entry: Entry) -> YearRelation:
    left, relation, right = _expression(entry["expression"])
    return YearRelation(
        id=entry["id"],
        left=tuple(map(_dated, left)),
        relation=relation,
        right=tuple(map(_dated, right)),
        severity=entry["severity"],
        note=entry["note"],
    )


def _dated(term: str) -> tuple[str, int]:
    cell, _, year = term.partition("[")
    return cell, int(year.rstrip("]") or 0)


def _prose(entry: Entry) -> ProseRelation:
    return ProseRelation(
        id=entry["id"],
        phrases=tuple(entry["phrases"]),
        sums=tuple(tuple(text.split(" + ")) for text in entry["expressions"]),
        severity=entry["severity"],
        relation=entry.get("relation", "="),
        value=entry.get("value"),
        scale=entry.get("scale", 1.0),
    )
