"""The baseline that a competent person writes in an afternoon: labels by the letter, then the numbers behind them.

It sees the text as the reader does (width, brackets and quotes folded) and takes white space within a label, a title
or a heading as it comes. A mark for nothing counts as a number. It knows no rule and no doubt; what it does not find
is absent.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, repeat

from girml.baselines.frame import frame, tables
from girml.baselines.head import Spans, headings, sections, spaced, with_head
from girml.forms import load
from girml.records import Cell, CellSpec, Report, Table, TableId, View
from girml.text.view import source_span, view

NAME = "regex"

_FIGURE = re.compile(
    r"(?<!\d)(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d+)?)(?!\d)|(?<![^\s|])(?:[-/\\无]|—{1,2})(?![^\s|])"
)
_OPENINGS: dict[TableId, str] = {"t2": "信息内容", "t3": "自然人", "t4": "结果维持"}
_SIDE_BY_SIDE: TableId = "t4"
_LAST_COLUMN = "l.t4.col.total"

Match = re.Match[str]


def regex(text: str) -> Report:
    """Return the report that regular expressions find in a text.

    >>> report = regex("二、主动公开政府信息情况\\n规章 3 0 12\\n行政规范性文件 1")
    >>> [cell.value for cell in report.cells[:5]], report.cells[4].state
    ([3, 0, 12, 1, None], 'absent')
    """
    seen = view(text)
    heads = headings(seen.text)
    report = with_head(frame(text, NAME), seen)
    cells = chain.from_iterable(_cells(seen, table, heads) for table in tables(report))
    return replace(report, sections=sections(seen, heads), cells=tuple(cells))


def _cells(seen: View, table: Table, heads: Spans) -> Iterator[Cell]:
    found = _figures(seen.text, table, _place(seen, table, heads))
    for label, specs in _rows(table):
        for spec, figure in zip(specs, chain(found.get(label, ()), repeat(None)), strict=False):
            yield _read(seen, spec, figure) if figure else _absent(spec)


def _place(seen: View, table: Table, heads: Spans) -> tuple[int, int]:
    """Return where a table stands: behind its heading, else from its first column's head, up to the next heading."""
    number = next(one.number for one in load(table.form).sections if one.table == table.id)
    end = min((start for one, (start, _) in heads.items() if one > number), default=len(seen.text))
    if number in heads:
        return heads[number][1], end
    opening = re.compile(spaced(_OPENINGS[table.id])).search(seen.text)
    return (opening.start(), end) if opening else (end, end)


def _rows(table: Table) -> list[tuple[str, Sequence[CellSpec]]]:
    """Return the label of each row and its cells; those of table 4 stand in a line behind the last column's head, all
    of them or each row behind its own."""
    if table.id == _SIDE_BY_SIDE:
        return [(_LAST_COLUMN, [spec for row in table.rows for spec in row.cells])]
    return [(row.label, row.cells) for row in table.rows]


def _figures(text: str, table: Table, place: tuple[int, int]) -> dict[str, list[Match]]:
    """Return for each label the numbers and nil marks between it and the next label of any kind, wherever it stands."""
    labels, pattern = _labels(table.form, table.id)
    marks = list(pattern.finditer(text, *place))
    found: dict[str, list[Match]] = {}
    for mark, stop in zip(marks, [*(mark.start() for mark in marks[1:]), place[1]], strict=False):
        label = labels[(mark.lastindex or 1) - 1]
        found.setdefault(label, []).extend(_FIGURE.finditer(text, mark.end(), stop))
    return found


@cache
def _labels(form: str, table: TableId) -> tuple[list[str], re.Pattern[str]]:
    """Return the labels of a table, the longest first, and a pattern with a group for each, in the statute's words."""
    own = [label for label in load(form).labels.values() if label.id.startswith(f"l.{table}.")]
    own.sort(key=lambda label: len(label.texts[0]), reverse=True)
    return [label.id for label in own], re.compile("|".join(f"({spaced(label.texts[0])})" for label in own))


def _read(seen: View, spec: CellSpec, figure: Match) -> Cell:
    start, end = source_span(seen, *figure.span())
    text = seen.source[start:end]
    if not figure["number"]:
        return Cell(spec.id, None, text, start, end, None, None, "blank", 1.0, False)
    digits = figure["number"].replace(",", "")
    value = float(digits) if "." in digits else int(digits)
    return Cell(spec.id, value, text, start, end, None, None, "read", 1.0, False)


def _absent(spec: CellSpec) -> Cell:
    return Cell(spec.id, None, None, None, None, None, None, "absent", 1.0, False)
