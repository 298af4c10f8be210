"""Row labels that are not printed word for word: cut, misread or reworded, told by their neighbours.

Rows stand in print order. Between two rows found exactly, what is missing is sought among the tokens
there: each may name a missing row, or a part of it, and the best reading in order wins.
"""

from girml.labeler.names import LabelIndex, key
from girml.labeler.naming import names
from girml.labeler.order import row_order
from girml.labeler.spans import Span, kind
from girml.records import Name, Tokens

_LEAST = 0.5
_LONGEST = 45


def missing_rows(tokens: Tokens, index: LabelIndex, found: list[Span], window: tuple[int, int]) -> list[Span]:
    """Return spans for rows of the table in tokens [begin, end) that `found` (its exact rows) lacks."""
    order = row_order()
    begin, end = window
    edges = [*found, None]
    spans: list[Span] = []
    before: Span | None = None
    for after in edges:
        low = order[before.names[0].label] if before else -1
        high = order[after.names[0].label] if after else len(order)
        if high - low > 1:
            places = range(before.last + 1 if before else begin, after.first if after else end)
            spans += _best(tokens, index, places, (low, high))
        before = after
    return spans


def _best(tokens: Tokens, index: LabelIndex, places: range, bounds: tuple[int, int]) -> list[Span]:
    order = row_order()
    chains: dict[tuple[int, int], tuple[float, tuple[Span, ...]]] = {(bounds[0], 0): (0.0, ())}
    for at in places:
        if kind(tokens.texts[at]) != "text" or len(tokens.texts[at]) > _LONGEST:
            continue
        for name in names(index, tokens.texts[at]):
            rank = order.get(name.label, -1)
            if bounds[0] < rank < bounds[1] and name.score >= _LEAST:
                _extend(chains, rank, name, Span(at, at, (name,)), len(key(tokens.texts[at])))
    return list(max(chains.values(), key=lambda chain: chain[0])[1])


def _extend(
    chains: dict[tuple[int, int], tuple[float, tuple[Span, ...]]], rank: int, name: Name, span: Span, length: int
) -> None:
    """Add the best chain that ends in `name`: after a lower row, or after an earlier part of the same row."""
    before = [
        chain
        for (last, end), chain in chains.items()
        if (last < rank or (last == rank and end <= name.begin)) and (not chain[1] or chain[1][-1].last < span.first)
    ]
    score, spans = max(before, key=lambda chain: chain[0], default=(-1.0, ()))
    gain = name.score * min(length, 8) / 8 + (0.3 if name.begin == 0 else 0.0)
    known = chains.get((rank, name.end), (-1.0, ()))
    if score >= 0 and score + gain > known[0]:
        chains[rank, name.end] = (score + gain, (*spans, span))
