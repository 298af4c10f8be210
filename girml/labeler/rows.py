"""Row labels that are not printed word for word: cut, misread or reworded, told by their neighbours.

Rows stand in print order. Between two rows found exactly, what is missing is sought among the tokens
there: each may name a missing row, or a part of it, and the best reading in order wins.
"""

from girml.labeler.names import LabelIndex, key
from girml.labeler.naming import names
from girml.labeler.order import row_order
from girml.labeler.spans import Sheet, Span, kind

_LEAST = 0.5
_LONGEST = 45
_SHARE = 0.3


def missing_rows(sheet: Sheet, table: str, found: list[Span], window: tuple[int, int]) -> list[Span]:
    """Return spans for rows of a table in tokens [begin, end) that `found` (its exact rows) lacks."""
    order = {label: rank for label, rank in row_order().items() if label[2:4] == table}
    lowest, highest = min(order.values()) - 1, max(order.values()) + 1
    begin, end = window
    edges = [*found, None]
    spans: list[Span] = []
    before: Span | None = None
    for after in edges:
        low = order.get(before.names[0].label, lowest) if before else lowest
        high = order.get(after.names[0].label, highest) if after else highest
        if high - low > 1:
            places = range(before.last + 1 if before else begin, after.first if after else end)
            spans += _best(sheet, places, (low, high))
        before = after
    return spans


Chains = dict[tuple[int, int], tuple[float, tuple[Span, ...]]]


def _best(sheet: Sheet, places: range, bounds: tuple[int, int]) -> list[Span]:
    """Return the heaviest reading in order of the tokens in `places` as rows with ranks between `bounds`.

    A chain is kept for each rank and end of the part of the label that was read last.
    """
    order, texts = row_order(), sheet.tokens.texts
    chains: Chains = {(bounds[0], 0): (0.0, ())}
    for at in places:
        if kind(texts[at]) != "text" or len(texts[at]) > _LONGEST:
            continue
        for name in names(sheet.labels, texts[at]):
            rank = order.get(name.label, -1)
            if bounds[0] < rank < bounds[1] and name.score >= _LEAST:
                weight = name.score * min(len(key(texts[at])), 8) / 8 + (0.3 if name.begin == 0 else 0.0)
                _extend(chains, rank, Span(at, at, (name,)), weight)
    return _enough(sheet.labels, max(chains.values(), key=lambda chain: chain[0])[1])


def _enough(labels: LabelIndex, spans: tuple[Span, ...]) -> list[Span]:
    """Return the spans of the rows of which enough is read: a word or two may stand anywhere."""
    read: dict[str, int] = {}
    for span in spans:
        name = span.names[0]
        read[name.label] = read.get(name.label, 0) + name.end - name.begin
    shortest = {label: min(len(key) for name, key in labels.keys if name == label) for label in read}
    return [span for span in spans if read[span.names[0].label] >= _SHARE * shortest[span.names[0].label]]


def _extend(chains: Chains, rank: int, span: Span, weight: float) -> None:
    """Add the best chain that ends in `span`: after a lower row, or after an earlier part of the same row."""
    name = span.names[0]
    before = [
        chain
        for (last, end), chain in chains.items()
        if (last < rank or (last == rank and end <= name.begin)) and (not chain[1] or chain[1][-1].last < span.first)
    ]
    score, spans = max(before, key=lambda chain: chain[0], default=(-1.0, ()))
    known = chains.get((rank, name.end), (-1.0, ()))
    if score >= 0 and score + weight > known[0]:
        chains[rank, name.end] = (score + weight, (*spans, span))
