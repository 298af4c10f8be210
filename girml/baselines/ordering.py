"""A reader without layout and without rules: what a labeler finds, the figures of a row in the order they stand in.

What follows a row's label fills its cells from the first. Where a blank left no trace, all behind it stand one cell too
early; nothing is weighed and nothing doubted. What a system of this kind lacks is what layout and reconciling earn.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat

from girml.baselines.frame import frame, tables
from girml.baselines.head import Spans, sections, with_head
from girml.bio import mentions
from girml.labeler.names import index
from girml.layout.choice import choose
from girml.layout.segments import TABLE_4, Segment, segments
from girml.records import Cell, CellSpec, Labeling, Mention, Reading, Report, Section, Table, TableId, Tokens, View
from girml.text.view import view

Labels = Callable[[View], tuple[Tokens, Labeling]]
"""A labeler that cuts the text by itself: from a view to its tokens and their labeling."""

CONFIDENCE = 1.0
"""What every cell carries: there is no ground for any other."""

_UNDECIDED_FORM = "2021"
_ABSENT, _NO_TRACE = Reading("absent"), Reading("blank")

_Rows = dict[str, list[Reading]]


@dataclass(frozen=True, slots=True)
class InOrder:
    """Reads texts by labels alone; `model` is the name that its reports carry.

    A text that holds several reports is read as one, in which the first figures of each row count.
    """

    model: str
    labels: Labels

    def __call__(self, text: str) -> Report:
        """Return the report of a text."""
        tokens, labeling = self.labels(view(text))
        found = list(mentions(tokens, labeling))
        rows = _rows(segments(tokens, found, index().roles))
        head = with_head(frame(text, self.model), tokens.view)
        report = replace(head, form=_forms(tokens.view.text, found), sections=_sections(tokens.view, found))
        return replace(report, cells=tuple(chain.from_iterable(_cells(table, rows) for table in tables(report))))


def _forms(text: str, found: Iterable[Mention]) -> dict[TableId, str]:
    labels = [(one, text[one.start : one.end]) for one in found if one.tag in ("row", "column")]
    return {table: form or _UNDECIDED_FORM for table, form in choose(labels).items()}


def _rows(found: Iterable[Segment]) -> _Rows:
    """Return what stands behind each row label; of a label that comes again, what stood there first."""
    rows: _Rows = {}
    for one in found:
        # A heading opens table 4 where its heads are not known; without a figure there is no table.
        if one.entries or one.mention.tag != "heading":
            rows[one.label] = rows.get(one.label) or [entry.reading for entry in one.entries]
    return rows


def _cells(table: Table, rows: _Rows) -> Iterator[Cell]:
    if table.id == TABLE_4:
        return _filled([spec for row in table.rows for spec in row.cells], rows.get(TABLE_4))
    return chain.from_iterable(_filled(row.cells, rows.get(row.label)) for row in table.rows)


def _filled(specs: Sequence[CellSpec], printed: Sequence[Reading] | None) -> Iterator[Cell]:
    """Yield the cells of a row that shows `printed`: blank where that is too short, absent where it is None."""
    readings = repeat(_ABSENT) if printed is None else chain(printed, repeat(_NO_TRACE))
    return (_cell(spec.id, reading) for spec, reading in zip(specs, readings, strict=False))


def _cell(name: str, reading: Reading) -> Cell:
    """Return a cell as it stands; signs that are no figure are told as words, since no rule derives what they hide."""
    if reading.state == "derived":
        reading = reading._replace(state="read", value=reading.text)
    return Cell(name, *reading[1:], reading.state, CONFIDENCE, False)


def _sections(seen: View, found: Iterable[Mention]) -> tuple[Section, ...]:
    heads: Spans = {}
    for one in found:
        name = one.names[0].label if one.tag == "heading" and one.names else ""
        if name.startswith("s"):
            end = one.start + len(seen.text[one.start : one.end].rstrip(": "))
            heads.setdefault(int(name[1:]), (one.start, end))
    return sections(seen, heads)
