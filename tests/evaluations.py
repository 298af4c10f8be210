"""Reports made by hand of the small documents of `tests.corpora`, and the results of evaluating them."""

from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from girml.evaluation import Plan, Results, Selection, sum_up
from girml.evaluation.outcome import Outcome, judge, outcome
from girml.records import Cell, Report, State, TableId
from girml.records.annotation import Annotation
from tests.corpora import CELLS, document

GOOD, BAD = "good", "bad <b>&"
"""Two systems; the name of one is no markup."""

BY = ("kind", "form")


def generated(name: str = "a", *, kind: str = "rows", damage: tuple[str, ...] = (), note: str = "") -> Annotation:
    """Return a generated document of the split test: fifteen cells, three figures that are not zero."""
    one = document(name)
    return replace(one, text=f"{one.text}{note}", body="b1.00008", library="links", kind=kind, damage=damage)


def reading(one: Annotation, *wrong: str) -> Report:
    """Return a report that reads a document; it is less sure of the cells that it reads wrong."""
    digest = sha256(one.text.encode()).hexdigest()
    cells = tuple(_cell(name, one, wrong=name in wrong) for name in CELLS)
    form: dict[TableId, str] = {"t2": "2021", "t3": "2021", "t4": "2021"}
    return Report(one.id, digest, "utf-8", 1, 1, 0, len(one.text), "by-hand", form=form, cells=cells)


def _cell(name: str, one: Annotation, *, wrong: bool) -> Cell:
    value = 99 if wrong else one.cells[name]
    state: State = "blank" if value is None else "read"
    return Cell(name, value, None, None, None, None, None, state, 0.95 if wrong else 0.995, review=False)


def judged(one: Annotation) -> Outcome:
    """Return the outcome of a document for both systems: one reads all, the other the first cell wrong."""
    reports = {GOOD: reading(one), BAD: reading(one, CELLS[0])}
    return outcome(one, {name: judge(report, one) for name, report in reports.items()})


@cache
def results() -> Results:
    """Return the results of eight documents, one of them damaged."""
    kinds = ("rows", "cells") * 4
    documents = tuple(
        generated(str(at), kind=kind, damage=("one_line",) if at == 7 else ()) for at, kind in enumerate(kinds)
    )
    plan = Plan(Path("here"), "test", (GOOD, BAD), by=BY)
    return sum_up(plan, Selection(documents, documents), list(map(judged, documents)))
