"""PDF documents with a text layer as blocks: ruled tables by their lines, all else line by line, in display columns."""

import logging
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from unicodedata import normalize

from girml.documents.blocks import Block
from girml.documents.continued import Piece, joined
from girml.documents.lattice import Line, tables
from girml.documents.ruled import TOLERANCE, Box, Char, Ruled
from girml.documents.spaced import lines
from girml.errors import InputError

MOST_PAGES = 500
_MOST_CHARS = 100_000
"""No page may show more characters."""
_MOST_RULES = 20_000
"""A page of more lines and boxes is a drawing: no tables are sought on it."""
# Fonts that share a glyph with a character often name the radical.
_RADICALS = {code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_UNNAMED = "(cid:"
_MOST_UNNAMED = 0.2


def blocks(data: bytes, name: str) -> list[Block]:
    """Return the blocks of a PDF document, in order; InputError where it is encrypted or has no text to read."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    # It warns of every font without a bounding box, and reads it all the same.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            pages = document.pages
            if len(pages) > MOST_PAGES:
                raise InputError(f"{name} has more than {MOST_PAGES} pages, which no report has: divide it first.")
            return _checked(list(_pages(pages, name)), name)
    except PdfminerException as reason:
        if isinstance(reason.args[0], PDFPasswordIncorrect):
            raise InputError(f"{name} is encrypted: save it without a password.") from None
        raise


def _pages(pages: Sequence[Any], name: str) -> Iterator[list[Piece]]:
    for page in pages:
        yield list(_page(page, name))
        page.close()


def _checked(pages: list[list[Piece]], name: str) -> list[Block]:
    """Return the blocks of all pages; InputError where they show no text, or one that their fonts do not name."""
    found = joined(pages)
    texts = [text for block in found for text in _texts(block) if text]
    if not texts:
        told = f"{len(pages)} pages but no" if pages else "no pages and no"
        raise InputError(f"{name} has {told} text layer, it may be scanned: recognise its text first.")
    if sum(text.count(_UNNAMED) * len("(cid:123)") for text in texts) > _MOST_UNNAMED * sum(map(len, texts)):
        raise InputError(f"{name} has fonts that do not name their characters: recognise its text from its images.")
    return found


def _texts(block: Block) -> list[str]:
    return [block] if isinstance(block, str) else [cell.text for line in block.lines for cell in line]


def _page(page: Any, name: str) -> Iterator[Piece]:
    """Yield what a page shows, from top to bottom."""
    if len(page.chars) > _MOST_CHARS:
        raise InputError(f"{name} has a page of more than {_MOST_CHARS:,} characters: look at what it is.")
    chars = [_char(one) for one in page.chars if not one["text"].isspace()]
    shown: list[tuple[float, Piece]] = []
    for boxes in tables(_lines(page)):
        bounds = Ruled(boxes, ()).bounds
        shown.append((bounds.top, Ruled(boxes, tuple(char for char in chars if bounds.holds(char)))))
        chars = [char for char in chars if not bounds.holds(char)]
    shown += lines(chars)
    yield from (piece for _, piece in sorted(shown, key=lambda one: one[0]))


def _char(one: dict[str, Any]) -> Char:
    return Char(Box(one["x0"], one["top"], one["x1"], one["bottom"]), one["text"].translate(_RADICALS))


def _lines(page: Any) -> list[Line]:
    """Return the lines of a page, those that are one once; none of a page that is a drawing."""
    from pdfplumber.table import merge_edges

    edges = [one for one in page.edges if one["orientation"]]
    if len(edges) > _MOST_RULES:
        return []
    return [
        Line(True, one["x0"], one["top"], one["bottom"])
        if one["orientation"] == "v"
        else Line(False, one["top"], one["x0"], one["x1"])
        for one in merge_edges(edges, *[TOLERANCE] * 4)
    ]
