"""The work list: a line a report, with what it asks for, and all of them as one page that needs nothing else."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from girml.records import Report
from girml.view.pages import whole
from girml.view.reasons import Reason, doubts
from girml.view.templating import render

LIST_STYLES = ("base.css", "list.css")
LIST_SCRIPTS = ("words.js", "list.js")
"""The assets of a page with a work list, in the order that they are loaded in."""


AT_ONCE = 200
"""So many lines are laid out when the page opens; its script shows the others as they come in sight."""


class Entry(NamedTuple):
    """A report in a work list: the address of its page, what it is, how many cells ask for review by each reason, and
    how many rules fail; `number` is its place among all, counted from 1."""

    number: int
    address: str
    source: str
    body: str | None
    year: int | None
    doubts: Mapping[Reason, int]
    failing: int

    @property
    def doubtful(self) -> int:
        """How many cells ask for review."""
        return sum(self.doubts.values())


def entry(report: Report, number: int, address: str) -> Entry:
    """Return the line of a report in a work list; `address` is that of its page, seen from the list's."""
    return Entry(
        number=number,
        address=address,
        source=report.source,
        body=None if report.agency is None else str(report.agency.value),
        year=None if report.year is None else int(report.year.value),
        doubts=doubts(report),
        failing=sum(check.holds is False for check in report.checks),
    )


def worklist(entries: Iterable[Entry]) -> Markup:
    """Return a work list as markup, the reports with most to look at first; it is sorted and filtered in the page."""
    ordered = sorted(entries, key=lambda one: (-one.doubtful, -one.failing, one.number))
    reports: Counter[Reason] = Counter(reason for one in ordered for reason in one.doubts)
    years = sorted({one.year for one in ordered if one.year is not None})
    return render("worklist", entries=ordered, counts=_counts(ordered), reports=reports, years=years, at_once=AT_ONCE)


def index(entries: Iterable[Entry]) -> str:
    """Return a work list as one page; no other file and no network is needed but the pages that it leads to."""
    return whole("list", LIST_STYLES, LIST_SCRIPTS, worklist=worklist(entries))


def _counts(entries: Sequence[Entry]) -> dict[str, int]:
    return {
        "reports": len(entries),
        "flagged": sum(bool(one.doubts) for one in entries),
        "cells": sum(one.doubtful for one in entries),
        "failing": sum(bool(one.failing) for one in entries),
    }
