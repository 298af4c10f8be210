"""Label and heading spans that stand exactly in the text, wrapped ones joined."""

from dataclasses import dataclass
from functools import lru_cache

from girml.labeler.names import LabelIndex, key
from girml.records import Name, Tokens
from girml.text.values import is_nil, is_too_long, parse

_MOST_PIECES = 6
_LONGEST = 80


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


def kind(text: str) -> str:
    """Return what a token is by itself: "empty", "nil", "figure" or "text"."""
    if len(text) > _LONGEST:
        return "figure" if text.isdecimal() else "text"
    return _kind(text)


@lru_cache(maxsize=1 << 15)
def _kind(text: str) -> str:
    if not text:
        return "empty"
    if is_nil(text):
        return "nil"
    return "figure" if parse(text) or is_too_long(text) else "text"


def exact_spans(tokens: Tokens, index: LabelIndex) -> list[Span]:
    """Return the spans whose text is a label or heading of the forms, in reading order."""
    spans: list[Span] = []
    texts = tokens.texts
    done = -1
    for at, text in enumerate(texts):
        if at <= done or len(text) > _LONGEST:
            continue
        names, may_begin, _ = _known(index, text)
        if names or may_begin:
            span = _joined(texts, at, index) if may_begin else Span(at, at, names)
            if span:
                spans.append(span)
                done = span.last
    return spans


def _joined(texts: list[str], first: int, index: LabelIndex) -> Span | None:
    """Return the longest label that the token and the texts after it print together, if any."""
    names, _, wanted = _known(index, texts[first])
    best = Span(first, first, names) if names else None
    for last in range(first + 1, min(first + _MOST_PIECES, len(texts))):
        if kind(texts[last]) != "text" or len(texts[last]) > _LONGEST:
            break
        wanted += _known(index, texts[last])[2]
        if wanted in index.exact:
            best = Span(first, last, index.exact[wanted])
        if wanted not in index.prefixes:
            break
    return best


@lru_cache(maxsize=1 << 15)
def _known(index: LabelIndex, text: str) -> tuple[tuple[Name, ...], bool, str]:
    """Return the names of a text that is a whole label, whether it may begin a longer one, and its key."""
    if _kind(text) != "text":
        return (), False, ""
    wanted = key(text)
    return index.exact.get(wanted, ()), wanted in index.prefixes, wanted
