"""The records of a statutory form."""

from dataclasses import dataclass
from typing import Literal

TableId = Literal["t2", "t3", "t4"]


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label of a form: `texts` holds the statutory wording first, then its variants."""

    id: str
    role: str
    texts: tuple[str, ...]
    fragments: tuple[tuple[str, ...], ...]
    english: str
    article: str | None


@dataclass(frozen=True, slots=True)
class CellSpec:
    """A cell of a form; `kind` is count, signed_count or decimal, `unit` what the form prints."""

    id: str
    kind: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class RowSpec:
    """A printed row: its label, the label of its group, its cells from left to right."""

    id: str
    label: str
    group: str | None
    cells: tuple[CellSpec, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A relation between sums of cells; `left relation right`, every coefficient 1."""

    id: str
    left: tuple[str, ...]
    relation: str
    right: tuple[str, ...]
    severity: str
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """A place of the printed grid: the id of a label or a cell, and its spans in columns and rows."""

    id: str
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a form: rows in form order, equality rules, heuristic rules, printed grids."""

    id: TableId
    form: str
    rows: tuple[RowSpec, ...]
    rules: tuple[Rule, ...]
    heuristics: tuple[Rule, ...]
    grids: tuple[tuple[str, tuple[tuple[GridCell, ...], ...]], ...]

    def __hash__(self) -> int:
        # Its fields hold hundreds of records; what is memoised by a table is looked up for every report.
        return hash((self.form, self.id))


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section of the report: number, printed numeral, its title with the accepted variants, and the words
    that tell a reworded title."""

    number: int
    numeral: str
    titles: tuple[str, ...]
    keywords: tuple[str, ...]
    table: TableId | None


@dataclass(frozen=True, slots=True)
class ProseRelation:
    """A count that prose tends to state, and the sums of cells that it may mean."""

    id: str
    phrases: tuple[str, ...]
    sums: tuple[tuple[str, ...], ...]
    severity: str
    relation: str
    value: int | None
    scale: float


@dataclass(frozen=True, slots=True)
class YearRelation:
    """A relation across report years; each term is a cell id and the year it is taken from (0 or -1)."""

    id: str
    left: tuple[tuple[str, int], ...]
    relation: str
    right: tuple[tuple[str, int], ...]
    severity: str
    note: str


@dataclass(frozen=True, slots=True)
class Plausibility:
    """A remark on cells that are often filled wrongly; `cells` holds ids or patterns with a star."""

    id: str
    cells: tuple[str, ...]
    severity: str
    note: str


@dataclass(frozen=True, slots=True)
class Form:
    """A statutory form as data."""

    id: str
    title: str
    document: str
    decisive: tuple[str, ...]
    sections: tuple[SectionSpec, ...]
    tables: dict[TableId, Table]
    labels: dict[str, Label]
    prose: tuple[ProseRelation, ...]
    years: tuple[YearRelation, ...]
    plausibility: tuple[Plausibility, ...]
