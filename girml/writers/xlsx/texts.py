"""Texts and names as a workbook can hold them."""

import re

from girml.view.controls import plain

MOST_UNITS = 32_767
"""So many UTF-16 units a cell or a comment holds."""
MOST_NAME = 31
"""So many UTF-16 units the name of a sheet has."""

_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_NO_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_RESERVED = "history"


def held(text: str) -> str:
    """Return a text as a cell can hold it: whole, or cut with a word that says so.

    >>> held("=1+1"), held("a\\uffff")
    ('=1+1', 'a⟦U+FFFF⟧')
    """
    legal = _NO_XML.sub(lambda found: plain(found[0]), text)
    if legal.startswith("<r>") and legal.endswith("</r>"):
        # XlsxWriter would take it for its own markup; a space behind it makes it a text.
        legal += " "
    if len(legal) * 2 <= MOST_UNITS or _units(legal) <= MOST_UNITS:
        return legal
    note = f"…（原文共 {len(text):,} 字，此处截断 / cut here, of {len(text):,} characters）"
    return _cut(legal, MOST_UNITS - _units(note)) + note


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a legal name for a sheet that is not taken, and take it; case makes no difference to Excel.

    >>> taken: set[str] = set()
    >>> sheet_name("2022 a/b:[c]", taken), sheet_name("2022 A b c", taken), sheet_name("*", taken)
    ('2022 a b c', '2022 A b c 2', 'report')
    """
    words = " ".join(_NO_NAME.sub(" ", wanted).split()) or "report"
    name, number = _cut(words, MOST_NAME).rstrip(), 1
    while name.lower() in taken or name.lower() == _RESERVED:
        number += 1
        ending = f" {number}"
        name = _cut(words, MOST_NAME - len(ending)).rstrip() + ending
    taken.add(name.lower())
    return name


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _cut(text: str, most: int) -> str:
    """Return as many whole characters of a text as so many UTF-16 units hold."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
