"""Reports as CSV in UTF-8: one tidy row a cell, safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Iterable
from operator import attrgetter
from typing import TextIO

from girml.records import Report
from girml.writers.tidy import COLUMNS, tidy

# What makes a spreadsheet run a text as a formula, in East Asian width too.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMERAL = re.compile(r"[+-]?\d+(?:\.\d+)?")


def write(reports: Iterable[Report], out: TextIO) -> None:
    """Write a head line and a line a cell; open `out` with `newline=""`."""
    write_head(out)
    write_rows(reports, out)


def write_head(out: TextIO) -> None:
    """Write the head line."""
    csv.writer(out, lineterminator="\n").writerow(COLUMNS)


def write_rows(reports: Iterable[Report], out: TextIO) -> None:
    """Write a line a cell."""
    writer = csv.writer(out, lineterminator="\n")
    values = attrgetter(*COLUMNS)
    for report in reports:
        writer.writerows([printed(value) for value in values(row)] for row in tidy(report))


def printed(value: object) -> object:
    """Return what stands in a CSV cell: an apostrophe keeps text from running as a formula.

    >>> printed("=1+1"), printed("-"), printed("-8"), printed(-8), printed(True)
    ("'=1+1", "'-", '-8', -8, 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMERAL.fullmatch(value):
        return "'" + value
    return value
