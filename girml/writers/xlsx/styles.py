"""How cells look: one format for each set of properties, as Excel keeps them in one list."""

from typing import TYPE_CHECKING

from girml.view import Reason

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

Properties = dict[str, object]

INKS: dict[Reason, tuple[str, str]] = {
    "unresolved": ("#B93A00", "#FFE3D1"),
    "misprint": ("#9B1FA5", "#F8E1FA"),
    "inconsistent": ("#C0123C", "#FFE1E7"),
    "derived": ("#1A5CA6", "#DBEAFB"),
    "low": ("#8A5A00", "#FDF0C4"),
    "absent": ("#6F6A61", "#E4E0D8"),
}
"""The colours of each reason, ink and paper, those of the page; a blank has none."""

A4 = 9
"""What Excel calls the paper."""

BASE: Properties = {"font_name": "SimSun", "font_size": 10, "valign": "vcenter"}
TITLE = {**BASE, "font_size": 16, "bold": True, "align": "center"}
ABOUT = {**BASE, "font_size": 9, "font_color": "#666666", "align": "center"}
CAPTION = {**BASE, "font_size": 11, "bold": True}
UNIT = {**BASE, "align": "right"}
LABEL = {**BASE, "align": "center", "text_wrap": True, "border": 1}
ROW_LABEL = {**LABEL, "align": "left", "indent": 1}
VALUE = {**LABEL, "text_wrap": False, "shrink": True}
BROKEN = {**BASE, "font_color": INKS["inconsistent"][0]}
COMMENT: Properties = {"author": "girml", "font_name": "SimSun", "font_size": 9}
HEAD = {**BASE, "bold": True, "bottom": 1}
TEXT = {**BASE, "num_format": "@"}
WHOLE = {**BASE, "num_format": "0"}
DECIMAL = {**BASE, "num_format": "General"}
LINK = {**BASE, "font_color": "#0563C1", "underline": 1}


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def of(self, properties: Properties) -> "Format":
        """Return the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def doubted(reason: Reason | None, number_format: str) -> Properties:
    """Return how a cell of the form looks, by the reason that it is doubted for."""
    ink = dict(zip(("font_color", "bg_color"), INKS[reason], strict=True)) if reason in INKS else {}
    return {**VALUE, **ink, "num_format": number_format}
