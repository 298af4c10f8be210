"""Tables that go on from one page to the next, put together again."""

import re
from collections.abc import Sequence

from girml.documents.blocks import Block
from girml.documents.ruled import TOLERANCE, Box, Ruled, table, text_in

_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[,，/]?\s*共?\s*\d{1,3}\s*页?)?[-—–·\s]*")
_MOST_FURNITURE = 2

Piece = str | Ruled
"""A line of a page, or a ruled table."""


def joined(pages: Sequence[Sequence[Piece]]) -> list[Block]:
    """Return the blocks of all pages; a table that begins a page is put to that which ends the page before it, where
    both are as wide. Page numbers and running heads between them stand behind it."""
    found: list[Piece] = []
    running = _running(pages)
    for page in pages:
        end, begin = _table(found[::-1], running), _table(page, running)
        last = found[-end - 1] if end is not None else None
        first = page[begin] if begin is not None else None
        if isinstance(last, Ruled) and isinstance(first, Ruled) and _are_as_wide(last, first):
            found[-(end or 0) - 1] = _stacked(last, first)
            page = [piece for piece in page if piece is not first]
        found += page
    made = (piece if isinstance(piece, str) else table(piece) for piece in found)
    return [block for block in made if block is not None]


def _running(pages: Sequence[Sequence[Piece]]) -> set[str]:
    """Return the lines that begin or end two pages or more."""
    edges = [one for page in pages for at, one in enumerate(page) if isinstance(one, str) and at in (0, len(page) - 1)]
    return {one for one in edges if edges.count(one) > 1}


def _table(pieces: Sequence[Piece], running: set[str]) -> int | None:
    """Return where the first table is, if nothing but page numbers and running heads stand before it."""
    for at, piece in enumerate(pieces[: _MOST_FURNITURE + 1]):
        if isinstance(piece, Ruled):
            return at
        if piece not in running and not _PAGE_NUMBER.fullmatch(piece):
            return None
    return None


def _are_as_wide(one: Ruled, other: Ruled) -> bool:
    own, its = one.bounds, other.bounds
    return abs(own.left - its.left) <= TOLERANCE and abs(own.right - its.right) <= TOLERANCE


def _stacked(one: Ruled, other: Ruled) -> Ruled:
    """Return a table with another right below it; a row that the page's end cuts in two is one again."""
    seam = one.bounds.bottom
    down = seam - other.bounds.top
    below = Ruled(
        tuple(box.lowered(down) for box in other.boxes),
        tuple(char._replace(box=char.box.lowered(down)) for char in other.chars),
    )
    ends = sorted(box for box in one.boxes if seam - box.bottom <= TOLERANCE)
    begins = sorted(box for box in below.boxes if box.top - seam <= TOLERANCE)
    chars = one.chars + below.chars
    if not _are_halves(list(zip(ends, begins, strict=False)), one, below) or len(ends) != len(begins):
        return Ruled(one.boxes + below.boxes, chars)
    whole = [upper._replace(bottom=lower.bottom) for upper, lower in zip(ends, begins, strict=True)]
    others = [box for box in one.boxes + below.boxes if box not in ends and box not in begins]
    return Ruled((*others, *whole), chars)


def _are_halves(pairs: Sequence[tuple[Box, Box]], one: Ruled, below: Ruled) -> bool:
    """Return whether boxes above and below a page's end make one row: each shows something on one side alone, and some
    on either."""
    if any(abs(upper.left - lower.left) + abs(upper.right - lower.right) > TOLERANCE for upper, lower in pairs):
        return False
    shown = {(bool(text_in(upper, one.chars)), bool(text_in(lower, below.chars))) for upper, lower in pairs}
    return (True, True) not in shown and {(True, False), (False, True)} <= shown
