"""Where a value that a person gives stands in the text: what the text does not print has no place."""

from collections.abc import Iterator, Sequence

from girml.corpus.cells import prints
from girml.errors import UsageError
from girml.forms import load
from girml.records import Cell, Reading, TableId, Value
from girml.review.opened import Opened, spans_of
from girml.text.values import parse
from girml.text.view import fold

_MOST_WORDS = 200
Place = tuple[int, int]


def grounded(opened: Opened, cells: Sequence[Cell], cell: Cell, value: Value) -> Reading | None:
    """Return the reading of a cell that prints a value, by a way to read its row or a figure that stands beside; None
    where the text has none that no other cell has. `cells` are those of the report as decided so far."""
    taken = {place for other in cells if other.id != cell.id for place in _places(other)}
    for one in (Reading(cell.state, *cell[1:7]), *opened.readings.get(cell.id, ())):
        if one.state in ("read", "blank") and _same(one, value) and taken.isdisjoint(_places(one)):
            return one if value is None or one.text else one._replace(text=_text(opened.text, one))
    found = [one for one in _beside(opened, cells, cell) if prints(opened.text[slice(*one)], value)]
    free = [one for one in found if not any(_meets(one, place) for place in taken)]
    return at_place(opened, cell, value, free[0]) if len(free) == 1 and value is not None else None


def at_place(opened: Opened, cell: Cell, value: Value, place: Place) -> Reading:
    """Return the reading of a value at a place that a person points at; UsageError where it does not stand there."""
    start, end = place
    text = opened.text[start:end]
    if not opened.report.start <= start <= end <= opened.report.end or not prints(text, value):
        shown = text[:_MOST_WORDS]
        raise UsageError(f"The text prints {shown!r} at {start}:{end}, not {value!r}: select the figure alone.")
    if value is None:
        return Reading("blank", None, text, start, end)
    figure = parse(fold(text)) or parse("".join(fold(text).split()))
    return Reading("read", value, text, start, end, None, figure.unit if figure else _unit(opened, cell))


def _unit(opened: Opened, cell: Cell) -> str | None:
    return None if isinstance(cell.value, str) else cell.unit


def _same(one: Reading, value: Value) -> bool:
    return one.state == "blank" if value is None else one.state == "read" and one.value == value


def _text(source: str, one: Reading) -> str | None:
    return None if one.start is None or one.end is None else source[one.start : one.end]


def _places(one: Cell | Reading) -> tuple[Place, ...]:
    places = spans_of(one.start, one.end, one.parts) if one.state in ("read", "blank") else ()
    return tuple(place for place in places if place[0] < place[1])


def _meets(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _beside(opened: Opened, cells: Sequence[Cell], cell: Cell) -> Iterator[Place]:
    """Yield the figures that the reader marks where the row stands: from its label to the end of its last line."""
    own = cell.id.rpartition(".")[0]
    places = [place for other in cells if other.id.rpartition(".")[0] == own for place in _places(other)]
    label = _label(opened, cell)
    places += [(one.start, one.end) for one in opened.marks if one.tag == "row" and one.label == label]
    if not places:
        return
    first, last = min(places)[0], max(end for _, end in places)
    line_end = opened.text.find("\n", last)
    stop = line_end if line_end >= 0 else len(opened.text)
    for one in opened.marks:
        if one.tag == "figure" and first <= one.start and one.end <= stop:
            yield one.start, one.end


def _label(opened: Opened, cell: Cell) -> str | None:
    table: TableId = cell.id[:2]  # type: ignore[assignment]
    form = (opened.report.form or {}).get(table)
    rows = load(form).tables[table].rows if form else ()
    return next((row.label for row in rows if any(one.id == cell.id for one in row.cells)), None)
