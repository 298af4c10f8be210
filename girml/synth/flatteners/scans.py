"""Page images read by tesseract, in its modes: printed in a font, rasterised, worn a little, and read.

The image shows the page in marks, which are drawn as the real characters. So one reading gives the text that a user
gets, misread as it is, and the print tells by geometry what stands behind each of its characters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from math import cos, radians, sin
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree
from zlib import crc32

from girml.synth.flatteners.flattener import ConversionError, Flattener, run, within_folder
from girml.synth.flatteners.fonts import KAI, MICROHEI, SONG, dressed
from girml.synth.flatteners.glyphs import Box, Glyph, matched
from girml.synth.flatteners.paper import weasyprint
from girml.synth.marking import Key, Unmarked, unmark

_POINTS = 72
_TESSERACT = ("env", "OMP_THREAD_LIMIT=1", "tesseract", "pages", "read", "-l", "chi_sim", "-c", "hocr_char_boxes=1")
_PACKAGES = ("tesseract-ocr-chi-sim", "weasyprint", "pypdfium2", "pillow")
_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")


@dataclass(frozen=True, slots=True)
class Scan:
    """How a page is printed, scanned and read: its font, the size of its text in points, the colour of the borders of
    its tables, the resolution, the most that it is turned (degrees) and blurred (pixels), tesseract's options."""

    font: str
    options: tuple[str, ...]
    dpi: int
    size: int = 10
    border: str = "#000"
    turn: float = 0.0
    blur: float = 0.0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page of paper: its image, the characters printed on it with their boxes."""

    image: Any
    chars: tuple[tuple[str, Box], ...]


def _dress(html: str, glyphs: Mapping[str, str], *, scan: Scan) -> str:
    page = dressed(html, glyphs, size=scan.size, font=scan.font)
    return page.replace("</head>", f"<style>td {{ border-color: {scan.border} !important; }}</style>\n</head>", 1)


def _text(html: str, *, scan: Scan) -> str:
    """Return what is read of a page."""
    return _read(_sheets(html, scan), scan)[0]


def _find(html: str, key: Key, *, scan: Scan) -> Unmarked | None:
    """Return what is read of a page in marks, and what of the page stands where in it."""
    sheets = _sheets(html, scan)
    text, read = _read(sheets, scan)
    printed = list(_printed(sheets))
    unmarked = unmark("".join(glyph.char for page in printed for glyph in page), key)
    if unmarked is None:
        return None
    owners = {place.position: place for place in unmarked.places}
    found: dict[int, int] = {}
    for lines, page in zip(read, printed, strict=True):
        real = [glyph._replace(char=unmarked.text[glyph.at]) for glyph in page if not glyph.char.isspace()]
        found |= matched(lines, real)
    places = (owners[behind]._replace(position=at) for at, behind in sorted(found.items()) if behind in owners)
    return Unmarked(text, tuple(places))


def _sheets(html: str, scan: Scan) -> list[_Sheet]:
    rng = Random(crc32(html.encode()))
    pages = import_module("pypdfium2").PdfDocument(weasyprint(html))
    return [_sheet(page, scan, rng) for page in pages]


def _sheet(page: Any, scan: Scan, rng: Random) -> _Sheet:
    """Return a page as scanned; it is turned and blurred by chance."""
    scale, turn, blur = scan.dpi / _POINTS, rng.uniform(-scan.turn, scan.turn), rng.uniform(0, scan.blur)
    image = page.render(scale=scale, grayscale=True).to_pil()
    filters, resampling = import_module("PIL.ImageFilter"), import_module("PIL.Image").Resampling
    worn = image.rotate(turn, resampling.BICUBIC, fillcolor="white").filter(filters.GaussianBlur(blur))
    moved = partial(_moved, scale=scale, turn=turn, size=image.size)
    return _Sheet(worn, tuple((char, moved(box)) for char, box in _chars(page)))


def _chars(page: Any) -> Iterator[tuple[str, Box]]:
    """Yield the printed characters of a page and their boxes in points: left, bottom, right, top."""
    text, raw = page.get_textpage(), import_module("pypdfium2.raw")
    units = [raw.FPDFText_GetUnicode(text, at) for at in range(text.count_chars())]
    high = 0
    for at, unit in enumerate(units):
        if 0xD800 <= unit < 0xDC00:
            high = unit
            continue
        char = chr(0x10000 + ((high - 0xD800) << 10) + unit - 0xDC00) if 0xDC00 <= unit < 0xE000 else chr(unit)
        yield char, text.get_charbox(at, loose=True)


def _moved(box: Box, *, scale: float, turn: float, size: tuple[int, int]) -> Box:
    """Return where a box of the print lies in an image that was turned around its middle: left, top, right, bottom."""
    x, y = (box[0] + box[2]) / 2 * scale - size[0] / 2, size[1] / 2 - (box[1] + box[3]) / 2 * scale
    angle = radians(turn)
    across, down = size[0] / 2 + x * cos(angle) + y * sin(angle), size[1] / 2 + y * cos(angle) - x * sin(angle)
    width, height = (box[2] - box[0]) * scale / 2, (box[3] - box[1]) * scale / 2
    return across - width, down - height, across + width, down + height


def _printed(sheets: Sequence[_Sheet]) -> Iterator[list[Glyph]]:
    """Yield the printed characters of each page, with their offsets in all of them."""
    start = 0
    for sheet in sheets:
        yield [Glyph(char, start + at, box) for at, (char, box) in enumerate(sheet.chars)]
        start += len(sheet.chars)


def _read(sheets: Sequence[_Sheet], scan: Scan) -> tuple[str, list[list[list[Glyph]]]]:
    """Return the text that tesseract reads, and the characters of its lines, page by page."""

    def steps(folder: Path) -> tuple[str, str]:
        names = [f"{number}.png" for number in range(len(sheets))]
        for name, sheet in zip(names, sheets, strict=True):
            sheet.image.save(folder / name)
        (folder / "pages").write_text("\n".join(names))
        run((*_TESSERACT, "--dpi", str(scan.dpi), *scan.options, "txt", "hocr"), within=folder)
        return (folder / "read.txt").read_text("utf-8"), (folder / "read.hocr").read_text("utf-8")

    text, hocr = within_folder("", steps)
    return text, _placed(text, hocr)


def _placed(text: str, hocr: str) -> list[list[list[Glyph]]]:
    """Return the characters of each line of each page, with their offsets in the text."""
    visible = ((at, char) for at, char in enumerate(text) if not char.isspace())
    pages: list[list[list[Glyph]]] = []
    for element in _elements(hocr):
        kind = element.get("class")
        if kind == "ocr_page":
            pages.append([])
        elif kind in _LINES:
            pages[-1].append([])
        elif kind == "ocrx_cinfo":
            for char in (char for char in element.text or "" if not char.isspace()):
                at, same = next(visible, (0, ""))
                if char != same:
                    raise ConversionError("tesseract gives other characters as hOCR than as text: leave the page out.")
                pages[-1][-1].append(Glyph(char, at, _box(element)))
    return pages


def _elements(hocr: str) -> Iterator[ElementTree.Element]:
    try:
        return ElementTree.fromstring(hocr).iter()
    except ElementTree.ParseError as reason:
        raise ConversionError(f"tesseract gives hOCR that is no XML ({reason}): leave the page out.") from reason


def _box(element: ElementTree.Element) -> Box:
    left, top, right, bottom = map(float, element.get("title", "").split(";")[0].split()[1:])
    return left, top, right, bottom


_LIBRARIES = {MICROHEI: "tesseract", KAI: "tesseract-kai", SONG: "tesseract-song"}
_FAINT, _NONE = "#ccc", "#fff"
_MODES = {
    "tesseract-column": Scan(MICROHEI, ("--psm", "4"), 150),
    "tesseract-column-faint": Scan(MICROHEI, ("--psm", "4"), 150, border=_FAINT),
    "tesseract-block": Scan(MICROHEI, ("--psm", "6"), 150, border=_NONE),
    "tesseract-kai-column": Scan(KAI, ("--psm", "4"), 200),
    "tesseract-kai-block": Scan(KAI, ("--psm", "6"), 200, border=_NONE),
    "tesseract-song-auto": Scan(SONG, ("--psm", "3"), 200, border=_FAINT, turn=0.2, blur=0.6),
    "tesseract-song-spaces": Scan(
        SONG, ("--psm", "6", "-c", "preserve_interword_spaces=1"), 200, border=_NONE, turn=0.2, blur=0.6
    ),
}

SCANS = tuple(
    Flattener(
        name,
        _LIBRARIES[scan.font],
        "ocr",
        (*_PACKAGES, "fonttools", scan.font),
        partial(_text, scan=scan),
        partial(_dress, scan=scan),
        partial(_find, scan=scan),
    )
    for name, scan in _MODES.items()
)
