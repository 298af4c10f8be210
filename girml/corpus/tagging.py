"""Spans as tags over tokens, and the check that no tag is lost on the way to BIO and back.

A labeler tags tokens, so a span must be told by whole tokens. It may leave punctuation and markup of a token out,
and a figure its remark. Tokens are coarse in places, which is no fault of the span: where one token holds spans side
by side (a run of digits, a label glued to its figure, the title with its agency), or prose behind a span, or, for a
title and a day, a caption. Such tokens take the tag that is declared first.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from girml.bio import OUTSIDE, mentions, tag_spans, tags
from girml.corpus.faults import Flaw
from girml.records import Labeling, Tokens
from girml.records.annotation import AnnotatedSpan, Annotation
from girml.text.values import REMARK
from girml.text.view import fold, source_span

Tokenize = Callable[[str], Tokens]

_CAPTIONED = ("title", "agency", "date")
_PROSE = re.compile(r"[。;!?,:]\s*\w|。")
_LETTER = re.compile(r"\w")
_SHORTEST_PROSE = 8


class TokenRange(NamedTuple):
    """A span's tag and its tokens [first, last]."""

    tag: str
    first: int
    last: int


def check_tags(annotation: Annotation, tokenize: Tokenize) -> Iterator[Flaw]:
    """Yield the spans that tokens cannot tell: on no token, cutting one, or lost in BIO."""
    tokens = tokenize(annotation.text)
    places = [source_span(tokens.view, *pair) for pair in zip(tokens.starts, tokens.ends, strict=True)]
    covered: dict[int, list[AnnotatedSpan]] = defaultdict(list)
    ranges = []
    for span in sorted(annotation.spans):
        found = token_range(span, places, annotation.text)
        if found is None:
            yield Flaw("tags", f"{_shown(span)} stands on no token; mark what is printed, an empty cell right in it.")
            continue
        ranges.append(found)
        for at in range(found.first, found.last + 1):
            covered[at].append(span)
    for at, spans in covered.items():
        yield from _left_over(places[at], spans, annotation.text)
    yield from _lost_in_bio(tokens, ranges)


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
    """Return whether the rest of a token may stand beside its spans: a remark, prose, or what a caption is."""
    beside = {span.tag for span in (before, after) if span}
    if beside.intersection(_CAPTIONED) or beside.issubset(OUTSIDE):
        return True
    if before and before.tag == "figure" and REMARK.fullmatch(rest.rstrip("。;,")):
        return True
    if "heading" in beside and len(rest) >= _SHORTEST_PROSE:
        return True
    return _PROSE.search(rest) is not None


def _lost_in_bio(tokens: Tokens, ranges: Sequence[TokenRange]) -> Iterator[Flaw]:
    """Yield the tags that are other ones after the way to BIO and back."""
    wanted = merged(ranges)
    labeling = Labeling(tag_spans(len(tokens), list(wanted)), [1.0] * len(tokens), {})
    back = {TokenRange(*one[:3]) for one in mentions(tokens, labeling)}
    for one in wanted:
        if one.tag not in OUTSIDE and one not in back:
            where = f"{tokens.texts[one.first]!r} to {tokens.texts[one.last]!r}"
            yield Flaw("tags", f"{one.tag} from {where} does not come back from its tags; part it from its neighbours.")


def merged(ranges: Sequence[TokenRange]) -> list[TokenRange]:
    """Return the ranges, one for each token: those that share a single token are one, under the tag declared first."""
    order = {tag: number for number, tag in enumerate(tags())}
    found: list[TokenRange] = []
    for one in ranges:
        before = found[-1] if found else None
        if before and one.first <= before.last and (one.first == one.last or before.first == before.last):
            tag = min(before.tag, one.tag, key=lambda tag: order.get(tag, len(order)))
            found[-1] = TokenRange(tag, before.first, max(before.last, one.last))
        else:
            found.append(one)
    return found


def _shown(span: AnnotatedSpan) -> str:
    return f"{span.tag} {span.label}".rstrip() + f" at {span.start}:{span.end}"
