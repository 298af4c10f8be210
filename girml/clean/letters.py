"""Each piece of a text, and each gap before one, as a letter: what the grammar of a clean report is written in."""

import re
from collections.abc import Iterable
from functools import cache

from girml.forms import FORM_IDS, load
from girml.labeler.likeness import likeness
from girml.labeler.names import LabelIndex, key
from girml.records import Name
from girml.text.values import shown

FIGURE, HEAD, WORDS, BEGIN, PART, JOINED = "Fhpuqj"
"""The letters of a figure or nil mark, of a head or group label of a table, of other words, of words that a label may
begin with, of a part of a figure or sign, and of what goes on with the label before it."""
LINES, DELIMITED, SPACED, SPACE, OTHER = "123456789", "|", " ", "_", "x"
"""The letters of gaps: so many line ends, delimiters on one line, spaces, one space, anything else."""
MARKUP = " *#>"
"""What may stand around words that are all the same a heading or a label."""

_FIRST_ROW, _FIRST_SECTION = 0xE000, 0xF000
_SECTIONS = 6
_LONGEST, _LONGEST_LABEL, _SHORT = 90, 60, 12
_MOST_KNOWN = 1 << 16
_TABLES = ("t2", "t3")
_SEPARATORS = "\n\t|─ "
_SENTENCE = re.compile("[。;!?]")
_RULE = re.compile(r"[-+=:]{3,}")
_WORDED = re.compile("[\u4e00-\u9fff]{2}")
_NUMERALS = "一二三四五六七八"
# A number in each of the styles that headings have: 一、 · (一) · 1. · 第一部分 · none.
_NUMBERS = (
    rf"([{_NUMERALS}])[、.,:] ?|([{_NUMERALS}]) ",
    rf"[(\[]([{_NUMERALS}])[)\]][、.,:]? ?",
    r"([1-8])[、.,] ?",
    rf"第([{_NUMERALS}])(?:部分|章)[、.,:]? ?",
)
_WORDING = r"([\u4e00-\u9fff、,]{1,28}(?:情况|措施|事项|概述|问题)|概述)[:。]?"
_HEADING = re.compile(rf"(?:{'|'.join(f'(?:{number})' for number in _NUMBERS)}){_WORDING}")
_STYLE_OF_GROUP = (0, 0, 1, 2, 3)
STYLES = len(_NUMBERS) + 1
_LABEL = re.compile(r"(?:\([一二三四五六七]\)|[一二三四五六七]、|\d\.)?[^\d。;:]{2,40}")
_LIKE = 0.6
_UNITS = ("万元", "件次")
_ENUMERATORS = frozenset("一二三四五六七12345678")

HEADINGS = tuple([chr(_FIRST_SECTION + number) for number in range(1, _SECTIONS + 1)])
"""The letters of headings in the first style; those of any other style are written so where it is that of a text."""


def section(number: int, style: int) -> str:
    """Return the letter of the heading of a section in one of the styles of numbers."""
    return chr(_FIRST_SECTION + _SECTIONS * style + number)


_IN_ORDER = tuple("".join(section(number, style) for number in range(1, _SECTIONS + 1)) for style in range(STYLES))
_HEADED = re.compile(f"[{_IN_ORDER[0][0]}-{_IN_ORDER[-1][-1]}]")


@cache
def rows() -> dict[str, str]:
    """Return the letter of each row label of tables 2 and 3."""
    forms = [load(form_id) for form_id in FORM_IDS]
    labels = dict.fromkeys(
        row.label for form in forms for table in form.tables.values() if table.id in _TABLES for row in table.rows
    )
    return {label: chr(_FIRST_ROW + at) for at, label in enumerate(labels)}


def label(names: Iterable[Name]) -> str | None:
    """Return the letter of what has these names: a row or a head, None where it is none for sure."""
    labels = [name.label for name in names if name.score == 1.0 and name.label[0] != "s"]
    return next((rows()[one] for one in labels if one in rows()), HEAD if labels else None)


