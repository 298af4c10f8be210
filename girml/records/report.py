"""The records of a report, as the contract has them; offsets are those of the source."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from girml.records.cells import Cell
from girml.records.decision import Applied
from girml.records.form import TableId

SCHEMA = "girml/1"
"""The name of the contract that these records are written under."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the report's head and its place."""

    value: str | int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section: statutory number, title as printed, its heading's place and its body's."""

    number: int
    title: str
    heading_start: int
    heading_end: int
    start: int
    end: int


class Check(NamedTuple):
    """An equality rule confronted with the cells: True, False, or None where terms are unknown (a named tuple, as there
    are 40 a report)."""

    id: str
    holds: bool | None
    relation: str
    left: int | float | None
    right: int | float | None
    severity: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell about a report; `kind` is one of the closed list in `schema.json`."""

    kind: str
    message: str
    cells: tuple[str, ...] = ()
    sets: tuple[tuple[str, ...], ...] = ()
    rules: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report read from a text; the JSON of `girml.writers` is its contract. `decisions` are people's, where `girml
    apply` merged them."""

    source: str
    sha256: str
    encoding: str
    index: int
    of: int
    start: int
    end: int
    model: str
    form: dict[TableId, str] | None = None
    title: Field | None = None
    agency: Field | None = None
    year: Field | None = None
    published: Field | None = None
    sections: tuple[Section, ...] = ()
    cells: Sequence[Cell] = ()
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()
    decisions: tuple[Applied, ...] = ()
