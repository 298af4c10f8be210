"""Reports as JSON, key by key in the order of the contract; `girml/schema.json` is its JSON Schema."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from girml import __version__
from girml.records import Applied, Field, Report
from girml.records.report import SCHEMA

_FIELD = ("value", "start", "end")
_SECTION = ("number", "title", "heading_start", "heading_end", "start", "end")
_CELL = (
    "id", "value", "text", "start", "end", "parts", "unit", "state",
    "confidence", "review", "rules", "suggested", "alternatives",
)  # fmt: skip
_CHECK = ("id", "holds", "relation", "left", "right", "severity", "cells")
_BEFORE = ("state", "value", "text", "start", "end")
_FINDING = ("kind", "cells", "sets", "rules", "start", "end", "message")
# JSON lets these stand in a string, but many a reader of lines would break the line there.
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def as_dict(report: Report) -> dict[str, Any]:
    """Return a report as the contract has it: what `json.dumps` takes; `decisions` only where people decided on it."""
    return {
        "schema": SCHEMA,
        "source": report.source,
        "sha256": report.sha256,
        "encoding": report.encoding,
        "report": {"index": report.index, "of": report.of, "start": report.start, "end": report.end},
        "girml": __version__,
        "model": report.model,
        "form": report.form,
        "title": _field(report.title),
        "agency": _field(report.agency),
        "year": _field(report.year),
        "published": _field(report.published),
        "sections": _each(report.sections, _SECTION),
        "cells": _each(report.cells, _CELL),
        "checks": _each(report.checks, _CHECK),
        "findings": _each(report.findings, _FINDING),
        **({"decisions": [_decision(one) for one in report.decisions]} if report.decisions else {}),
    }


def line(report: Report) -> str:
    """Return a report as one line of JSON, without a line end anywhere in it."""
    return plain_line(as_dict(report))


def plain_line(plain: dict[str, Any]) -> str:
    """Return what `as_dict` gives as one line of JSON, without a line end anywhere in it."""
    text = json.dumps(plain, ensure_ascii=False)
    for char, escape in _LINE_ENDS.items():
        text = text.replace(char, escape)
    return text


def write_lines(reports: Iterable[Report], out: TextIO) -> None:
    """Write one line of JSON a report, each as soon as it is read."""
    out.writelines(line(report) + "\n" for report in reports)


def write_document(reports: Iterable[Report], out: TextIO) -> None:
    """Write one indented object for one report, an array for several or none."""
    documents = [as_dict(report) for report in reports]
    write_json(documents[0] if len(documents) == 1 else documents, out)


def write_json(document: object, out: TextIO) -> None:
    """Write anything that JSON holds, indented, with a line end after it."""
    json.dump(document, out, ensure_ascii=False, indent=2)
    out.write("\n")


def _decision(one: Applied) -> dict[str, Any]:
    return one._asdict() | {"before": _pick(one.before, _BEFORE)}


def _field(field: Field | None) -> dict[str, Any] | None:
    return None if field is None else _pick(field, _FIELD)


def _each(records: Iterable[object], keys: tuple[str, ...]) -> list[dict[str, Any]]:
    return [_pick(record, keys) for record in records]


def _pick(record: object, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: getattr(record, key) for key in keys}
