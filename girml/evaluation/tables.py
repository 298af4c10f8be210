"""The tables that people are shown of an evaluation, on the terminal and on a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from girml.evaluation.printing import NOTHING, counts, interval, points
from girml.evaluation.results import STATES, Comparison, Group, Measured, Results, strata
from girml.score import Calibration, CellRates
from girml.score.summary import TABLES

Row = tuple[str, ...]

_STATES_IN_CHINESE = {"undamaged": "未损坏文本", "damaged": "损坏文本"}
_HEADLINES = {"exact": "exactly right", "cells.nonzero": "non-zero cells right", "cells.silent": "silent errors"}
_HEADLINE = ("system", "n", "reports exactly right", "printed non-zero cells right", "silent errors")
_TABLE = ("table", "system", "cells", "printed non-zero cells right", "silent errors")
_CONFIDENCE = (
    "system", "ECE, all cells", "ECE, non-zero", "ECE, under 0.99", "Brier", "coverage at 0.1% risk", "risk there",
)  # fmt: skip
_COMPARISON = ("systems", "rate", "difference in points", "documents that differ", "significant")


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it is shown: what it tells, in English and Chinese, its heads, its rows."""

    title: str
    chinese: str
    heads: Row
    rows: tuple[Row, ...]


def tables(results: Results) -> Iterator[Shown]:
    """Yield the tables of each state: by stratum, by table of the form, confidence, comparisons."""
    for state in STATES:
        groups = [group for group in results.groups if group.state == state]
        if groups:
            yield from _of_state(results, state, groups)


def _of_state(results: Results, state: str, groups: list[Group]) -> Iterator[Shown]:
    whole = groups[-1]
    of, chinese = f"{state.capitalize()} documents", _STATES_IN_CHINESE[state]
    for by in results.about.by:
        rows = [row for group in strata(groups, by) for row in _rates(group)]
        title = f"{of} by {by}: n = {whole.n}"
        yield Shown(title, f"{chinese}：完全正确、非零单元格、无声错误", (by, *_HEADLINE), tuple(rows))
    yield Shown(f"{of} by table of the form", f"{chinese}：按表统计", _TABLE, tuple(_by_table(whole)))
    yield Shown(f"{of}: confidence", f"{chinese}：置信度的校准与覆盖率", _CONFIDENCE, tuple(_confidence(whole)))
    pairs = [one for one in results.comparisons if one.state == state]
    if pairs:
        rows = [row for one in pairs for row in _compared(one)]
        yield Shown(f"{of}: systems compared", f"{chinese}：系统两两比较", _COMPARISON, tuple(rows))


def _rates(group: Group) -> Iterator[Row]:
    for name, measured in group.systems.items():
        summary = measured.summary
        yield (
            group.key,
            name,
            str(group.n),
            interval(summary.exact, 1),
            interval(summary.cells.nonzero, 2),
            interval(summary.cells.silent, 3),
        )


def _by_table(group: Group) -> Iterator[Row]:
    for table in TABLES:
        for name, measured in group.systems.items():
            yield table, name, *_cells(measured.summary.tables[table])


def _cells(cells: CellRates) -> Row:
    return str(cells.right.denominator), interval(cells.nonzero, 2), interval(cells.silent, 3)


def _confidence(group: Group) -> Iterator[Row]:
    for name, measured in group.systems.items():
        yield name, *_claimed(measured)


def _claimed(measured: Measured) -> Row:
    brier = measured.calibration["all"].brier
    return (
        *map(_error, measured.calibration.values()),
        NOTHING if brier is None else f"{brier:.4f}",
        interval(measured.coverage.covered, 2),
        counts(measured.coverage.risk),
    )


def _error(calibration: Calibration) -> str:
    return NOTHING if calibration.ece is None else f"{calibration.ece:.4f} (n = {calibration.n})"


def _compared(comparison: Comparison) -> Iterator[Row]:
    for name, told in _HEADLINES.items():
        one = comparison.differences[name]
        yield (
            f"{comparison.first} less {comparison.second}",
            told,
            points(one, 2),
            f"{one.differing} of {comparison.n}",
            "yes" if one.significant else "no",
        )
