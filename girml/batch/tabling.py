"""What the documents of a block gave, as the tables of a run."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

import pyarrow as pa

from girml.batch.blocks import Fault, Item
from girml.batch.reading import Outcome
from girml.batch.schemas import CELLS, CHECKS, ERRORS, FINDINGS, REPORTS, TABLES, schema
from girml.records import Field, Report
from girml.records.cells import column_wise
from girml.writers import parquet

_AT_ONCE = 50


class Counts(NamedTuple):
    """What a part or a run holds; `review` counts reports with a cell that asks for it, `failed` those with a check
    that fails."""

    documents: int = 0
    reports: int = 0
    cells: int = 0
    review: int = 0
    failed: int = 0
    findings: int = 0
    errors: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """Return the counts of both together."""
        return Counts(*map(sum, zip(self, other, strict=True)))


class _Found(NamedTuple):
    item: Item
    report: Report


def tabled(items: Sequence[Item], outcomes: Iterable[Outcome], keep: Sequence[str]) -> dict[str, pa.Table]:
    """Return the tables of the documents of a block and of what each gave; reports are let go, so many at a time."""
    pairs = zip(items, outcomes, strict=True)
    # At least one, that an empty block has its tables, too.
    some = [_tabled(list(islice(pairs, _AT_ONCE)), keep) for _ in range(0, max(1, len(items)), _AT_ONCE)]
    return {name: pa.concat_tables(one[name] for one in some) for name in TABLES}


def _tabled(pairs: Sequence[tuple[Item, Outcome]], keep: Sequence[str]) -> dict[str, pa.Table]:
    found: list[_Found] = []
    errors: list[tuple[Any, ...]] = []
    for item, outcome in pairs:
        if isinstance(outcome, Fault):
            errors.append((item.number, item.name, *outcome, *item.kept))
        else:
            found += [_Found(item, report) for report in outcome]
    rows = {
        REPORTS: [_report(one) for one in found],
        CHECKS: [row for one in found for row in _checks(one)],
        FINDINGS: [row for one in found for row in _findings(one)],
        ERRORS: errors,
    }
    return {CELLS: _cells(found), **{name: _table(own, schema(name, keep)) for name, own in rows.items()}}


def counted(tables: Mapping[str, pa.Table]) -> Counts:
    """Return what tables hold."""
    reports = tables[REPORTS]
    documents = {*reports["document"].to_pylist(), *tables[ERRORS]["document"].to_pylist()}
    return Counts(
        documents=len(documents),
        reports=len(reports),
        cells=len(tables[CELLS]),
        review=sum(1 for number in reports["review"].to_pylist() if number),
        failed=sum(1 for number in reports["failed"].to_pylist() if number),
        findings=len(tables[FINDINGS]),
        errors=len(tables[ERRORS]),
    )


def _table(rows: Sequence[Sequence[Any]], own: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(own)
    return pa.table([pa.array(values, kind) for values, kind in zip(columns, own.types, strict=True)], schema=own)


def _cells(found: Sequence[_Found]) -> pa.Table:
    numbers = chain.from_iterable([one.item.number] * len(one.report.cells) for one in found)
    columns = parquet.columns(one.report for one in found).columns
    return pa.table([pa.array(numbers, pa.int64()), *columns], schema=schema(CELLS, ()))


def _lead(one: _Found) -> tuple[int, str, int]:
    return one.item.number, one.item.name, one.report.index


def _report(one: _Found) -> tuple[Any, ...]:
    report = one.report
    form = report.form or {}
    return (
        *_lead(one),
        report.of,
        report.start,
        report.end,
        report.sha256,
        report.encoding,
        form.get("t2"),
        form.get("t3"),
        form.get("t4"),
        *map(_value, (report.title, report.agency, report.year, report.published)),
        len(report.cells),
        sum(sum(own.review) for own in column_wise(report.cells)),
        sum(check.holds is False for check in report.checks),
        len(report.findings),
        *one.item.kept,
    )


def _value(field: Field | None) -> str | int | None:
    return None if field is None else field.value


def _checks(one: _Found) -> Iterable[tuple[Any, ...]]:
    lead = _lead(one)
    for check in one.report.checks:
        yield *lead, check.id, check.holds, check.relation, check.left, check.right, check.severity, check.cells


def _findings(one: _Found) -> Iterable[tuple[Any, ...]]:
    lead = _lead(one)
    for two in one.report.findings:
        yield *lead, two.kind, two.message, two.cells, two.sets, two.rules, two.start, two.end
