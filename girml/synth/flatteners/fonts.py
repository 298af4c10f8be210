"""A font for a page that is to be printed on paper: what stands for a character is drawn as that character.

A mark is a code point that no Chinese font draws. The page carries its own font: the characters it needs from a free
Chinese font, and each glyph again under every code point that stands for it. Every font is the face for simplified
script, and the first one in its file.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from copy import copy
from functools import cache, lru_cache
from importlib import import_module
from io import BytesIO
from typing import Any

from girml.synth.flatteners.packages import FILES

MICROHEI, SONG, KAI = ("fonts-wqy-microhei", "fonts-arphic-uming", "fonts-arphic-ukai")
PACKAGES = ("fonttools", MICROHEI)
_DROPPED = ["BDF", "EBDT", "EBLC", "FFTM", "GSUB", "GPOS", "GDEF", "VORG", "vhea", "vmtx"]
_STYLE = """<style>
@font-face {{ font-family: girml; src: url(data:font/ttf;base64,{font}); }}
* {{ font-family: girml !important; }}
@page {{ size: A4; margin: 2cm 1.5cm; }}
body {{ font-size: {size}pt; line-height: 1.5; }}
td {{ border: 0.5pt solid #000; padding: 1pt 3pt; }}
table {{ border-collapse: collapse; }}
</style>
</head>"""


def dressed(html: str, glyphs: Mapping[str, str], *, size: int = 10, font: str = MICROHEI) -> str:
    """Return the page with a font of its own, from that of a package, and borders; `glyphs` gives what the code
    points of marks look like."""
    seen = set(html)
    wanted = frozenset(glyphs.get(char, char) for char in seen if char.isprintable())
    # The clones depend on the page, the glyphs they copy only on its real characters: both prints look the same.
    clones = tuple(sorted((char, real) for char, real in glyphs.items() if char in seen))
    drawn = _font(wanted, clones, FILES[font])
    return html.replace("</head>", _STYLE.format(font=b64encode(drawn).decode(), size=size), 1)


@cache
def _data(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


# A page that several modes read is dressed twice in all: as it is, and in marks.
@lru_cache(maxsize=2)
def _font(wanted: frozenset[str], glyphs: tuple[tuple[str, str], ...], path: str) -> bytes:
    """Return a font that draws the wanted characters, and the first of every pair as the second."""
    font = _subset(wanted, path)
    drawn = font.getBestCmap()
    clones = {char: drawn[ord(real)] for char, real in glyphs if ord(real) in drawn}
    names = {char: f"mark{number}" for number, char in enumerate(clones)}
    for char, name in clones.items():
        _clone(font, name, names[char])
    font.setGlyphOrder([*font.getGlyphOrder(), *names.values()])
    _map(font, {**drawn, **{ord(char): name for char, name in names.items()}})
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def _subset(wanted: Iterable[str], path: str) -> Any:
    subset = import_module("fontTools.subset")
    options = subset.Options(layout_features=[], notdef_outline=True, hinting=False, drop_tables=_DROPPED)
    font = import_module("fontTools.ttLib").TTFont(BytesIO(_data(path)), fontNumber=0, lazy=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(char) for char in wanted])
    subsetter.subset(font)
    return font


def _clone(font: Any, name: str, clone: str) -> None:
    font["glyf"].glyphs[clone] = copy(font["glyf"][name])
    font["hmtx"].metrics[clone] = font["hmtx"].metrics[name]


def _map(font: Any, shown: Mapping[int, str]) -> None:
    """Give a font one character map, which reaches beyond the basic plane."""
    table = import_module("fontTools.ttLib.tables._c_m_a_p").CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 10, 0, dict(shown)
    font["cmap"].tables = [table]