def headed(letters: str) -> str | None:
    """Return letters with headings of one style alone, those of all others as words; None where no style, or more than
    one, has all sections, each once and in order."""
    there = "".join(_HEADED.findall(letters))
    if there == _IN_ORDER[0]:
        return letters
    found = [style for style, wanted in enumerate(_IN_ORDER) if "".join(filter(wanted.__contains__, there)) == wanted]
    return letters.translate(_plain(*found)) if len(found) == 1 else None


@cache
def _plain(style: int) -> dict[int, str]:
    others = {_FIRST_SECTION + number: WORDS for number in range(1, _SECTIONS * STYLES + 1)}
    return others | {ord(section(number, style)): HEADINGS[number - 1] for number in range(1, _SECTIONS + 1)}


class Letters(dict[str, str]):
    """The letters of the pieces and gaps of texts; those of short ones are kept."""

    def __init__(self, index: LabelIndex) -> None:
        super().__init__()
        self._index = index
        self._keywords = {one.number: one.keywords for one in load(FORM_IDS[-1]).sections}
        self._first = {name: text[0] if text[0] in _ENUMERATORS else "" for name, text in reversed(index.keys)}

    def __missing__(self, part: str) -> str:
        is_gap = part[0] in _SEPARATORS
        if len(part) > _LONGEST or (len(part) > _SHORT and not is_gap and _SENTENCE.search(part)):
            return _gap(part) if is_gap else WORDS
        if len(self) > _MOST_KNOWN:
            self.clear()
        letter = self[part] = _gap(part) if is_gap else self._letter(part)
        return letter

    def _letter(self, piece: str) -> str:
        if _RULE.fullmatch(piece):
            return HEAD
        bare = piece.strip(MARKUP)
        if shown(bare)[0] in ("figure", "nil"):
            return FIGURE
        if len(bare) > _LONGEST_LABEL:
            return WORDS
        wanted = key(bare)
        names = self._index.exact.get(wanted, ())
        found = label(names) or self._heading(bare, names) or self._like(bare, wanted)
        if found is None and wanted in self._index.prefixes:
            return BEGIN
        return found or (WORDS if _WORDED.search(bare) and bare not in _UNITS else PART)

    def _heading(self, text: str, names: Iterable[Name]) -> str | None:
        """Return the letter of a heading: of the section that its words tell, else of its number."""
        match = _HEADING.fullmatch(text)
        exact = next((int(name.label[1:]) for name in names if name.label[0] == "s"), None)
        if match is None:
            return None if exact is None else section(exact, STYLES - 1)
        *numbers, words = match.groups()
        group = next(at for at, number in enumerate(numbers) if number)
        number = (_NUMERALS.find(numbers[group]) + 1) or int(numbers[group])
        told = [one for one, some in self._keywords.items() if any(word in words for word in some)]
        number = exact or (number if number in told or not told else told[0])
        return section(number, _STYLE_OF_GROUP[group]) if number <= _SECTIONS else None

    def _like(self, text: str, wanted: str) -> str | None:
        """Return the letter of the label that a text is nearly, under the same number; None where it is like none."""
        if not _LABEL.fullmatch(text):
            return None
        likely = [one for one in likeness(self._index, text).values() if one.dice >= _LIKE and one.label[0] != "s"]
        best = max(likely, key=lambda one: one.dice, default=None)
        if best is None:
            return None
        letter = rows().get(best.label)
        same = self._first[best.label] == (wanted[0] if wanted[0] in _ENUMERATORS else "")
        return (letter or HEAD) if same else None


def _gap(gap: str) -> str:
    newlines, delimited = gap.count("\n"), "|" in gap or "\t" in gap
    if newlines:
        return OTHER if delimited or newlines > len(LINES) else LINES[newlines - 1]
    return DELIMITED if delimited else SPACE if gap == " " else SPACED
