"""Hypotheses of a layout: how a table of this document shows which cell a figure stands in.

A hypothesis is learned from the rows of a table that are full, and then says for a row with fewer entries
which cells they stand in, or nothing. It is chosen for the document, not for the row.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from girml.evidence import Evidence
from girml.layout.columns import Ruler
from girml.layout.counting import by_counting
from girml.layout.fields import by_thirds, fixed_grid, from_label, shows_empty_cells
from girml.layout.gaps import by_hard_spaces, gaps_of
from girml.layout.grid import by_columns
from girml.layout.heads import Head
from girml.layout.places import Place, Places, Row
from girml.records import Tokens
from girml.text.width import Metric, code_points, display_width

_COLUMNS: dict[Metric, Evidence] = {
    display_width: Evidence.DISPLAY_COLUMNS,
    code_points: Evidence.CODE_POINT_COLUMNS,
}


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A way to place the printed entries of a row, and its log-prior."""

    evidence: Evidence
    prior: float
    place: Place


def hypotheses(tokens: Tokens, rows: Sequence[Row], heads: Sequence[Head]) -> list[Hypothesis]:
    """Return the hypotheses that the rows of a report and the heads of its columns allow, strongest evidence first."""
    full = [row for row in rows if len(row[1].printed) == len(row[0].cells) > 1]
    gaps = gaps_of(tokens, rows)
    on_lines, apart = by_counting(gaps, rows)
    ruler = Ruler(tokens)
    spaced = by_columns(ruler, rows, heads)
    barred = by_columns(ruler, rows, heads, barred=True)
    fields = [
        # Priors in log-odds, by hand: delimiters before columns, columns before counted gaps.
        Hypothesis(Evidence.FIXED_GRID, 0.0, fixed_grid(rows, full)),
        Hypothesis(Evidence.FIELDS_FROM_LABEL, -0.1, from_label(rows, full)),
    ]
    found = [
        # Delimiters without a single empty cell tell nothing: the converter left the blank ones out.
        *(fields if shows_empty_cells(rows) else []),
        Hypothesis(Evidence.LINE_BY_LINE, -0.4, by_thirds),
        # Spaces that fill lines up count no blanks.
        Hypothesis(Evidence.COUNTED, -2.0 if spaced.is_padded else -0.4, _first_of(by_hard_spaces(gaps, rows), apart)),
        Hypothesis(_COLUMNS[spaced.metric], -0.5, spaced.in_all),
        Hypothesis(_COLUMNS[spaced.metric], -0.6, spaced.by_depth),
        # On a line fields tell more: these count where they say nothing.
        Hypothesis(_COLUMNS[barred.metric], -1.9, barred.in_all),
        Hypothesis(Evidence.COUNTED, -2.0, on_lines),
    ]
    return [Hypothesis(one.evidence, one.prior, _kept(one.place)) for one in found]


def _kept(place: Place) -> Place:
    """Return the same way, which is gone once for each row."""
    known: dict[int, Places | None] = {}

    def kept(row: Row) -> Places | None:
        own = id(row[1])
        if own not in known:
            known[own] = place(row)
        return known[own]

    return kept


def _first_of(*ways: Place) -> Place:
    """Return the way that places a row as the first does that says anything of it."""
    return lambda row: next((places for way in ways if (places := way(row)) is not None), None)
