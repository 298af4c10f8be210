"""A workbook of reports: the same bytes for the same reports, whenever it is written."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from girml.records import Report
from girml.writers.xlsx import styles
from girml.writers.xlsx.form import named, write_form
from girml.writers.xlsx.page import Page
from girml.writers.xlsx.styles import Styles
from girml.writers.xlsx.tables import (
    CELLS,
    CHECKS,
    FINDINGS,
    REPORTS,
    Sheets,
    cell_rows,
    check_rows,
    finding_rows,
    report_row,
)
from girml.writers.xlsx.texts import sheet_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MOST_FORMS = 500
"""So many reports get a sheet with their form; of more, a workbook has tidy sheets alone."""
_WITHOUT_FORMS = (
    f"报告多于 {MOST_FORMS} 篇，本工作簿只有数据表，没有逐篇表格。",
    f"More than {MOST_FORMS} reports: this workbook has tables of data, and no form of each report.",
    "Take fewer at once, or --format html, to see each report in its form.",
)
_TABLES = {"cells": (CELLS, cell_rows), "checks": (CHECKS, check_rows), "findings": (FINDINGS, finding_rows)}
_NOTE = "note"
_NAMES = (_NOTE, "reports", *_TABLES)
_CREATED = datetime(1980, 1, 1)
"""The first day that a zip archive knows; a workbook tells no other time."""


def write(reports: Iterable[Report], out: BinaryIO) -> bool:
    """Write a workbook to a binary file; return whether each report that has a form has its sheet.

    The first sheet lists the reports, and links to their forms. Where there are too many for forms, rows go to disk as
    they come.
    """
    waiting = iter(reports)
    first = list(islice(waiting, MOST_FORMS + 1))
    with TemporaryFile() as whole:
        if len(first) > MOST_FORMS:
            _write_tables(chain(first, waiting), whole)
        else:
            _write_forms(first, whole)
        whole.seek(0)
        copyfileobj(whole, out)
    return len(first) <= MOST_FORMS


def _write_forms(reports: Sequence[Report], out: BinaryIO) -> None:
    with _workbook(out, streamed=False) as book:
        made, taken = Styles(book), set(_NAMES)
        listed = Sheets(book, made, "reports", ("sheet", *REPORTS), taken)
        for report in reports:
            name = sheet_name(named(report), taken) if report.form else None
            listed.write((None, *report_row(report)), name)
            if name:
                write_form(Page(book.add_worksheet(name), made), report)
        listed.finish()
        _write_rows(book, made, taken, reports)
        if len(reports) == 1:
            book.worksheets()[1].activate()


def _write_tables(reports: Iterable[Report], out: BinaryIO) -> None:
    with _workbook(out, streamed=True) as book:
        made, taken = Styles(book), set(_NAMES)
        note = book.add_worksheet(_NOTE)
        for row, line in enumerate(_WITHOUT_FORMS):
            note.write_string(row, 0, line, made.of(styles.BASE))
        listed = Sheets(book, made, "reports", REPORTS, taken)
        _write_rows(book, made, taken, _listing(reports, listed))
        listed.finish()


def _listing(reports: Iterable[Report], listed: Sheets) -> Iterator[Report]:
    """Yield reports, and write the row of each on the way."""
    for report in reports:
        listed.write(report_row(report))
        yield report


def _write_rows(book: "Workbook", made: Styles, taken: set[str], reports: Iterable[Report]) -> None:
    """Write the rows of cells, checks and findings."""
    tables = [(Sheets(book, made, name, names, taken), rows) for name, (names, rows) in _TABLES.items()]
    for report in reports:
        for sheets, rows in tables:
            for row in rows(report):
                sheets.write(row)
    for sheets, _ in tables:
        sheets.finish()


def _workbook(out: BinaryIO, *, streamed: bool) -> "Workbook":
    from xlsxwriter import Workbook

    book = Workbook(out, {"constant_memory": streamed})
    book.set_properties({"created": _CREATED})
    return book
