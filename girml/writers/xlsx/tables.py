"""The tidy sheets: reports, cells, checks and findings, a row each under the names that CSV and Parquet use."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from girml.records import Report
from girml.writers.tidy import COLUMNS, columns
from girml.writers.xlsx import styles
from girml.writers.xlsx.styles import Styles
from girml.writers.xlsx.texts import held, sheet_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MOST_ROWS = 1_048_576
"""So many rows a sheet has, the head line among them."""

REPORTS = (
    "source", "report", "reports", "start", "end", "sha256", "encoding", "model", "form_t2", "form_t3", "form_t4",
    "title", "agency", "year", "published", "cells", "review", "failed", "findings",
)  # fmt: skip
CHECKS = ("source", "report", "id", "holds", "relation", "left", "right", "severity", "cells")
FINDINGS = ("source", "report", "kind", "message", "cells", "sets", "rules", "start", "end")
CELLS = COLUMNS
_WIDE = {
    "source": 28,
    "title": 44,
    "agency": 28,
    "id": 34,
    "message": 90,
    "cells": 44,
    "sets": 44,
    "form": 34,
    "row": 30,
}
_USUAL = 12


class Sheets:
    """A table on a sheet, and on further ones where that is full."""

    def __init__(
        self, book: "Workbook", made: Styles, name: str, names: Sequence[str], taken: set[str], *, most: int = MOST_ROWS
    ) -> None:
        self._book, self._made, self._name, self._names = book, made, name, names
        self._taken, self._most = taken, most
        self._text, self._whole, self._decimal = map(made.of, (styles.TEXT, styles.WHOLE, styles.DECIMAL))
        self._begin(name)

    def write(self, row: Sequence[object], link: str | None = None) -> None:
        """Write a row; with `link`, its first square holds the name of a sheet, and leads there."""
        if self._next == self._most:
            self.finish()
            self._begin(sheet_name(self._name, self._taken))
        for column, value in enumerate(row):
            self._put(column, value)
        if link:
            self._sheet.write_url(self._next, 0, f"internal:'{link}'!A1", self._made.of(styles.LINK), link)
        self._next += 1

    def finish(self) -> None:
        """Put a filter over the rows that were written."""
        self._sheet.autofilter(0, 0, self._next - 1, len(self._names) - 1)

    def _begin(self, name: str) -> None:
        self._taken.add(name)
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()
        self._sheet.set_paper(styles.A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:AZ{MOST_ROWS}"})
        for column, heading in enumerate(self._names):
            self._sheet.set_column(column, column, _WIDE.get(heading, _USUAL), self._made.of(styles.BASE))
            self._sheet.write_string(0, column, heading, self._made.of(styles.HEAD))
        self._next = 1

    def _put(self, column: int, value: object) -> None:
        """Write a value; a text stays one, whatever it begins with, also where it is edited."""
        if isinstance(value, bool):
            self._sheet.write_boolean(self._next, column, value)
        elif isinstance(value, int | float):
            self._sheet.write_number(
                self._next, column, value, self._decimal if isinstance(value, float) else self._whole
            )
        elif value:
            self._sheet.write_string(self._next, column, held(str(value)), self._text)


def report_row(report: Report) -> tuple[object, ...]:
    """Return the row of a report."""
    form = report.form or {}
    fields = [field.value if field else None for field in (report.title, report.agency, report.year, report.published)]
    return (
        report.source, report.index, report.of, report.start, report.end, report.sha256, report.encoding, report.model,
        form.get("t2"), form.get("t3"), form.get("t4"), *fields, len(report.cells),
        sum(cell.review for cell in report.cells), sum(check.holds is False for check in report.checks),
        len(report.findings),
    )  # fmt: skip


def cell_rows(report: Report) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a report's cells."""
    return zip(*columns(report), strict=True)


def check_rows(report: Report) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a report's checks."""
    for one in report.checks:
        *values, cells = one
        yield report.source, report.index, *values, _listed(cells)


def finding_rows(report: Report) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a report's findings."""
    for one in report.findings:
        lists = _listed(one.cells), _listed(one.sets), _listed(one.rules)
        yield report.source, report.index, one.kind, one.message, *lists, one.start, one.end


def _listed(some: Sequence[object]) -> str | None:
    return json.dumps(some, ensure_ascii=False) if some else None
