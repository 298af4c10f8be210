"""Display columns: where on its line a token stands, by display width or by code points."""

from girml.records import Tokens
from girml.text.view import source_span
from girml.text.width import Metric

_LONGEST_LINE = 2000


def place(tokens: Tokens, token: int, metric: Metric) -> tuple[int, int]:
    """Return the columns [start, end) of a token on its line of the untouched source."""
    source = tokens.view.source
    start, end = source_span(tokens.view, tokens.starts[token], tokens.ends[token])
    far = max(0, start - _LONGEST_LINE)
    line = max([far, *(source.rfind(end, far, start) + 1 for end in "\n\r\f")])
    left = metric(source[line:start].expandtabs(8))
    return left, left + metric(source[start:end])
