"""The page model: a report as blocks of runs, every run with the mark of what it prints."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from girml.records import TableId, Value
from girml.records.annotation import Misprint
from girml.synth.figures import Break
from girml.synth.habits import LocalRow


class Mark(NamedTuple):
    """What a run prints: a tag of `labels.toml`, and the id of the cell or label, `s1` to `s6` for a heading.

    A count told in prose has the tag `count` and the label of `told`.
    """

    tag: str
    label: str = ""


class Run(NamedTuple):
    """A stretch of text of one kind; prose has no mark."""

    text: str
    mark: Mark | None = None


class PageCell(NamedTuple):
    """A place of a printed table, and its spans in columns and rows; an empty cell holds one empty run."""

    runs: tuple[Run, ...]
    columns: int
    rows: int


class PageTable(NamedTuple):
    """A printed table: lines of cells, a cell that spans lines in the first of them. A form table may take several."""

    id: TableId
    lines: tuple[tuple[PageCell, ...], ...]


class Paragraph(NamedTuple):
    """A paragraph; `style` is title, heading, text or furniture."""

    style: str
    runs: tuple[Run, ...]


Block = Paragraph | PageTable


@dataclass(frozen=True, slots=True)
class Page:
    """A report as printed, and what is known of it.

    `cells` is the gold: every printed cell with its value as printed. `agency` is the body's name, `published` the
    day in the furniture, both None where the page does not print them; `missing` names tables and rows left out.
    `wordings` are the ids of all patterns and habits that the page shows.
    """

    blocks: tuple[Block, ...]
    body: str
    year: int
    agency: str | None
    published: str | None
    form: dict[TableId, str]
    cells: dict[str, Value]
    misprints: tuple[Misprint, ...]
    breaks: tuple[Break, ...]
    local: LocalRow | None
    missing: frozenset[str]
    wordings: tuple[str, ...]


def runs(page: Page) -> Iterator[Run]:
    """Return all runs in the order in which they are printed; a run's index is its place in this order."""
    for block in page.blocks:
        if isinstance(block, Paragraph):
            yield from block.runs
        else:
            yield from (run for line in block.lines for cell in line for run in cell.runs)


def told(relation: str, value: int, *, agrees: bool) -> Mark:
    """Return the mark of a count told in prose.

    >>> told("p.received", 12, agrees=True)
    Mark(tag='count', label='p.received|12|true')
    """
    return Mark("count", f"{relation}|{value}|{'true' if agrees else 'false'}")
