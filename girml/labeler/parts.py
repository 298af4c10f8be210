"""The reports of one text: where the rows of the form begin over again."""

from bisect import bisect_left
from itertools import islice, takewhile

from girml.labeler.order import row_order
from girml.labeler.spans import Span
from girml.records import Tokens
from girml.text.titles import is_organ, looks_like_title

# A row printed twice, or heads repeated on a new page, are no second report; six rows in order are.
_ENOUGH = 6


def parts(tokens: Tokens, spans: list[Span]) -> list[tuple[int, int]]:
    """Return the token ranges [begin, end) of the reports in a text; one range where there is one report."""
    order = row_order()
    rows = [(order[span.names[0].label], span) for span in spans if span.names[0].label in order]
    begins = [0]
    seen: set[int] = set()
    for number, (rank, span) in enumerate(rows):
        if rank in seen and len(seen) >= _ENOUGH and _restarts(seen, [r for r, _ in rows[number : number + _ENOUGH]]):
            begins.append(_head(tokens, spans, (rows[number - 1][1].last + 1, span.first)))
            seen = set()
        seen.add(rank)
    return list(zip(begins, [*begins[1:], len(tokens)], strict=True))


def _restarts(seen: set[int], ranks: list[int]) -> bool:
    """Return whether rows in print order follow that were mostly seen before; the forms differ in a few."""
    again = sum(rank in seen for rank in ranks)
    return len(ranks) == _ENOUGH and 2 * again >= _ENOUGH and ranks == sorted(set(ranks))


def _head(tokens: Tokens, spans: list[Span], window: tuple[int, int]) -> int:
    """Return the token in [begin, end) that a new report begins with: its title, or its first heading."""
    begin, end = window
    first = bisect_left(spans, begin, key=lambda span: span.first)
    between = list(takewhile(lambda span: span.first < end, islice(spans, first, None)))
    openings = [span.first for span in between if span.names[0].label == "s1"]
    limit = openings[-1] if openings else end
    for at in range(limit - 1, begin - 1, -1):
        if looks_like_title(tokens.texts[at]):
            return at - 1 if at > begin and _is_lone_agency(tokens, at) else at
    return limit if openings else next((span.first for span in between if span.names[0].label == "s2"), end)


def _is_lone_agency(tokens: Tokens, at: int) -> bool:
    return tokens.texts[at][:1].isdigit() and is_organ(tokens.texts[at - 1])
