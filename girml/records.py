"""The records that pass between modules: frozen, slotted, without behaviour beyond look-ups.

Offsets named `start` and `end` are half-open, in code points: of the untouched source in every record of
a report, of the normalised view in `Tokens`.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from girml.evidence import Evidence

TableId = Literal["t2", "t3", "t4"]
State = Literal["read", "blank", "derived", "unresolved", "absent"]
Value = int | float | str | None


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


@dataclass(frozen=True, slots=True)
class View:
    """The normalised text of a source and the way back: a piece of `text` that begins at `starts[i]`
    stands `shifts[i]` code points later in the source."""

    source: str
    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two tokens: line ends, delimiters, spaces after the last of these."""

    newlines: int
    delimiters: int
    spaces: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a view, as columns of equal length, in reading order; an empty cell between two
    delimiters is a token without text. Offsets are those of the view."""

    view: View
    texts: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[Gap]
    lines: list[int]

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(frozen=True, slots=True)
class Name:
    """What a label mention may name: a label of the form, the part [begin, end) of its text that stands
    here, and a score between 0 and 1."""

    label: str
    begin: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Labeling:
    """A tag in BIO and its probability for each token, and the names of each label or heading mention,
    likeliest first, under the index of its first token."""

    tags: list[str]
    probabilities: list[float]
    names: dict[int, tuple[Name, ...]]


class Mention(NamedTuple):
    """A run of tokens [first, last] under one tag, at view offsets [start, end).

    Mentions and readings are made for every figure; a named tuple costs a third of a frozen dataclass.
    """

    tag: str
    first: int
    last: int
    start: int
    end: int
    probability: float
    names: tuple[Name, ...] = ()


class Reading(NamedTuple):
    """What a candidate sees in one cell: `read`, `blank` or `derived` (unreadable) with its place."""

    state: State
    value: Value = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    parts: tuple[tuple[int, int], ...] | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a printed row: a reading a cell, a log-score, and the evidence it rests on."""

    readings: tuple[Reading, ...]
    score: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class RowReadings:
    """A printed row and its candidate readings, likeliest first; never empty."""

    row: RowSpec
    candidates: tuple[Candidate, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """A row of the text that the form does not know: its label and figures, at source offsets."""

    label: str
    figures: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableReadings:
    """What layout found of one table: its rows in form order, and what is not of the form."""

    table: Table
    rows: tuple[RowReadings, ...]
    extras: tuple[ExtraRow, ...] = ()
    repeated: tuple[ExtraRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the report's head and its place."""

    value: str | int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section: statutory number, title as printed, its heading's place and its body's."""

    number: int
    title: str
    heading_start: int
    heading_end: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the report, as the contract has it."""

    id: str
    value: Value
    text: str | None
    start: int | None
    end: int | None
    parts: tuple[tuple[int, int], ...] | None
    unit: str | None
    state: State
    confidence: float
    review: bool
    rules: tuple[str, ...] = ()
    suggested: Value = None
    alternatives: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """An equality rule confronted with the cells: True, False, or None where terms are unknown."""

    id: str
    holds: bool | None
    relation: str
    left: int | float | None
    right: int | float | None
    severity: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell about a report; `kind` is one of the closed list in `schema.json`."""

    kind: str
    message: str
    cells: tuple[str, ...] = ()
    sets: tuple[tuple[str, ...], ...] = ()
    rules: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report read from a text; the JSON of `girml.writers` is its contract."""

    source: str
    sha256: str
    encoding: str
    index: int
    of: int
    start: int
    end: int
    model: str
    form: dict[TableId, str] | None
    title: Field | None
    agency: Field | None
    year: Field | None
    published: Field | None
    sections: tuple[Section, ...] = ()
    cells: tuple[Cell, ...] = ()
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
