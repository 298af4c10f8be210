"""A document as a text: a paragraph a line, a line of a table a line, its cells parted by tabs.

This text is the source that the places of a report count in. It depends on the document alone.
"""

from collections.abc import Sequence
from typing import NamedTuple

from girml.documents.blocks import Block, Table


class Placed(NamedTuple):
    """A cell and where it begins in the text; it spans so many columns and rows."""

    text: str
    start: int
    columns: int
    rows: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


PlacedTable = tuple[tuple[Placed, ...], ...]
"""The lines of a table whose cells are placed."""


class Laid(NamedTuple):
    """The text of a document, and its tables."""

    text: str
    tables: tuple[PlacedTable, ...]


def lay(blocks: Sequence[Block]) -> Laid:
    """Return a document as a text.

    >>> from girml.documents.blocks import Cell
    >>> lay(["政府信息公开", Table(((Cell("规章"), Cell("5")),))]).text
    '政府信息公开\\n规章\\t5\\n'
    """
    lines: list[str] = []
    tables: list[PlacedTable] = []
    at = 0
    for block in blocks:
        placed: list[tuple[Placed, ...]] = []
        for line in block.lines if isinstance(block, Table) else (block,):
            if isinstance(line, str):
                lines.append(line)
            else:
                row, start = [], at
                for text, columns, rows in line:
                    row.append(Placed(text, start, columns, rows))
                    start += len(text) + 1
                placed.append(tuple(row))
                lines.append("\t".join(cell.text for cell in line))
            at += len(lines[-1]) + 1
        if placed:
            tables.append(tuple(placed))
    return Laid("".join(f"{line}\n" for line in lines), tuple(tables))
