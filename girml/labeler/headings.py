"""Section headings: candidates at the start of a line, then the best chain in order.

Bait (a heading cited in prose, a table of contents, the numbered items of table 3) loses to the chain
whose headings stand before their tables and have content of their own.
"""

import re
from dataclasses import dataclass

from girml.forms import load
from girml.labeler.names import LabelIndex
from girml.labeler.naming import names
from girml.labeler.rising import Candidate, rising
from girml.labeler.spans import Sheet, Span
from girml.records import Name, Tokens

_NUMERALS = frozenset("一二三四五六七八")
_NUMBERED = re.compile(r"[一二三四五六七八][、.,:]\s?\S")
_LONGEST = 48
_MARKUP = " :*#>_"
_CLAUSE_END = re.compile(r'[。;!?\d)"]')
_BARE, _ROUGH, _WORD = 0.6, 0.75, 0.5


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    number: int
    weight: float


def headings(sheet: Sheet, tables: dict[int, int]) -> list[Span]:
    """Return the headings of a report, at most one a section, in reading order.

    `tables` gives, by section number, the first token of that section's table.
    """
    tokens = sheet.tokens
    taken = {at for span in sheet.spans for at in range(span.first, span.last + 1)}
    found = [_exact(tokens, span) for span in sheet.spans if span.names[0].label[0] == "s"]
    numbered = [at for at in range(sheet.begin, sheet.end) if tokens.texts[at][:1] in _NUMERALS]
    others = [at for at in numbered if at not in taken and _opens(tokens, at)]
    found += [_other(sheet.labels, tokens.texts[at], at) for at in others]
    candidates = sorted((one for one in found if one), key=lambda one: one.span.first)
    weighed = _weighed(candidates, tables)
    return [weighed[at].span for at in rising([Candidate({one.number: one.weight}, {}, 0) for one in weighed])]


def _opens(tokens: Tokens, at: int) -> bool:
    text = tokens.texts[at]
    return len(text) <= _LONGEST and bool(_NUMBERED.match(text)) and _starts_line(tokens, at)


def _starts_line(tokens: Tokens, at: int) -> bool:
    """Return whether only markup and empty cells stand before a token on its line."""
    while at > 0 and tokens.gaps[at].newlines == 0:
        at -= 1
        if tokens.texts[at].strip(_MARKUP):
            return False
    return True


def _ends_line(tokens: Tokens, at: int) -> bool:
    after = at + 1
    while after < len(tokens) and not tokens.texts[after].strip(_MARKUP) and tokens.gaps[after].newlines == 0:
        after += 1
    return after >= len(tokens) or tokens.gaps[after].newlines > 0


def _exact(tokens: Tokens, span: Span) -> _Found | None:
    name = span.names[0]
    number = int(name.label[1:])
    if _starts_line(tokens, span.first):
        if name.score == 1.0:
            return _Found(span, number, 1.0)
        return _Found(span, number, _BARE) if _ends_line(tokens, span.last) else None
    start = tokens.starts[span.first]
    before = tokens.view.text[max(0, start - 4) : start].rstrip(" ")[-1:]
    # Within a line (all on one line) a heading follows the end of a sentence or a figure, bait a word.
    if name.score == 1.0 and _CLAUSE_END.match(before) and before != '"':
        return _Found(span, number, 0.8)
    return None


def _other(index: LabelIndex, text: str, at: int) -> _Found | None:
    # What reads more like an item of table 3 is no heading, though both are numbered 一、 to 四、.
    for name in names(index, text):
        if name.label[0] == "s" and name.begin == 0:
            return _Found(Span(at, at, (name,)), int(name.label[1:]), _ROUGH * name.score)
        if name.score > _ROUGH:
            return None
    for section in load("2021").sections:
        if any(word in text for word in section.keywords):
            name = Name(f"s{section.number}", 0, len(text), _WORD)
            return _Found(Span(at, at, (name,)), section.number, _WORD)
    return None


def _weighed(candidates: list[_Found], tables: dict[int, int]) -> list[_Found]:
    weighed = []
    for number, one in enumerate(candidates):
        follower = candidates[number + 1] if number + 1 < len(candidates) else None
        listed = follower is not None and follower.span.first - one.span.last <= 1 and follower.number == one.number + 1
        before_table = one.number not in tables or one.span.first < tables[one.number]
        after_tables = all(one.span.first > first for table, first in tables.items() if table < one.number)
        bonus = (0.0 if listed else 0.2) + (0.3 if before_table else 0.0) + (0.3 if after_tables else 0.0)
        weighed.append(_Found(one.span, one.number, one.weight + bonus))
    return weighed
