"""PDF documents written by hand: lines, and words in a font that every reader knows."""

from collections.abc import Sequence
from typing import NamedTuple

from girml.synth.page import Page, PageTable

_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts["
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"
)
_TOP, _LEFT, _SIZE, _STEP = 1180, 20, 9, 14


class Words(NamedTuple):
    """Words on a page, from a place in points from its lower left corner."""

    x: float
    y: float
    text: str


class Rule(NamedTuple):
    """A line on a page."""

    x0: float
    y0: float
    x1: float
    y1: float


Sheet = Sequence[Words | Rule]


def pdf(sheets: Sequence[Sheet]) -> bytes:
    """Return a PDF document of sheets 1200 points high and wide."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(sheets)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>".encode(), _FONT]
    for at, sheet in enumerate(sheets):
        content = "\n".join(map(_drawn, sheet)).encode()
        box = f"/MediaBox[0 0 1200 1200]/Contents {5 + 2 * at} 0 R/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}>>".encode())
        objects.append(f"<</Length {len(content)}>>stream\n".encode() + content + b"\nendstream")
    return _file(objects)


def _drawn(one: Words | Rule) -> str:
    if isinstance(one, Rule):
        return f"{one.x0} {one.y0} m {one.x1} {one.y1} l S"
    return f"BT /F {_SIZE} Tf {one.x} {one.y} Td <{one.text.encode('utf-16-be').hex()}> Tj ET"


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))


def printed(page: Page) -> bytes:
    """Return a page as a PDF document, a sheet for each of its blocks; tables are ruled."""
    return pdf([
        _table(block) if isinstance(block, PageTable) else _lines("".join(run.text for run in block.runs))
        for block in page.blocks
    ])  # fmt: skip


def _lines(text: str) -> Sheet:
    return [Words(_LEFT, _TOP - _STEP * at, text[at * 100 : at * 100 + 100]) for at in range(len(text) // 100 + 1)]


def _table(block: PageTable) -> Sheet:
    width = sum(cell.columns for cell in block.lines[0])
    step = 1150 / width
    sheet: list[Words | Rule] = []
    busy = [0] * width
    for at, line in enumerate(block.lines):
        column, top = 0, _TOP - 40 * at
        taken = list(busy)
        for cell in line:
            while taken[column]:
                column += 1
            left, right, bottom = _LEFT + step * column, _LEFT + step * (column + cell.columns), top - 40 * cell.rows
            sheet += [Rule(left, top, right, top), Rule(left, bottom, right, bottom)]
            sheet += [Rule(left, top, left, bottom), Rule(right, top, right, bottom)]
            text, fits = "".join(run.text for run in cell.runs), max(1, int((right - left - 4) / _SIZE))
            pieces = [text[begin : begin + fits] for begin in range(0, len(text), fits)]
            sheet += [Words(left + 2, top - 10 - 9.5 * number, piece) for number, piece in enumerate(pieces)]
            for one in range(column, column + cell.columns):
                taken[one] = cell.rows
            column += cell.columns
        busy = [max(0, rows - 1) for rows in taken]
    return sheet
