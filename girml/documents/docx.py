"""Word documents as blocks: paragraphs, and tables with their merged cells."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from girml.documents.blocks import Block, Cell, Table, on_one_line
from girml.errors import InputError

MOST_UNPACKED = 200_000_000
"""No document may unpack to more bytes, whatever its parts say of themselves."""
_MOST_PARTS = 10_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INNER = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))
_P, _TABLE, _ROW, _CELL = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc"))
_ENDS = frozenset(f"{_W}{name}" for name in ("br", "cr"))
_ENCRYPTED = 0x1
_MOST_COLUMNS = 1000


def blocks(data: bytes, name: str) -> list[Block]:
    """Return the blocks of a Word document, in order; InputError where it is encrypted, damaged, or too large."""
    _check(data, name)
    body = _body(data, name)
    return list(_walked(body)) if body is not None else []


def _check(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _damaged(name) from None
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise InputError(f"{name} is encrypted: save it without a password.")
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise InputError(f"{name} unpacks to more than {MOST_UNPACKED:,} bytes, which no report does: divide it first.")


def _body(data: bytes, name: str) -> Any:
    """Return the body of a document; python-docx resolves no entities, and fetches nothing."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return Document(BytesIO(data)).element.body
    except (OpcError, LxmlError, LookupError, ValueError, AttributeError, OSError, zlib.error, zipfile.BadZipFile):
        raise _damaged(name) from None


def _damaged(name: str) -> InputError:
    return InputError(f"{name} is damaged: it is no whole Word document; get it again.")


def _walked(element: Any) -> Iterator[Block]:
    for child in element.iterchildren():
        if child.tag == _P:
            yield from filter(None, map(_line, _lines(child)))
        elif child.tag == _TABLE:
            yield from _table(child)
        elif child.tag in _INNER:
            yield from _walked(child)


def _line(text: str) -> str:
    return on_one_line([text])


def _lines(paragraph: Any) -> list[str]:
    """Return the lines of a paragraph, deleted words and fields' codes left out."""
    lines = [""]
    for one in paragraph.iter():
        if one.tag == f"{_W}t":
            lines[-1] += one.text or ""
        elif one.tag == f"{_W}tab":
            lines[-1] += " "
        elif one.tag in _ENDS:
            lines.append("")
        elif one.tag == f"{_W}noBreakHyphen":
            lines[-1] += "-"
    return lines


def _table(element: Any) -> Iterator[Block]:
    """Yield a table; what its cells hold where there is one cell, or a cell holds a table."""
    rows = [list(_inside(row, _CELL)) for row in _inside(element, _ROW)]
    cells = [cell for row in rows for cell in row]
    if len(cells) < 2 or any(next(cell.iter(_TABLE), None) is not None for cell in cells):
        for cell in cells:
            yield from _walked(cell)
        return
    yield Table(tuple(tuple(line) for line in _merged([_row(row) for row in _inside(element, _ROW)])))


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, those in controls and revisions too."""
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _INNER:
            yield from _inside(child, tag)


Piece = tuple[str, int, bool]
"""What stands in a place of a row: text, columns, and whether it goes on with what stands above it."""


def _row(row: Any) -> list[Piece]:
    skipped = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
    before: list[Piece] = [("", skipped, False)] if skipped else []
    return before + [_piece(cell) for cell in _inside(row, _CELL)]


def _piece(cell: Any) -> Piece:
    lines = [line for paragraph in cell.iter(_P) for line in _lines(paragraph)]
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
    return on_one_line(lines), _number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1), goes_on


def _number(element: Any, other: int) -> int:
    text = "" if element is None else element.get(f"{_W}val", "")
    return min(int(text), _MOST_COLUMNS) if text.isascii() and text.isdecimal() and len(text) < 9 else other


def _merged(rows: list[list[Piece]]) -> list[list[Cell]]:
    """Return rows of cells, each that goes on in rows below it spanning them."""
    lines: list[list[Cell]] = []
    above: dict[tuple[int, int], tuple[int, int]] = {}
    for number, row in enumerate(rows):
        line: list[Cell] = []
        column = 0
        for text, columns, goes_on in row:
            begun = above.get((column, columns)) if goes_on else None
            if begun is None:
                above[column, columns] = (number, len(line))
                line.append(Cell(text, max(columns, 1)))
            else:
                first, at = begun
                lines[first][at] = lines[first][at]._replace(rows=number - first + 1)
            column += columns
        lines.append(line)
    return lines
