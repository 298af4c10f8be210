"""Label and heading spans that stand exactly in the text, wrapped ones joined."""

from dataclasses import dataclass
from functools import lru_cache

from girml.labeler.names import LabelIndex, key
from girml.records import Name, Tokens
from girml.text.values import is_nil, is_too_long, parse

_MOST_PIECES = 6


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens [first, last] that print the same label; names likeliest first."""

    first: int
    last: int
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report of a text: all tokens, the labels of the forms, the exact spans of the report, and its
    tokens [begin, end)."""

    tokens: Tokens
    labels: LabelIndex
    spans: list[Span]
    begin: int
    end: int


@lru_cache(maxsize=1 << 16)
def kind(text: str) -> str:
    """Return what a token is by itself: "empty", "nil", "figure" or "text"."""
    if not text:
        return "empty"
    if is_nil(text):
        return "nil"
    return "figure" if parse(text) or is_too_long(text) else "text"


def exact_spans(tokens: Tokens, index: LabelIndex) -> list[Span]:
    """Return the spans whose text is a label or heading of the forms, in reading order."""
    spans: list[Span] = []
    at = 0
    texts = tokens.texts
    while at < len(texts):
        span = _span(texts, at, index) if kind(texts[at]) == "text" else None
        if span:
            spans.append(span)
        at = span.last + 1 if span else at + 1
    return spans


def _span(texts: list[str], first: int, index: LabelIndex) -> Span | None:
    wanted, begins = _key(texts[first])
    names = index.exact.get(wanted, ())
    best = Span(first, first, names) if names else None
    if wanted not in index.prefixes or not begins:
        return best
    for last in range(first + 1, min(first + _MOST_PIECES, len(texts))):
        if kind(texts[last]) != "text":
            break
        wanted += _key(texts[last])[0]
        if wanted in index.exact:
            best = Span(first, last, index.exact[wanted])
        if wanted not in index.prefixes:
            break
    return best


@lru_cache(maxsize=1 << 16)
def _key(text: str) -> tuple[str, bool]:
    """Return the key of a text and whether it may begin a label."""
    wanted = key(text) if len(text) <= 80 else text
    return wanted, bool(wanted)
