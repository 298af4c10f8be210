"""Which labels of the form stand over each of its cells, as its grid is printed."""

from collections.abc import Mapping
from functools import cache

from girml.forms import load
from girml.records import GridCell, TableId

_HEADS = ("column", "column_group")


@cache
def heads(form: str, table: TableId) -> Mapping[str, tuple[str, ...]]:
    """Return the heads over each cell of a table, from the nearest up.

    >>> heads("2021", "t4")["t4.reconsideration.upheld"]
    ('l.t4.col.upheld', 'l.t4.head.reconsideration')
    """
    roles = {label.id: label.role for label in load(form).labels.values()}
    found: dict[str, tuple[str, ...]] = {}
    for _, lines in load(form).tables[table].grids:
        over: list[list[str]] = [[] for _ in range(sum(place.columns for place in lines[0]))]
        busy = [0] * len(over)
        for line in lines:
            for place, column in _set(line, busy):
                if place.id not in roles:
                    found[place.id] = tuple(reversed([one for one in over[column] if roles[one] in _HEADS]))
                elif roles[place.id] == "block_title":
                    over = [[] for _ in over]
                for under in over[column : column + place.columns]:
                    under += [place.id] if place.id in roles else []
    return found


def _set(line: tuple[GridCell, ...], busy: list[int]) -> list[tuple[GridCell, int]]:
    """Return the cells of a line with the columns they begin in; `busy` tells how many lines columns are taken for."""
    found, column = [], 0
    for place in line:
        while busy[column]:
            column += 1
        found.append((place, column))
        column += place.columns
    for place, column in found:
        busy[column : column + place.columns] = [place.rows] * place.columns
    busy[:] = [max(0, rows - 1) for rows in busy]
    return found
