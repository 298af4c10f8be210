"""An annotated document from a report that a person went through: what `girml check` accepts and a labeler learns from.

Cells hold what the print has. A value that the text shows nowhere is `lost`; a cell that nobody can read is `lost` and
`undecided`; a cell that a person calls misprinted is recorded, and stays as printed.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from girml.corpus.balance import check_rules
from girml.corpus.cells import check_cells
from girml.corpus.faults import Flaw
from girml.corpus.names import check_names
from girml.corpus.places import check_places
from girml.corpus.tagging import Tokenize, check_tags
from girml.records import Cell, Decision, Field, Report, TableId, Value
from girml.records.annotation import AnnotatedSpan, Annotation, Kind, Misprint
from girml.review.opened import Opened, spans_of

WRONG = "wrong_cell"
"""The kind of a misprint that a person records."""
_IN_CELLS = ("figure", "blank")
_TABLES: tuple[TableId, ...] = get_args(TableId)

Span = AnnotatedSpan


class Made(NamedTuple):
    """How the texts of a review were made: how they lie, what flattened them, and the library that splits go by."""

    kind: Kind = "rows"
    flattener: str = "unknown"
    library: str = "unknown"


def annotation(opened: Opened, report: Report, standing: Mapping[str, Decision], made: Made) -> Annotation:
    """Return the annotated document of a report as decided; its text is the report's part of the source."""
    typed = {name: one.value for name, one in standing.items() if one.outcome and one.outcome.state == "unresolved"}
    cells = {cell.id: _value(cell, typed) for cell in report.cells if cell.state != "absent"}
    misprinted = sorted(name for name, one in standing.items() if one.action == "misprint")
    lost = {cell.id for cell in report.cells if cell.state in ("unresolved", "derived")}
    marked = [one for one in standing.values() if one.action == "mark"]
    return Annotation(
        id=opened.key,
        text=opened.text[report.start : report.end],
        kind=made.kind,
        flattener=made.flattener,
        library=made.library,
        body=str(report.agency.value) if report.agency else opened.key,
        year=int(report.year.value) if report.year else 0,
        form={table: report.form[table] for table in _TABLES} if report.form else {},
        cells=cells,
        spans=tuple(_moved(_spans(opened, report, marked), report.start)),
        lost=frozenset(lost),
        undecided=frozenset(name for name in lost if cells[name] is None),
        misprints=tuple(Misprint(WRONG, (name,)) for name in misprinted),
    )


def flaws(one: Annotation, tokenize: Tokenize) -> list[Flaw]:
    """Return what `girml check` finds wrong with an annotated document by itself."""
    own = (check_places, check_names, check_cells, check_rules)
    return [flaw for check in own for flaw in check(one)] + list(check_tags(one, tokenize))


def _value(cell: Cell, typed: Mapping[str, Value]) -> Value:
    return typed.get(cell.id) if cell.state == "unresolved" else cell.value


def _moved(spans: Iterable[Span], start: int) -> Iterator[Span]:
    return (one._replace(start=one.start - start, end=one.end - start) for one in spans)


def _spans(opened: Opened, report: Report, marked: Sequence[Decision]) -> list[Span]:
    """Return all spans in order: those of cells first of all, then what people marked, then what the reader did."""
    labels = [one for one in opened.marks if one.tag not in _IN_CELLS]
    # Those that are no cell's, for nobody can tell of which, or for no form knows the row, are figures all the same.
    loose = [one for one in opened.marks if one.tag in _IN_CELLS]
    found = sorted(_of_cells(opened.text, report.cells))
    # Of marks that meet, the last that was made counts.
    latest = sorted(marked, key=lambda one: one.number, reverse=True)
    for others in (*([mark_of(one)] for one in latest), _head(opened.text, report), labels, loose):
        found = sorted([*found, *apart(others, found)])
    return [one for one in found if one.tag != "prose"]


def apart(others: Iterable[Span], spans: Sequence[Span]) -> list[Span]:
    """Return those of others that meet none of some spans, which are given in order and do not meet each other."""
    ends = [span.end for span in spans]
    after = [(one, bisect_right(ends, one.start)) for one in others]
    return [one for one, at in after if at == len(spans) or not _meet(one, spans[at])]


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _of_cells(text: str, cells: Iterable[Cell]) -> Iterator[Span]:
    for cell in cells:
        if cell.state not in ("read", "blank"):
            continue
        for start, end in _joined(text, spans_of(cell.start, cell.end, cell.parts)):
            yield Span(start, end, "blank" if cell.state == "blank" else "figure", cell.id)


def _joined(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places of a figure, those of them together between which nothing but white space stands."""
    found: list[tuple[int, int]] = []
    for start, end in places:
        if found and not text[found[-1][1] : start].strip():
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def mark_of(one: Decision) -> Span:
    """Return the place that a person marked, and what it is."""
    start, _, end = one.subject.removeprefix("@").partition(":")
    return Span(int(start), int(end), one.tag or "prose", one.label or "")


def _head(text: str, report: Report) -> Iterator[Span]:
    """Yield agency, and title around it."""
    title, agency = _place(report.title), _place(report.agency)
    if agency:
        yield Span(*agency, "agency", "")
    if not title:
        return
    cuts = [title] if not agency else [(title[0], min(agency[0], title[1])), (max(agency[1], title[0]), title[1])]
    for start, end in cuts:
        bare = text[start:end].strip()
        if bare:
            begin = text.index(bare, start)
            yield Span(begin, begin + len(bare), "title", "")


def _place(field: Field | None) -> tuple[int, int] | None:
    return (field.start, field.end) if field and field.start < field.end else None
