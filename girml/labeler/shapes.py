"""The shape of a token: what its text alone tells, in a word."""

import re
from functools import cache, lru_cache
from itertools import product

from girml.labeler.likeness import group, likeness
from girml.labeler.names import LabelIndex, key
from girml.labeler.tables import PAGE_NUMBER
from girml.text.titles import looks_like_title
from girml.text.values import is_nil, is_too_long, is_unreadable, parse

FAR = 40
"""The most characters of what may be a label."""
LONGEST_WORD = 12
VALUES = frozenset("_-09")
"""What the shapes begin with of tokens that may fill a cell."""
EMPTY, NIL = "_", "-"
SENTENCE = re.compile(r"[。;!?]")
NUMBERED = re.compile(
    r"(?:\(?[一二三四五六七八九十]{1,2}[、.,:)]|[一二三四五六七八] |第[一二三四五六七八]|\d{1,2}[.、])"
)
PAGE = re.compile(PAGE_NUMBER)
_MARKUP = " *#"
# What a heading may be that runs on into prose.
_HEAD = re.compile(r"[^。:;!?(\d ]{2,30}")
_LIKE, _PART = 0.6, 0.8


@lru_cache(maxsize=1 << 11)
def shape(index: LabelIndex, text: str) -> str:
    """Return the shape of a text: `_` empty, `-` nil mark, `0` and `9` figures (more digits, more nines), the group of
    a label with `!` (whole), `~` (like it) or `/` (a part of it), else what words it is."""
    if not text:
        return EMPTY
    if is_nil(text):
        return NIL
    if len(text) <= 80 and (figure := parse(text)):
        digits = sum(map(str.isdecimal, text))
        return "0" if figure.value == 0 and digits == len(text) else "9" * min(digits, 4) + "u" * (digits < len(text))
    if is_too_long(text) or text.isdecimal():
        return "run"
    if is_unreadable(text):
        return "?"
    plain = bare(text)
    return _label_shape(index, plain) or _words(plain if NUMBERED.match(plain) else text)


@cache
def every_group(index: LabelIndex) -> tuple[str, ...]:
    """Return the groups of labels in order."""
    return tuple(sorted({group(index, label) for label, _ in index.keys}))


@cache
def every_shape(index: LabelIndex) -> tuple[str, ...]:
    """Return all shapes that there are, in order."""
    figures = ["9" * digits + unit for digits, unit in product(range(1, 5), ("", "u"))]
    labels = [one + how for one, how in product(every_group(index), "!~/")]
    words = ["".join(parts) for parts in product(("w", "ww", "www"), ("", "d"), ("", "n"))]
    return (EMPTY, NIL, "0", *figures, "run", "?", *labels, "page", "prose", "title", *words)


def bare(text: str) -> str:
    """Return a text without the markup around it and the stop behind it."""
    return text.strip(_MARKUP).rstrip("。:;")


def opening(index: LabelIndex, text: str) -> str:
    """Return the shape of a heading in words that a longer text may begin with, "" where there is none."""
    plain = bare(text)
    number = NUMBERED.match(plain)
    head = _HEAD.match(plain, number.end() if number else 0)
    found = _label_shape(index, head[0]) if head and head.end() < len(plain) else ""
    return found if found and found[0] == "s" and found[-1] in "!~" else ""


def _label_shape(index: LabelIndex, text: str) -> str:
    exact = index.exact.get(key(text), ()) if len(text) <= FAR else ()
    if exact and exact[0].score == 1.0:
        return group(index, exact[0].label) + "!"
    found = likeness(index, text)
    if not found:
        return ""
    best, how = max(found.items(), key=lambda item: (item[1].dice, item[1].within))
    if how.dice >= _LIKE:
        return best + "~"
    best, how = max(found.items(), key=lambda item: (item[1].within, item[1].dice))
    return best + "/" if how.within >= _PART * _inner(text) else ""


def _inner(text: str) -> float:
    """Return the share of a text's pairs that no edge of a label is needed for."""
    return (len(key(text)) - 1) / (len(key(text)) + 1)


def _words(text: str) -> str:
    if PAGE.fullmatch(text):
        return "page"
    if len(text) > FAR or SENTENCE.search(text):
        return "prose"
    if looks_like_title(text):
        return "title"
    size = "w" if len(text) <= 4 else "ww" if len(text) <= LONGEST_WORD else "www"
    return size + "d" * any(map(str.isdecimal, text)) + "n" * bool(NUMBERED.match(text))
