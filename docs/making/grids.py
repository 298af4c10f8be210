"""The printed grid of a table as HTML, with whatever a caller sets into its cells."""

from collections.abc import Callable, Iterator
from html import escape

from girml.records import Form, GridCell, Table

Fill = Callable[[str, str], str]
"""A function from the id of a cell, and the attributes that span columns and rows, to its element."""


def grid(form: Form, table: Table, fill: Fill) -> str:
    """Return the table as it is printed: labels as heads, `fill(id, spans)` as the element of each cell."""
    _, rows = table.grids[0]
    return f'<table class="printed" lang="zh">{"".join(_row(form, row, fill) for row in rows)}</table>'


def _row(form: Form, row: tuple[GridCell, ...], fill: Fill) -> str:
    return f"<tr>{''.join(_places(form, row, fill))}</tr>"


def _places(form: Form, row: tuple[GridCell, ...], fill: Fill) -> Iterator[str]:
    for place in row:
        spans = f' colspan="{place.columns}" rowspan="{place.rows}"'
        if place.id in form.labels:
            yield f"<th{spans}>{escape(form.labels[place.id].texts[0])}</th>"
        else:
            yield fill(place.id, spans)
