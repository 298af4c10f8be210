"""Decisions merged into a run: its tables as decided, one more of the decisions, and its manifest."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa

from girml.batch import manifest
from girml.batch.blocks import Item
from girml.batch.manifest import Manifest
from girml.batch.parts import Contents, Part, encoded, place, write_whole
from girml.batch.schemas import DOCUMENT, ERRORS, REPORTS, TABLES
from girml.batch.tabling import tabled
from girml.records import Report
from girml.review.decisions import DECISIONS, table
from girml.review.merging import Merger
from girml.review.runs import Run, read_table, reports


def apply_run(run: Run, merge: Merger, out: Path) -> None:
    """Write a run as decided to a folder: a part where nothing was decided keeps its bytes."""
    told = run.manifest
    for name in (*TABLES, DECISIONS):
        (out / name).mkdir()
    parts = tuple(_applied(run, part, merge, out) for part in told.parts)
    plan = told.plan._replace(options=told.plan.options | {DECISIONS: merge.digest})
    write_whole(out / manifest.NAME, manifest.dump(Manifest(plan, told.inputs, parts)))


def _applied(run: Run, part: Part, merge: Merger, out: Path) -> Part:
    tables = {name: read_table(run.folder, name, part.number) for name in part.files}
    rows = tables[REPORTS].to_pylist()
    before = reports(tables, run.manifest.plan.model["model"] or "")
    after = list(map(merge, before))
    numbers = [row[DOCUMENT] for row in rows]
    decided = any(one is not other for one, other in zip(before, after, strict=True))
    whole = _tables(run, rows, after) | {ERRORS: tables[ERRORS]} if decided else tables
    made, contents = encoded(part.number, part.first, whole | {DECISIONS: table(zip(numbers, after, strict=True))})
    if not decided:
        contents |= {name: place(run.folder, name, part.number).read_bytes() for name in TABLES}
        made = made._replace(files={**part.files, DECISIONS: made.files[DECISIONS]})
    _write(out, part.number, contents)
    return made


def _write(out: Path, number: int, contents: Contents) -> None:
    for name, content in contents.items():
        write_whole(place(out, name, number), content)


def _tables(run: Run, rows: Sequence[dict[str, Any]], after: Sequence[Report]) -> dict[str, pa.Table]:
    """Return the tables of the documents of a part, their reports as decided."""
    keep = run.manifest.plan.keep
    items, outcomes = [], []
    pairs = zip(rows, after, strict=True)
    for number, own in groupby(pairs, key=lambda pair: pair[0][DOCUMENT]):
        some = list(own)
        row = some[0][0]
        items.append(Item(number, row["source"], tuple(row[column] for column in keep)))
        outcomes.append([report for _, report in some])
    return tabled(items, outcomes, keep)
