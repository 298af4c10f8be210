"""The records of layout: what may stand in the cells of a row; offsets are those of the source."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from girml.evidence import Evidence
from girml.records.form import RowSpec, Table

State = Literal["read", "blank", "derived", "unresolved", "absent"]
Value = int | float | str | None


class Reading(NamedTuple):
    """What a candidate sees in one cell: `read`, `blank` or `derived` (unreadable) with its place."""

    state: State
    value: Value = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    parts: tuple[tuple[int, int], ...] | None = None
    unit: str | None = None


class Candidate(NamedTuple):
    """One way to read a printed row: a reading a cell, a log-score, and the evidence it rests on."""

    readings: tuple[Reading, ...]
    score: float
    evidence: Evidence


class RowReadings(NamedTuple):
    """A printed row and its candidate readings, likeliest first, never empty; how likely its label is its own, and
    whether the text prints that label again with other figures."""

    row: RowSpec
    candidates: tuple[Candidate, ...]
    probability: float
    contested: bool = False


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """A row of the text that the form does not know: its label and figures, at source offsets."""

    label: str
    figures: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableReadings:
    """What layout found of one table: its rows in form order, and what is not of the form."""

    table: Table
    rows: tuple[RowReadings, ...]
    extras: tuple[ExtraRow, ...] = ()
    repeated: tuple[ExtraRow, ...] = ()
