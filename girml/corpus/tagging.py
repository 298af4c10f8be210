"""Spans as tags over tokens, and the check that no tag is lost on the way to BIO and back.

A labeler tags tokens, so a span must be told by whole tokens. It may leave punctuation and markup of a token out,
and a figure its remark. Tokens are coarse in places, which is no fault of the span: where one token holds spans side
by side (a run of digits, a label glued to its figure, the title with its agency), or prose behind a span, or, for a
title and a day, a caption. Such tokens take the tag that is declared first. All other spans come back as they were.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from girml.bio import OUTSIDE, tag_spans, tags
from girml.corpus.faults import Flaw
from girml.records import Tokens
from girml.records.annotation import AnnotatedSpan, Annotation, Kind
from girml.text.values import FIGURE, REMARK
from girml.text.view import fold, source_span

Tokenize = Callable[[str], Tokens]

_SCANNED: Kind = "ocr"
_CAPTIONED = ("title", "agency", "date")
# The head of a part of the text opens a clause, too.
_CLAUSE = re.compile(r"[。;!?,:]\s*\w|。|^\s*\([一二三四五六七八九十]+\)|\d年\d")
_LETTER = re.compile(r"\w")
_MARKUP = re.compile(r"(?:\{[a-z]+\}|<[a-z/]+>)+")
# A remark that is wrapped goes on in another token.
_REMARK_BEGINS = re.compile(r" ?\([^()]*")
_SHORTEST_PROSE, _LONGEST_LEFT = 8, 20


class TokenRange(NamedTuple):
    """A span's tag and its tokens [first, last]."""

    tag: str
    first: int
    last: int


def check_tags(annotation: Annotation, tokenize: Tokenize) -> Iterator[Flaw]:
    """Yield the spans that do not come back from BIO: those on no token, and those that leave letters of one out.

    In a text read from an image a token may hold letters that nobody printed, and a misread figure may be no token.
    """
    tokens = tokenize(annotation.text)
    places = token_places(tokens)
    covered: dict[int, list[AnnotatedSpan]] = defaultdict(list)
    for span in sorted(annotation.spans):
        found = token_range(span, places, annotation.text)
        if found is None:
            if not _is_in_gap(span, annotation.text) and not _is_misread(span, annotation.kind):
                message = f"{_shown(span)} stands on no token; mark what is printed, an empty cell right in it."
                yield Flaw("tags", message)
            continue
        for at in range(found.first, found.last + 1):
            covered[at].append(span)
    for at, spans in covered.items() if annotation.kind != _SCANNED else ():
        yield from _left_over(places[at], spans, annotation.text)


def bio_tags(annotation: Annotation, tokens: Tokens) -> list[str]:
    """Return the tag in BIO of each token of an annotated text; spans on no token are left out."""
    places = token_places(tokens)
    found = (token_range(span, places, annotation.text) for span in sorted(annotation.spans))
    return tag_spans(len(tokens), list(merged([one for one in found if one])))


