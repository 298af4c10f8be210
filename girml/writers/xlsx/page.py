"""A sheet that is being filled: values over areas, and comments beside them."""

from typing import TYPE_CHECKING

from girml.records import Value
from girml.text.width import display_width
from girml.writers.xlsx.styles import COMMENT, Properties, Styles
from girml.writers.xlsx.texts import held

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Area = tuple[int, int, int, int]
"""Top, left, bottom and right, all of them within."""

_WIDTH, _LINE, _CHARACTERS = 380, 19, 54
"""Of a comment, in pixels, and how many characters a line of it has."""


class Page:
    """A sheet and the formats of its workbook."""

    def __init__(self, sheet: "Worksheet", made: Styles) -> None:
        self.sheet = sheet
        self._made = made

    def put(self, area: Area, value: Value, looks: Properties) -> None:
        """Write a value over an area; a text is never taken for a formula, a link or a number."""
        made, (top, left, bottom, right) = self._made.of(looks), area
        if (top, left) != (bottom, right):
            self.sheet.merge_range(*area, "", made)
        if value is None or value == "":
            self.sheet.write_blank(top, left, None, made)
        elif isinstance(value, str):
            self.sheet.write_string(top, left, held(value), made)
        else:
            self.sheet.write_number(top, left, value, made)

    def note(self, area: Area, text: str) -> None:
        """Write a comment that is large enough to be read whole."""
        lines = 1 + sum(1 + display_width(line) // _CHARACTERS for line in text.split("\n"))
        self.sheet.write_comment(*area[:2], held(text), {**COMMENT, "width": _WIDTH, "height": _LINE * lines})
