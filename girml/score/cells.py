"""The verdict on a cell: whether a report says of it what the annotation allows.

Gold's cells are all cells of the forms that gold names, in form order. What a report has to say of one depends on
what the text still shows: the print, nothing of it (`lost`), or several readings (`undecided`).
"""

from collections.abc import Iterator
from typing import NamedTuple

from girml.forms import load
from girml.records import Cell, RowSpec, TableId, Value
from girml.records.annotation import Annotation
from girml.records.report import Report


class Verdict(NamedTuple):
    """What is to be counted of one cell of gold: its table, the value as printed (None where blank or absent),
    whether the report is right on it, whether it says what is printed, and what it says, None where it lacks it."""

    id: str
    table: TableId
    printed: Value
    right: bool
    as_printed: bool
    cell: Cell | None

    @property
    def review(self) -> bool:
        """Whether the report asks for review."""
        return self.cell is not None and self.cell.review

    @property
    def unresolved(self) -> bool:
        """Whether the report leaves the cell unresolved."""
        return self.cell is not None and self.cell.state == "unresolved"

    @property
    def nonzero(self) -> bool:
        """Whether a figure other than zero, or words, are printed."""
        return self.printed is not None and self.printed != 0

    @property
    def silent(self) -> bool:
        """Whether this is a silent error: wrong, and nobody is asked to look."""
        return not self.right and not self.review


def verdicts(report: Report, annotation: Annotation) -> Iterator[Verdict]:
    """Yield the verdict on each cell of the forms that gold names, in form order.

    A cell that the report lacks, because it took another form, is wrong and silent, whatever its findings say. But
    where the report has nothing of the whole table, the table counts as absent: its form cannot be told.
    """
    found = {cell.id: cell for cell in report.cells}
    seen = {_table(cell.id) for cell in report.cells if cell.state != "absent"}
    for table, form in annotation.form.items():
        for row in load(form).tables[table].rows:
            for spec in row.cells:
                cell = found.get(spec.id)
                said = cell or (None if table in seen else _absent(spec.id))
                right = said is not None and is_right(said, row, annotation)
                as_printed = cell is not None and is_as_printed(cell, row, annotation)
                yield Verdict(spec.id, table, annotation.cells.get(spec.id), right, as_printed, cell)


def is_right(cell: Cell, row: RowSpec, annotation: Annotation) -> bool:
    """Return whether a report is right on a cell of `row`.

    Undecided: right only as `unresolved` or under review, lost or not. Lost: right as these, as derived with the
    printed value, or as absent where the whole row is gone; never as plainly read, since the text does not show it.
    Else value and state must agree with the print, and `unresolved` never does.
    """
    doubts = cell.state == "unresolved" or cell.review
    if cell.id in annotation.undecided:
        return doubts
    if cell.id in annotation.lost:
        return doubts or _right_on_lost(cell, row, annotation)
    if cell.id not in annotation.cells:
        return cell.state == "absent"
    return agrees(cell, annotation.cells[cell.id])


def agrees(cell: Cell, printed: Value) -> bool:
    """Return whether a cell has the state and value of a print: None is a blank, and a blank is not zero.

    Amounts agree as numbers (12 and 12.0), words as they stand; a number never agrees with words.
    """
    if printed is None:
        return cell.state == "blank"
    return cell.state in ("read", "derived") and cell.value == printed


def is_as_printed(cell: Cell, row: RowSpec, annotation: Annotation) -> bool:
    """Return whether value and state are as gold prints them: the event that a cell's confidence is the probability
    of. `unresolved` tells it of its first alternative; `absent` holds where nothing of the row is printed or left.
    """
    if cell.id not in annotation.cells:
        return cell.state == "absent"
    if cell.state == "absent":
        return _is_gone(row, annotation)
    printed = annotation.cells[cell.id]
    if cell.state == "unresolved":
        return bool(cell.alternatives) and cell.alternatives[0] == printed
    return agrees(cell, printed)


def _right_on_lost(cell: Cell, row: RowSpec, annotation: Annotation) -> bool:
    if cell.state == "absent":
        return _is_gone(row, annotation)
    return cell.state == "derived" and agrees(cell, annotation.cells.get(cell.id))


def _is_gone(row: RowSpec, annotation: Annotation) -> bool:
    """Return whether the text has lost every printed cell of a row."""
    return all(cell.id in annotation.lost for cell in row.cells if cell.id in annotation.cells)


def _table(cell_id: str) -> str:
    return cell_id.partition(".")[0]


def _absent(cell_id: str) -> Cell:
    return Cell(cell_id, None, None, None, None, None, None, "absent", 0.0, False)
