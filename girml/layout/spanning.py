"""A figure that is printed once for each column its cell spans, as some converters give merged cells."""

from collections.abc import Iterator, Sequence
from functools import cache

from girml.forms import FORM_IDS, load
from girml.layout.segments import Entry
from girml.records import GridCell, Reading, RowSpec

Widths = tuple[int, ...]
"""How many columns each cell of a row spans."""


def spanned(spec: RowSpec, printed: Sequence[Entry]) -> tuple[Reading, ...] | None:
    """Return the readings of a row that prints each figure as often as its cell spans columns in some printed grid of
    a form, None where it does not."""
    for widths in _widths().get(tuple(cell.id for cell in spec.cells), ()):
        groups = list(_grouped(printed, widths))
        if sum(widths) == len(printed) and all(len({one.digits for one in own}) == 1 for own in groups):
            return tuple([own[0].reading for own in groups])
    return None


def _grouped(printed: Sequence[Entry], widths: Widths) -> Iterator[Sequence[Entry]]:
    begin = 0
    for width in widths:
        yield printed[begin : begin + width]
        begin += width


@cache
def _widths() -> dict[tuple[str, ...], tuple[Widths, ...]]:
    """Return the widths that rows have in the grids of all forms, by their cells; those of one column a cell left
    out."""
    found: dict[tuple[str, ...], dict[Widths, None]] = {}
    for row in _grid_rows():
        cells = [cell for cell in row if not cell.id.startswith("l.")]
        widths = tuple([cell.columns for cell in cells])
        if any(width > 1 for width in widths):
            found.setdefault(tuple([cell.id for cell in cells]), {})[widths] = None
    return {cells: tuple(widths) for cells, widths in found.items()}


def _grid_rows() -> Iterator[Sequence[GridCell]]:
    for form_id in FORM_IDS:
        for table in load(form_id).tables.values():
            for _, rows in table.grids:
                yield from rows
