"""Reports from JSON Lines as `girml extract --format jsonl` writes them; what is no report of the contract is refused.

Keys are those of the records, types those of `girml/schema.json`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from girml.corpus.lines import numbered
from girml.errors import InputError
from girml.records import Applied, Cell, Check, Field, Finding, Reading, Report, Section, State, TableId
from girml.records.decision import ACTIONS
from girml.records.report import SCHEMA

Types = Mapping[str, tuple[type, ...]]

_NONE = type(None)
_NUMBER = (int, float)
_VALUE = (int, float, str, _NONE)
_PLACE = (int, _NONE)
_TABLES: tuple[TableId, ...] = get_args(TableId)
_STATES = get_args(State)

_REPORT: Types = {
    **dict.fromkeys(("source", "sha256", "encoding", "girml", "model"), (str,)),
    "report": (dict,),
    **dict.fromkeys(("form", "title", "agency", "year", "published"), (dict, _NONE)),
    **dict.fromkeys(("sections", "cells", "checks", "findings"), (list,)),
}
_PART: Types = dict.fromkeys(("index", "of", "start", "end"), (int,))
_FIELD: Types = {"value": (int, str), "start": (int,), "end": (int,)}
_SECTION: Types = {
    "number": (int,), "title": (str,), **dict.fromkeys(("heading_start", "heading_end", "start", "end"), (int,)),
}  # fmt: skip
_CELL: Types = {
    "id": (str,), "value": _VALUE, "text": (str, _NONE), "start": _PLACE, "end": _PLACE, "parts": (list, _NONE),
    "unit": (str, _NONE), "state": (str,), "confidence": _NUMBER, "review": (bool,), "rules": (list,),
    "suggested": _VALUE, "alternatives": (list,),
}  # fmt: skip
_CHECK: Types = {
    "id": (str,), "holds": (bool, _NONE), "relation": (str,), "left": (*_NUMBER, _NONE), "right": (*_NUMBER, _NONE),
    "severity": (str,), "cells": (list,),
}  # fmt: skip
_FINDING: Types = {
    "kind": (str,), "cells": (list,), "sets": (list,), "rules": (list,), "start": _PLACE, "end": _PLACE,
    "message": (str,),
}  # fmt: skip

_DECISION: Types = {
    **dict.fromkeys(("cell", "action", "who", "at"), (str,)), "value": _VALUE, "before": (dict,),
}  # fmt: skip
_BEFORE: Types = {"state": (str,), "value": _VALUE, "text": (str, _NONE), "start": _PLACE, "end": _PLACE}

_CURE = "write it anew with `girml extract --format jsonl`."


class _LineError(Exception):
    """What is wrong with a line."""


def read(path: Path) -> Iterator[Report]:
    """Yield the reports of a file; InputError names the file, the line and what to do."""
    for number, line in numbered(path):
        yield parse(line, f"{path}:{number}")


def parse(line: str, where: str) -> Report:
    """Return the report of a line; `where` names file and line in messages.

    >>> parse('{"schema": "girml/0"}', "a.jsonl:3")
    Traceback (most recent call last):
    girml.errors.InputError: a.jsonl:3 is no report of girml/1: write it anew with `girml extract --format jsonl`.
    """
    try:
        plain = json.loads(line, parse_constant=_no_number)
        if not isinstance(plain, dict) or plain.pop("schema", None) != SCHEMA:
            raise InputError(f"{where} is no report of {SCHEMA}: {_CURE}")
        decisions = plain.pop("decisions", [])
        return replace(_report(_checked(plain, _REPORT, "the report")), decisions=_decisions(decisions))
    except ValueError as reason:
        raise InputError(f"{where} is not JSON ({reason}): {_CURE}") from None
    except _LineError as reason:
        raise InputError(f"{where} is no report of {SCHEMA}, for {reason}: {_CURE}") from None


def _no_number(text: str) -> float:
    raise _LineError(f"{text} is no number")


def _checked(plain: object, types: Types, name: str) -> dict[str, Any]:
    """Return an object whose keys and types are these."""
    if not isinstance(plain, dict):
        raise _LineError(f"{name} is no object")
    for key in sorted(types.keys() ^ plain.keys()):
        raise _LineError(f"{name} {'lacks the key' if key in types else 'has the unknown key'} {key!r}")
    for key, allowed in types.items():
        if type(plain[key]) not in allowed:
            raise _LineError(f"{key!r} of {name} is of the wrong type")
    return plain


def _report(plain: dict[str, Any]) -> Report:
    form = plain["form"]
    cells = tuple(_cell(one, number) for number, one in enumerate(plain["cells"], 1))
    if len({cell.id for cell in cells}) < len(cells):
        raise _LineError("a cell stands in it twice")
    head = {key: plain[key] for key in ("source", "sha256", "encoding", "model")}
    return Report(
        **head,
        **_checked(plain["report"], _PART, "'report'"),
        form=None if form is None else _form(form),
        title=_field(plain["title"], "title"),
        agency=_field(plain["agency"], "agency"),
        year=_field(plain["year"], "year"),
        published=_field(plain["published"], "published"),
        sections=tuple(Section(**_checked(one, _SECTION, "a section")) for one in plain["sections"]),
        cells=cells,
        checks=tuple(map(_check, plain["checks"])),
        findings=tuple(map(_finding, plain["findings"])),
    )


def _form(plain: dict[str, Any]) -> dict[TableId, str]:
    checked = _checked(plain, dict.fromkeys(_TABLES, (str,)), "'form'")
    return {table: checked[table] for table in _TABLES}


def _field(plain: object, key: str) -> Field | None:
    return None if plain is None else Field(**_checked(plain, _FIELD, repr(key)))


def _cell(plain: object, number: int) -> Cell:
    name = f"cell {number}"
    cell = Cell(**_checked(plain, _CELL, name))
    if cell.state not in _STATES:
        raise _LineError(f"{name} has the unknown state {cell.state!r}")
    if not 0 <= cell.confidence <= 1:
        raise _LineError(f"{name} has a confidence that is no probability")
    return cell._replace(
        parts=None if cell.parts is None else tuple(_part(one, name) for one in cell.parts),
        rules=_all(cell.rules, (str,), name),
        alternatives=_all(cell.alternatives, _VALUE, name),
    )


def _part(plain: object, name: str) -> tuple[int, int]:
    match plain:
        case [int(start), int(end)]:
            return start, end
    raise _LineError(f"{name} has a part that is no [start, end]")


def _check(plain: object) -> Check:
    checked = _checked(plain, _CHECK, "a check")
    return Check(**{**checked, "cells": _all(checked["cells"], (str,), "a check")})


def _finding(plain: object) -> Finding:
    checked = _checked(plain, _FINDING, "a finding")
    sets = tuple(_all(one, (str,), "a finding") for one in _all(checked["sets"], (list,), "a finding"))
    names = {key: _all(checked[key], (str,), "a finding") for key in ("cells", "rules")}
    return Finding(**{**checked, **names, "sets": sets})


def _decisions(plain: object) -> tuple[Applied, ...]:
    if not isinstance(plain, list):
        raise _LineError("'decisions' is no list")
    return tuple(map(_decision, plain))


def _decision(plain: object) -> Applied:
    checked = _checked(plain, _DECISION, "a decision")
    before = Reading(**_checked(checked["before"], _BEFORE, "'before' of a decision"))
    if checked["action"] not in ACTIONS or before.state not in _STATES:
        raise _LineError("a decision has an unknown action or state")
    return Applied(**{**checked, "before": before})


def _all(entries: Any, allowed: tuple[type, ...], name: str) -> tuple[Any, ...]:
    """Return the entries of a list, which must be of these types."""
    if not all(type(one) in allowed for one in entries):
        raise _LineError(f"{name} has a list with an entry of the wrong type")
    return tuple(entries)