def token_places(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the place of each token in the source."""
    return [source_span(tokens.view, *pair) for pair in zip(tokens.starts, tokens.ends, strict=True)]


def token_range(span: AnnotatedSpan, places: Sequence[tuple[int, int]], text: str) -> TokenRange | None:
    """Return the tokens that a span touches, by the places of all tokens in the text; None where it touches none."""
    first = bisect_right(places, span.start, key=lambda place: place[1])
    last = bisect_left(places, span.end, key=lambda place: place[0]) - 1
    if span.start < span.end:
        # Empty tokens at the borders are not touched.
        return TokenRange(span.tag, first, last) if first <= last else None
    near = range(max(0, last - 1), min(len(places), first + 2))
    empty = [at for at in near if places[at][0] == places[at][1] and _is_beside(places[at][0], span.start, text)]
    return TokenRange(span.tag, empty[0], empty[0]) if empty else None


def _is_misread(span: AnnotatedSpan, kind: str) -> bool:
    """Return whether this is of a scan and may stand on no token: a figure of no cell, marks that look like a rule."""
    return kind == _SCANNED and (not span.label or span.tag == "blank")


def _is_in_gap(span: AnnotatedSpan, text: str) -> bool:
    """Return whether an empty cell shows by white space alone, lines or columns: then there is no token for it. So too
    where bold print of nothing leaves Markdown's asterisks, or an anchor Org's angles."""
    around = text[span.start - 1 : span.start + 1].strip("*|\\<>")
    return span.start == span.end and (text[span.start : span.start + 1] in ("", "\n") or not around.strip())


def _is_beside(one: int, other: int, text: str) -> bool:
    between = text[min(one, other) : max(one, other)]
    return not between.strip() and "\t" not in between and "\n" not in between


def _left_over(place: tuple[int, int], spans: Sequence[AnnotatedSpan], text: str) -> Iterator[Flaw]:
    """Yield a fault where letters or digits of a token stand outside the spans on it."""
    at = place[0]
    for before, span in zip((None, *spans), (*spans, None), strict=True):
        rest = text[at : span.start if span else place[1]]
        if _LETTER.search(rest) and not _may_stay(fold(rest), before, span):
            beside = before or span
            assert beside is not None
            yield Flaw("tags", f"{_shown(beside)} leaves out {rest!r} of its token; take it in, or mark it too.")
        at = span.end if span else at


def _may_stay(rest: str, before: AnnotatedSpan | None, after: AnnotatedSpan | None) -> bool:
    """Return whether the rest of a token may stand beside its spans: caption, remark, torn off unit, or prose."""
    beside = {span.tag for span in (before, after) if span}
    if beside.intersection(_CAPTIONED) or beside.issubset(OUTSIDE) or _MARKUP.fullmatch(rest.strip()):
        return True
    if (before is None or before.tag == "figure") and _belongs_to_figure(_MARKUP.sub("", rest).rstrip(" *")):
        return True
    # On one line a figure that is no cell may stand before a label.
    if before is None and rest[-1] == " " and FIGURE.fullmatch(rest.strip()):
        return True
    return _is_prose(rest, by_heading="heading" in beside)


def _belongs_to_figure(rest: str) -> bool:
    """Return whether this is a remark, or a unit: what makes a figure of a zero without a digit of its own."""
    if REMARK.fullmatch(rest.strip().rstrip("。;,")) or _REMARK_BEGINS.fullmatch(rest):
        return True
    return not any(map(str.isdecimal, rest)) and FIGURE.fullmatch(f"0{rest.rstrip()}") is not None


def _is_prose(rest: str, *, by_heading: bool) -> bool:
    if _CLAUSE.search(rest):
        return True
    likely = by_heading or rest.rstrip().endswith((":", ";", ","))
    return len(rest) >= (_SHORTEST_PROSE if likely else _LONGEST_LEFT)


def merged(ranges: Iterable[TokenRange]) -> list[TokenRange]:
    """Return ranges that share no token: one tag's are one, of two tags' the one declared first has what they share."""
    order = {tag: number for number, tag in enumerate(tags())}
    found: list[TokenRange] = []
    for one in ranges:
        if not found or one.first > found[-1].last:
            found.append(one)
            continue
        before = found.pop()
        if one.tag == before.tag:
            found.append(one._replace(first=before.first, last=max(before.last, one.last)))
        elif order.get(one.tag, len(order)) < order.get(before.tag, len(order)):
            found += _filled(before._replace(last=one.first - 1), one, before._replace(first=one.last + 1))
        else:
            found += _filled(before, one._replace(first=before.last + 1))
    return found


def _filled(*ranges: TokenRange) -> list[TokenRange]:
    return [one for one in ranges if one.first <= one.last]


def _shown(span: AnnotatedSpan) -> str:
    return f"{span.tag} {span.label}".rstrip() + f" at {span.start}:{span.end}"
