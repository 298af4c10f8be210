"""The kinds of evidence that a reading of a row rests on, and how far each is trusted.

The figures are set by hand and ordered, not calibrated, until a model learns them.
"""

from enum import Enum


class Evidence(Enum):
    """A kind of evidence; its value is a phrase for people, `trust` a confidence between 0 and 1."""

    WHOLE_TABLE = ("cells of a whole table of the document", 0.9995)
    IN_ORDER = ("one entry a cell, in order", 0.995)
    FIXED_GRID = ("fields of a fixed grid", 0.99)
    FIELDS_FROM_LABEL = ("fields counted from the label", 0.99)
    DISPLAY_COLUMNS = ("columns by display width", 0.97)
    CODE_POINT_COLUMNS = ("columns by code points", 0.96)
    LINE_BY_LINE = ("fields of table 4, a line for each third", 0.97)
    COUNTED = ("blanks counted in the gaps of a row", 0.97)
    SPANNED = ("one figure repeated over the cells it spans", 0.97)
    ON_ONE_LINE = ("one entry a cell on one line, others apart", 0.95)
    RUN = ("a run of digits, split", 0.93)
    ROW_AFTER_ROW = ("figures apart from their labels, row after row", 0.92)
    COLUMN_AFTER_COLUMN = ("figures apart from their labels, column after column", 0.92)
    BEFORE_LABEL = ("each row of figures before its label", 0.92)
    NO_TRACE = ("blanks without a trace", 0.92)
    JOINED = ("a number cut in two, joined", 0.85)
    NOTHING = ("nothing beside the label", 0.7)
    RUN_IN_DOUBT = ("a run of digits, split, in a report that shows blanks", 0.85)
    REJECTED = ("more entries than cells, some left out", 0.5)
    TOO_MANY = ("more readings than can be listed", 0.2)

    def __init__(self, phrase: str, trust: float) -> None:
        self.phrase = phrase
        self.trust = trust

    @property
    def is_layout(self) -> bool:
        """Whether the layout alone fixes the places of a row's figures; else rules chose among several readings."""
        return self not in _CHOSEN


_CHOSEN = frozenset(
    (Evidence.RUN, Evidence.RUN_IN_DOUBT, Evidence.NO_TRACE, Evidence.JOINED, Evidence.REJECTED, Evidence.TOO_MANY)
)
