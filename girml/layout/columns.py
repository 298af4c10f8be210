"""Display columns: where on its line a token stands, by display width or by code points."""

from girml.records import Tokens
from girml.text.view import source_span
from girml.text.width import Metric

_LONGEST_LINE = 2000


def place(tokens: Tokens, token: int, metric: Metric) -> tuple[int, int]:
    """Return the columns [start, end) of a token on its line of the untouched source."""
    source = tokens.view.source
    start, end = source_span(tokens.view, tokens.starts[token], tokens.ends[token])
    left = metric(source[_line_start(source, start) : start].expandtabs(8))
    return left, left + metric(source[start:end])


def padded_width(tokens: Tokens, token: int, metric: Metric) -> int | None:
    """Return how wide the line of a token is, None where no spaces fill it up."""
    source = tokens.view.source
    start, end = source_span(tokens.view, tokens.starts[token], tokens.ends[token])
    stop = min([at for mark in "\n\r\f" if (at := source.find(mark, end, end + _LONGEST_LINE)) >= 0], default=end)
    if not source[stop - 1 : stop].isspace():
        return None
    return metric(source[_line_start(source, start) : stop].expandtabs(8))


def _line_start(source: str, at: int) -> int:
    far = max(0, at - _LONGEST_LINE)
    return max([far, *(source.rfind(mark, far, at) + 1 for mark in "\n\r\f")])
