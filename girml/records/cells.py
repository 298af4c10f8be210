"""The cells of a report, one by one or column by column."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple, overload

from girml.records.reading import State, Value

Parts = tuple[tuple[int, int], ...]


class Cell(NamedTuple):
    """A cell of the report, as the contract has it (a named tuple, as there are 200 a report)."""

    id: str
    value: Value
    text: str | None
    start: int | None
    end: int | None
    parts: Parts | None
    unit: str | None
    state: State
    confidence: float
    review: bool
    rules: tuple[str, ...] = ()
    suggested: Value = None
    alternatives: tuple[Value, ...] = ()


new_cell = partial(tuple.__new__, Cell)
"""Makes a cell of what it holds, in order: a call of the class takes twice as long."""


class CellColumns(NamedTuple):
    """Cells column by column: what all of them hold, in the order of a cell's fields."""

    id: tuple[str, ...]
    value: Sequence[Value]
    text: Sequence[str | None]
    start: Sequence[int | None]
    end: Sequence[int | None]
    parts: Sequence[Parts | None]
    unit: Sequence[str | None]
    state: Sequence[State]
    confidence: Sequence[float]
    review: Sequence[bool]
    rules: Sequence[tuple[str, ...]]
    suggested: Sequence[Value]
    alternatives: Sequence[tuple[Value, ...]]


class Cells(Sequence[Cell]):
    """The cells of tables that are kept column by column: a cell is made when it is asked for. It equals any sequence
    of the same cells."""

    __slots__ = ("tables",)

    def __init__(self, tables: tuple[CellColumns, ...]) -> None:
        self.tables = tables

    def __len__(self) -> int:
        return sum(len(one.id) for one in self.tables)

    def __iter__(self) -> Iterator[Cell]:
        return chain.from_iterable(map(new_cell, zip(*one, strict=True)) for one in self.tables)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Cell, ...]: ...
    def __getitem__(self, at: int | slice) -> Cell | tuple[Cell, ...]:
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def column_wise(cells: Sequence[Cell]) -> tuple[CellColumns, ...]:
    """Return cells column by column, in one or more runs; none where there is no cell."""
    if isinstance(cells, Cells):
        return cells.tables
    columns: Any = zip(*cells, strict=True)
    return (CellColumns(*columns),) if cells else ()
