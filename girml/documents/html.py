"""HTML pages as blocks: what a browser shows as a paragraph, and tables that hold no other table."""

import re
from collections.abc import Iterator
from typing import Any

from girml.documents.blocks import Block, Cell, Table, on_one_line
from girml.errors import InputError

_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "o:p", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_UNSEEN = frozenset((
    "head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template", "textarea",
    "title",
))  # fmt: skip
_PARTS = frozenset(("caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"))
# Some pages go on behind their end, which browsers show and the parser does not.
_ENDS = re.compile(r"(?i)</(?:html|body)\s*>|<!doctype[^>]*>")
_MOST_COLUMNS, _MOST_ROWS = 1000, 65534
"""What browsers hold spans to."""
_LONGEST_CELL = 300
"""A cell of more characters is a part of the page: its table only lays the page out."""


def blocks(page: str, name: str) -> list[Block]:
    """Return the blocks of a page, in order; InputError where it is nested too deep. Nothing is fetched for it."""
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    whole = f"<html>{_ENDS.sub('', page)}".encode("utf-8", "replace")
    root = html.document_fromstring(whole, parser=parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise InputError(f"{name} is nested deeper than any page is: look at what it is.")
    return list(_walked(root))


def _walked(root: Any) -> Iterator[Block]:
    """Yield the blocks of an element. It walks without recursion, for pages may be nested however deep."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = str(element.tag).lower()
        table = _table(element) if event == "start" and tag == "table" else None
        if event == "start" and (table or tag in _UNSEEN):
            walk.skip_subtree()
        if tag not in _INLINE and tag not in _UNSEEN:
            yield from _paragraph(pieces)
        if table:
            yield table
        own = element.tail if event == "end" else None if table or tag in _UNSEEN else element.text
        pieces.append(own or "")
    yield from _paragraph(pieces)


def _paragraph(pieces: list[str]) -> Iterator[str]:
    """Yield what has gathered since the last paragraph, if it shows anything."""
    text = on_one_line(["".join(pieces)])
    pieces.clear()
    if text:
        yield text


def _table(element: Any) -> Table | None:
    """Return a table; None where it lays out a page: it holds one cell or another table, a cell of it holds a part of
    the page, or something stands in it beside its cells."""
    cells = list(element.iter("td", "th"))
    strange = any(cell.getparent().tag != "tr" for cell in cells) or _has_strays(element)
    if len(cells) < 2 or strange or next(element.iterdescendants("table"), None) is not None:
        return None
    # Browsers show the foot last, wherever it stands.
    rows = sorted(element.iter("tr"), key=lambda row: row.getparent().tag == "tfoot")
    lines = tuple(tuple(_cell(cell) for cell in row.iterchildren("td", "th")) for row in rows)
    if any(len(cell.text) > _LONGEST_CELL for line in lines for cell in line):
        return None
    return Table(lines)


def _has_strays(element: Any) -> bool:
    """Return whether words, or other elements, stand in a table beside its cells."""
    frame = (one for one in element.iter() if one.tag not in ("td", "th") and _is_frame(one))
    return any(
        (one.text or "").strip() or any(child.tag not in _PARTS or (child.tail or "").strip() for child in one)
        for one in frame
    )


def _is_frame(element: Any) -> bool:
    return element.tag in _PARTS and element.tag != "caption"


def _cell(element: Any) -> Cell:
    from lxml.etree import iterwalk

    pieces = [""]
    walk = iterwalk(element, events=("start", "end"))
    for event, one in walk:
        tag = str(one.tag).lower()
        if event == "start" and tag in _UNSEEN:
            walk.skip_subtree()
        elif one is not element and tag not in _INLINE:
            pieces.append("")
        if event == "start" and tag not in _UNSEEN:
            pieces[-1] += one.text or ""
        elif event == "end" and one is not element:
            pieces[-1] += one.tail or ""
    return Cell(on_one_line(pieces), _span(element, "colspan", _MOST_COLUMNS), _span(element, "rowspan", _MOST_ROWS))


def _span(element: Any, name: str, most: int) -> int:
    """Return how many columns or rows a cell spans; 1 where it says anything but a number."""
    text = element.get(name, "").strip()
    return min(max(int(text), 1), most) if text.isascii() and text.isdecimal() and len(text) < 9 else 1
