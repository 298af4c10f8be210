"""Gaps: what stands between the figures of rows, and places by the hard spaces in it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from girml.layout.places import Place, Places, Row, whole
from girml.layout.segments import Segment
from girml.records import Tokens
from girml.text.view import source_span

_ALONE = re.compile(r"(?:(?<=[^\S\u00a0])|(?<=[|│┃║]))\u00a0+(?=[^\S\u00a0]|[|│┃║])")
"""A hard space, or several that touch, which nothing touches but separators."""
_BETWEEN = re.compile(r"[\s|│┃║*]*")

Gaps = dict[int, list[str | None]]
"""By the identity of a segment the text before its first figure, between each two, and behind its last, None for a gap
in which something else stands."""


def gaps_of(tokens: Tokens, rows: Sequence[Row]) -> Gaps:
    """Return the gaps of all rows that print anything."""
    return {id(segment): _gaps(tokens, segment) for _, segment in rows if segment.printed}


def _gaps(tokens: Tokens, segment: Segment) -> list[str | None]:
    source = tokens.view.source
    ends = [(one.reading.start or 0, one.reading.end or 0) for one in segment.printed]
    before, behind = segment.printed[0].token - 1, segment.printed[-1].token + 1
    while before >= 0 and not tokens.texts[before]:
        before -= 1
    while behind < len(tokens) and not tokens.texts[behind]:
        behind += 1
    begin = source_span(tokens.view, tokens.starts[before], tokens.ends[before])[1] if before >= 0 else 0
    stop = source_span(tokens.view, tokens.starts[behind], tokens.ends[behind])[0] if behind < len(tokens) else None
    edges = [begin, *(at for pair in ends for at in pair), len(source) if stop is None else stop]
    found = [source[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [one if _is_clear(one) else None for one in found]


@lru_cache(maxsize=1 << 12)
def _is_clear(gap: str) -> bool:
    return _BETWEEN.fullmatch(gap) is not None


def by_hard_spaces(gaps: Gaps, rows: Sequence[Row]) -> Place:
    """Return a way to place figures where each blank cell left a hard space of its own, on a line or between
    separators; behind the last row of a table more of them may stand."""
    last = {spec.id[:2]: id(segment) for spec, segment in rows}

    def places(row: Row) -> Places | None:
        spec, segment = row
        own = gaps.get(id(segment))
        if own is None or None in own:
            return None
        lead, *inner, tail = (len(_ALONE.findall(gap)) if gap and "\u00a0" in gap else 0 for gap in own)
        rest = len(spec.cells) - len(segment.printed) - lead - sum(inner)
        if rest != tail and not (last[spec.id[:2]] == id(segment) and 0 <= rest < tail):
            return None
        return whole([float(at) for at in accumulate([lead, *(blanks + 1 for blanks in inner)])], len(spec.cells))

    return places
