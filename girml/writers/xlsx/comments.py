"""What a comment beside a cell tells: why it is doubted, how sure it is, what else it may be, which rules say so."""

from collections.abc import Iterable, Iterator, Sequence

from girml.records import Cell, Check
from girml.view import Reason, say
from girml.view.words import LANGUAGES
from girml.writers.xlsx.figures import looks_as_printed, reading

_QUIET: tuple[Reason | None, ...] = (None, "blank", "absent")


def comment(cell: Cell, reason: Reason | None, failing: Iterable[Check]) -> str:
    """Return the lines of a comment in Chinese and English; "" for a cell that shows all there is to tell."""
    if reason in _QUIET and not cell.review:
        return _printed(cell)
    return "\n".join(_lines(cell, reason, [check for check in failing if cell.id in check.cells]))


def _printed(cell: Cell) -> str:
    """Return what is printed of a figure, where the number alone does not show it."""
    same = cell.text is None or cell.state == "blank" or looks_as_printed(cell)
    return "" if same else f"{say('text')}：{cell.text}"


def _lines(cell: Cell, reason: Reason | None, failing: Sequence[Check]) -> Iterator[str]:
    if reason:
        yield _both(f"reason.{reason}")
        yield _both(f"told.{reason}")
    yield _both("confidence", percent=f"{100 * cell.confidence:.2f}")
    if cell.alternatives:
        yield f"{_both('alternatives')}: {', '.join(map(reading, cell.alternatives))}"
    if cell.suggested is not None:
        yield f"{_both('suggested')}: {cell.suggested}"
    if cell.rules:
        yield f"{_both('derived_by')}: {', '.join(cell.rules)}"
    for check in failing:
        yield f"{check.id}: {check.left} ≠ {check.right}"
    if printed := _printed(cell):
        yield printed
    yield cell.id if cell.start is None else f"{cell.id} [{cell.start}:{cell.end}]"


def _both(key: str, **values: object) -> str:
    return " ".join(say(key, language, **values) for language in LANGUAGES)
