"""What a document shows, in reading order: paragraphs, and tables of cells."""

from collections.abc import Sequence
from typing import NamedTuple


class Cell(NamedTuple):
    """A cell of a table: its text on one line, and how many columns and rows it spans."""

    text: str
    columns: int = 1
    rows: int = 1


class Table(NamedTuple):
    """A table: lines of cells, a cell that spans lines in the first of them."""

    lines: tuple[tuple[Cell, ...], ...]


Block = str | Table
"""A paragraph or a table."""


def on_one_line(pieces: Sequence[str]) -> str:
    """Return what a cell or a paragraph shows, on one line: its pieces, between which lines end, with a space between
    two of them only where Latin letters or digits would touch.

    >>> on_one_line(["（四）无", " 法提供 "]), on_one_line(["12", "3"]), on_one_line([" 5 件\\u200b"])
    ('（四）无法提供', '12 3', '5 件')
    """
    joined = ""
    for piece in pieces:
        words = " ".join(filter(str.isprintable, piece.translate(_UNSEEN).split()))
        apart = joined[-1:].isascii() and words[:1].isascii()
        joined += f" {words}" if joined and words and apart else words
    return joined


_UNSEEN = dict.fromkeys(
    (0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0xFE00, 0xFE10))
)
"""Characters that are seen nowhere; the text of a document is made without them."""


def as_plain(blocks: Sequence[Block]) -> list[object]:
    """Return blocks as plain lists, as one process tells them to another."""
    return [block if isinstance(block, str) else block.lines for block in blocks]


def from_plain(plain: Sequence[str | Sequence[Sequence[Sequence[str | int]]]]) -> list[Block]:
    """Return the blocks that plain lists tell of."""
    return [
        block
        if isinstance(block, str)
        else Table(tuple(tuple(Cell(str(text), int(w), int(h)) for text, w, h in line) for line in block))
        for block in plain
    ]
