"""What changed between two runs: cells, states and reviews, and the reports that only one of them has."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from girml.batch import manifest
from girml.batch.documents import known_by
from girml.batch.manifest import Manifest
from girml.batch.parts import place
from girml.batch.schemas import CELLS, REPORTS
from girml.errors import RunError
from girml.records import Value

Key = tuple[str, int]
"""The name of a document, and the number of a report in it."""
_COLUMNS = ("source", "report", "id", "state", "value_number", "value_text", "review")


class Seen(NamedTuple):
    """A cell as a run has it."""

    state: str
    value: Value
    review: bool


class Change(NamedTuple):
    """A cell that changed, None where a run has no such cell; or a whole report, with no id, that one run lacks."""

    source: str
    report: int
    id: str | None
    old: Seen | None
    new: Seen | None
    only_in: str | None = None


class _Run:
    """A finished run, read part by part."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.numbers = [part.number for part in _finished(folder).parts]
        self.cells = lru_cache(maxsize=2)(self._cells)

    def keys(self, number: int) -> list[Key]:
        """Return the reports of a part."""
        table = self._read(REPORTS, number, ("source", "report"))
        return list(zip(*(column.to_pylist() for column in table.columns), strict=True))

    def rows(self, number: int) -> pa.Table:
        """Return the cells of a part as they are compared."""
        return self._read(CELLS, number, _COLUMNS)

    def _cells(self, number: int) -> Mapping[Key, dict[str, Seen]]:
        """Return the cells of each report of a part, by their ids."""
        columns = (column.to_pylist() for column in self.rows(number).columns)
        grouped = groupby(zip(*columns, strict=True), key=lambda row: row[:2])
        return {key: {row[2]: _seen(*row[3:]) for row in rows} for key, rows in grouped}

    def _read(self, table: str, number: int, columns: tuple[str, ...]) -> pa.Table:
        file = place(self._folder, table, number)
        try:
            return pq.read_table(file, columns=list(columns), partitioning=None)
        except (OSError, pa.ArrowException):
            raise RunError(f"{file} cannot be read: `girml verify` tells what is wrong with the run.") from None


def differences(old: Path, new: Path) -> Iterator[Change]:
    """Yield what changed from one run to another, in the order of the old one, then what only the new one has."""
    before, after = _Run(old), _Run(new)
    places = {_known(key): number for number in after.numbers for key in after.keys(number)}
    for number in before.numbers:
        keys = before.keys(number)
        there = [places.pop(_known(key), None) for key in keys]
        # Runs over the same inputs have the same parts, most of them unchanged.
        if {*there} != {number} or not before.rows(number).equals(after.rows(number)):
            yield from _of_part(before.cells(number), after, dict(zip(keys, there, strict=True)))
    for number in after.numbers if places else ():
        yield from (Change(*key, None, None, None, "new") for key in after.keys(number) if _known(key) in places)


def _of_part(cells: Mapping[Key, dict[str, Seen]], after: _Run, there: Mapping[Key, int | None]) -> Iterator[Change]:
    """Yield what changed in the reports of a part; `there` tells in which part of the new run each stands."""
    for key, number in there.items():
        if number is None:
            yield Change(*key, None, None, None, "old")
        else:
            yield from _changes(key, cells.get(key, {}), after.cells(number).get(key, {}))


def _known(key: Key) -> bytes:
    return known_by(f"{key[0]}\0{key[1]}")


def _changes(key: Key, old: Mapping[str, Seen], new: Mapping[str, Seen]) -> Iterator[Change]:
    if old == new:
        return
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            yield Change(*key, name, old.get(name), new.get(name))


def _seen(state: str, number: float | None, text: str | None, review: bool) -> Seen:
    whole = int(number) if number is not None and number.is_integer() else number
    return Seen(state, text if whole is None else whole, review)


def _finished(folder: Path) -> Manifest:
    run = manifest.read(folder)
    if run is None:
        raise RunError(f"{folder} holds no finished run: name the folder of one.")
    return run


def as_dict(change: Change) -> dict[str, Any]:
    """Return a change as JSON holds it."""
    told = change._asdict()
    return {**told, "old": change.old and change.old._asdict(), "new": change.new and change.new._asdict()}
