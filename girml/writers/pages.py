"""Reports as a folder of pages that need no server and no network: one a report, and a list of them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from girml.records import Report
from girml.records.annotation import AnnotatedSpan
from girml.text.source import UTF_8
from girml.view import entry, index, page

LIST = "index.html"
_PAGES = "reports"
_MOST_CHARACTERS = 40


class Paged(NamedTuple):
    """A report, the whole text that it was read from, and the places of its labels."""

    report: Report
    text: str
    labels: Sequence[AnnotatedSpan]


def write(reports: Iterable[Paged], folder: Path) -> None:
    """Write a page for each report and `index.html`, the list of them, into an empty folder."""
    (folder / _PAGES).mkdir()
    entries = []
    for number, (report, text, labels) in enumerate(reports, 1):
        name = file_name(report, number)
        _write(folder / _PAGES / name, page(report, text, labels, f"../{LIST}"))
        entries.append(entry(report, number, f"{_PAGES}/{quote(name)}"))
    _write(folder / LIST, index(entries))


def file_name(report: Report, number: int) -> str:
    """Return the name of a report's page: its number, and of its body and year what is safe in a name anywhere.

    >>> file_name(Report("../a.txt", "", "utf-8", 1, 1, 0, 0, ""), 7)
    '00007.html'
    """
    printed = (str(field.value) for field in (report.agency, report.year) if field)
    parts = (f"{number:05}", *("".join(filter(str.isalnum, one))[:_MOST_CHARACTERS] for one in printed))
    return f"{'-'.join(filter(None, parts))}.html"


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding=UTF_8, newline="\n")
