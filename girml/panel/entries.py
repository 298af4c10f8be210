"""What a panel keeps of a report, and what it has to say of several."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from girml.records import Cell, Report, State, TableId, Value
from girml.rules import Number
from girml.text.view import fold


class PanelCell(NamedTuple):
    """A cell of a panel: its value, its state, and whether it asks for review."""

    value: Value
    state: State
    review: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A report of a panel: the body as its title prints it and the year (None where it tells none), which of the
    versions of that body and year it is (from 1), where it stands, its forms and cells, and the numbers that relations
    count: figures, and 0 for a nil mark."""

    body: str | None
    year: int | None
    source: str
    report: int
    published: str | None
    form: Mapping[TableId, str]
    cells: Mapping[str, PanelCell]
    known: Mapping[str, Number]
    version: int = 1
    versions: int = 1

    @property
    def name(self) -> str:
        """What the body is compared by: its name without white space, in one width."""
        return body_key(self.body or "")

    def asks(self, cells: tuple[str, ...]) -> bool:
        """Return whether one of these cells asks for review."""
        return any(self.cells[cell].review for cell in cells if cell in self.cells)


@dataclass(frozen=True, slots=True)
class PanelFinding:
    """Something to tell about reports of a panel: `kind` is `year_break`, `sum_break`, `versions_differ`,
    `forms_differ`, `missing_year`, `missing_child` or `unplaced`; `review` tells whether a cell that it rests on asks
    for review, so that the reading itself is in doubt."""

    kind: str
    severity: str
    body: str | None
    year: int | None
    message: str
    cells: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    review: bool = False


def body_key(name: str) -> str:
    """Return what the names of bodies are compared by: without white space, in one width.

    >>> body_key("云川 县（区）")
    '云川县(区)'
    """
    return "".join(fold(name).split())


def entry(report: Report) -> Entry:
    """Return what a panel keeps of a report."""
    return Entry(
        body=_text(report.agency.value) if report.agency else None,
        year=_whole(report.year.value) if report.year else None,
        source=report.source,
        report=report.index,
        published=_text(report.published.value) if report.published else None,
        form=report.form or {},
        cells={cell.id: PanelCell(cell.value, cell.state, cell.review) for cell in report.cells},
        known={cell.id: number for cell in report.cells if (number := _number(cell)) is not None},
    )


def _number(cell: Cell) -> Number | None:
    if cell.state in ("read", "derived") and isinstance(cell.value, (int, float)):
        return cell.value
    return 0 if cell.state == "blank" and cell.text else None


def _text(value: str | int) -> str:
    return str(value)


def _whole(value: str | int) -> int | None:
    return value if isinstance(value, int) else None
