"""The score of one report against one annotated document, in counts that can be summed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from girml.records import Finding, TableId
from girml.records.annotation import Annotation, Misprint
from girml.records.report import Report
from girml.score.cells import Verdict, verdicts
from girml.score.spans import Matches, match_fields, match_headings


@dataclass(frozen=True, slots=True)
class CellCounts:
    """Cells of gold, and how many of them are right, silent errors, printed and not zero, right among these,
    unresolved.

    Right cells under review are counted in two groups: those that a misprint finding on a recorded misprint names
    (`named`, `named_reviewed`), which ought to be looked at, and all others (`reviewed` of `right - named`).
    """

    cells: int = 0
    right: int = 0
    silent: int = 0
    nonzero: int = 0
    nonzero_right: int = 0
    reviewed: int = 0
    named: int = 0
    named_reviewed: int = 0
    unresolved: int = 0


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """How a report fares against the annotated document `id`.

    `cells` counts those of all tables, `tables` those of each table that gold names. `exact`: every cell of gold is
    right, and no cell beyond them is filled. `false_alarms` counts misprint findings where no misprint is recorded.
    """

    id: str
    exact: bool
    cells: CellCounts
    tables: dict[TableId, CellCounts]
    misprints: int
    misprints_found: int
    false_alarms: int
    headings: Matches
    fields: dict[str, Matches]


def score(report: Report, annotation: Annotation) -> DocumentScore:
    """Return the score of a report, which is the first one of the annotated text."""
    judged = list(verdicts(report, annotation))
    alarms = [finding for finding in report.findings if finding.kind == "misprint"]
    named = _named(alarms, annotation.misprints)
    by_table = {table: [one for one in judged if one.table == table] for table in annotation.form}
    return DocumentScore(
        id=annotation.id,
        exact=all(one.right for one in judged) and not _fills_others(report, judged),
        cells=_count(judged, named),
        tables={table: _count(cells, named) for table, cells in by_table.items()},
        misprints=len(annotation.misprints),
        misprints_found=sum(_is_found(misprint, alarms) for misprint in annotation.misprints),
        false_alarms=0 if annotation.misprints else len(alarms),
        headings=match_headings(report, annotation),
        fields=match_fields(report, annotation),
    )


def _count(judged: Sequence[Verdict], named: frozenset[str]) -> CellCounts:
    right = [one for one in judged if one.right]
    ours = [one for one in right if one.id in named]
    nonzero = [one for one in judged if one.nonzero]
    return CellCounts(
        cells=len(judged),
        right=len(right),
        silent=sum(one.silent for one in judged),
        nonzero=len(nonzero),
        nonzero_right=sum(one.right for one in nonzero),
        reviewed=sum(one.review for one in right) - sum(one.review for one in ours),
        named=len(ours),
        named_reviewed=sum(one.review for one in ours),
        unresolved=sum(one.unresolved for one in judged),
    )


def _named(alarms: Sequence[Finding], misprints: Sequence[Misprint]) -> frozenset[str]:
    """Return the cells that are named by a finding which shares a cell with a recorded misprint."""
    recorded = {cell for misprint in misprints for cell in misprint.cells}
    return frozenset(cell for alarm in alarms if not recorded.isdisjoint(alarm.cells) for cell in alarm.cells)


def _is_found(misprint: Misprint, alarms: Sequence[Finding]) -> bool:
    """Return whether a cell of a misprint stands in one of the minimal sets that explain the failing rules.

    A finding without sets (`inconsistent`: look at the whole table) finds nothing.
    """
    return any(not set(misprint.cells).isdisjoint(cells) for alarm in alarms for cells in alarm.sets)


def _fills_others(report: Report, judged: Iterable[Verdict]) -> bool:
    """Return whether a report fills a cell of a table or form that gold does not name."""
    gold = {one.id for one in judged}
    return any(cell.state != "absent" and cell.id not in gold for cell in report.cells)
