"""A report beside its source: the parts of the view, and all of them as one page that needs nothing else."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from girml.records import Report
from girml.records.annotation import AnnotatedSpan
from girml.view.controls import plain
from girml.view.marks import marked_lines
from girml.view.reasons import reasons
from girml.view.rules import Told, told
from girml.view.sheets import sheets
from girml.view.templating import asset, policy, render
from girml.view.words import words

REPORT_STYLES = ("base.css", "report.css")
REPORT_SCRIPTS = ("words.js", "report.js")
"""The assets of a page that shows a report, in the order that they are loaded in."""

_MOST_CELLS = 12
_VERDICTS = (False, None, True)


class Parts(NamedTuple):
    """The parts of a view as markup: `head` (body, year, legend with counts, steps), `text` (the source, marked),
    `form` (the tables, filled in), `notes` (findings and checks), `panel` (where the chosen cell is told)."""

    head: Markup
    text: Markup
    form: Markup
    notes: Markup
    panel: Markup


def parts(report: Report, source: str, labels: Iterable[AnnotatedSpan] = (), home: str | None = None) -> Parts:
    """Return the parts of the view of a report; `source` is the whole text that it was read from.

    `labels` are the places of row and column labels, which a report does not tell; `home` is the address of the list
    that the page belongs to.
    """
    checks = list(told(report))
    doubtful = sum(cell.review for cell in report.cells)
    return Parts(
        head=render("head", report=report, home=home, counts=Counter(reasons(report).values()), doubtful=doubtful),
        text=render("text", report=report, lines=marked_lines(report, source, labels)),
        form=render("form", sheets=sheets(report, checks)),
        notes=render("notes", report=report, checks=_failing_first(checks), checked=_checked(report), most=_MOST_CELLS),
        panel=render("panel"),
    )


def page(report: Report, source: str, labels: Iterable[AnnotatedSpan] = (), home: str | None = None) -> str:
    """Return the view of a report as one page: arguments as of `parts`; no other file and no network is needed."""
    return whole(
        "report", REPORT_STYLES, REPORT_SCRIPTS, parts=parts(report, source, labels, home), title=title(report)
    )


def whole(template: str, style_names: Iterable[str], script_names: Iterable[str], **values: object) -> str:
    """Return a page with its assets and words in it, and the policy that allows these alone."""
    styles, scripts = ([asset(name) for name in names] for names in (style_names, script_names))
    own = {"styles": styles, "scripts": scripts, "policy": policy(styles, scripts), "words": words()}
    return f"{render(template, **own, **values)}\n"


def title(report: Report) -> str:
    """Return what a page about a report is called: body and year, or else the input."""
    printed = [str(field.value) for field in (report.agency, report.year) if field]
    return plain(" ".join(printed) or report.source or "girml")


def _failing_first(checks: Iterable[Told]) -> list[Told]:
    return sorted(checks, key=lambda one: _VERDICTS.index(one.check.holds))


def _checked(report: Report) -> dict[str, int]:
    counts = Counter(check.holds for check in report.checks)
    return {"holding": counts[True], "failing": counts[False], "open": counts[None]}
