"""A finished run as `girml extract --run` writes it, for review: its tables read part by part, as reports."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from girml.batch import manifest
from girml.batch.parts import Part, place
from girml.batch.schemas import CELLS, CHECKS, DOCUMENT, FINDINGS, REPORTS
from girml.errors import InputError, RunError
from girml.records import Cell, Check, Field, Finding, Report, TableId
from girml.review.decisions import DECISIONS, by_report, joined
from girml.review.heads import Head, head

Row = dict[str, Any]
_TABLES: tuple[TableId, ...] = ("t2", "t3", "t4")


class Run:
    """The reports of a run, by part and row of `reports`. A run keeps no sections, no parts of a figure, no rules of a
    derived cell, and of the head no places."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = finished(folder)
        self._parts = {part.number: part for part in self.manifest.parts}
        self._read = lru_cache(maxsize=2)(lambda number: self._reports(self._parts[number]))

    def heads(self) -> Iterator[Head]:
        """Yield what is kept of each report, in order; RunError where a part cannot be read."""
        for part in self.manifest.parts:
            for at, report in enumerate(self._reports(part)):
                yield head(report, (part.number, at))

    def report(self, one: Head) -> Report:
        """Return a report; InputError where the run no longer holds it."""
        number, at = one.place
        reports = self._read(number)
        if at >= len(reports) or (reports[at].sha256, reports[at].index) != (one.sha256, one.number):
            raise InputError(f"{self.folder} was changed while it is reviewed: start `girml review` again.")
        return reports[at]

    def _reports(self, part: Part) -> list[Report]:
        tables = {table: read_table(self.folder, table, part.number) for table in part.files}
        return reports(tables, self.manifest.plan.model["model"] or "")


def finished(folder: Path) -> manifest.Manifest:
    """Return what a finished run tells of itself; RunError where it is not finished."""
    run = manifest.read(folder)
    if run is None:
        raise RunError(f"{folder} holds a run that is not finished: give its own command again.")
    return run


def read_table(folder: Path, table: str, number: int) -> pa.Table:
    """Return a table of a part; RunError where it cannot be read."""
    file = place(folder, table, number)
    try:
        return pq.read_table(file, partitioning=None)
    except (OSError, pa.ArrowException):
        raise RunError(f"{file} cannot be read: `girml verify` tells what is wrong with the run.") from None


def reports(tables: Mapping[str, pa.Table], model: str) -> list[Report]:
    """Return the reports of a part, in order."""
    own = {table: _by_report(tables[table]) for table in (CELLS, CHECKS, FINDINGS)}
    decisions = by_report(tables[DECISIONS]) if DECISIONS in tables else {}
    found = []
    for row in tables[REPORTS].to_pylist():
        at = row[DOCUMENT], row["report"]
        cells = tuple(map(_cell, own[CELLS].get(at, ())))
        checks = tuple(map(_check, own[CHECKS].get(at, ())))
        findings = tuple(map(_finding, own[FINDINGS].get(at, ())))
        report = _report(row, model, cells)
        found.append(replace(report, checks=checks, findings=findings, decisions=decisions.get(at, ())))
    return found


def _by_report(table: pa.Table) -> dict[tuple[int, int], list[Row]]:
    found: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in table.to_pylist():
        found[row[DOCUMENT], row["report"]].append(row)
    return found


def _report(row: Row, model: str, cells: tuple[Cell, ...]) -> Report:
    forms = {table: row[f"form_{table}"] for table in _TABLES}
    return Report(
        source=row["source"],
        sha256=row["sha256"],
        encoding=row["encoding"],
        index=row["report"],
        of=row["reports"],
        start=row["start"],
        end=row["end"],
        model=model,
        form=None if None in forms.values() else forms,
        title=_field(row["title"]),
        agency=_field(row["agency"]),
        year=_field(row["year"]),
        published=_field(row["published"]),
        cells=cells,
    )


def _field(value: str | int | None) -> Field | None:
    return None if value is None else Field(value, 0, 0)


def _cell(row: Row) -> Cell:
    return Cell(
        id=row["id"],
        value=joined(row["value_number"], row["value_text"]),
        text=row["text"],
        start=row["start"],
        end=row["end"],
        parts=None,
        unit=row["unit"],
        state=row["state"],
        confidence=row["confidence"],
        review=row["review"],
        suggested=joined(row["suggested"], None),
        alternatives=tuple(json.loads(row["alternatives"])) if row["alternatives"] else (),
    )


def _check(row: Row) -> Check:
    left, right = (_sum(row[side]) for side in ("left", "right"))
    return Check(row["id"], row["holds"], row["relation"], left, right, row["severity"], tuple(row["cells"]))


def _finding(row: Row) -> Finding:
    sets = tuple(map(tuple, row["sets"]))
    where = row["start"], row["end"]
    return Finding(row["kind"], row["message"], tuple(row["cells"]), sets, tuple(row["rules"]), *where)


def _sum(side: float | None) -> int | float | None:
    return int(side) if side is not None and side.is_integer() else side
