"""Display columns: where on its line a token stands, by display width or by code points."""

from girml.records import Tokens
from girml.text.view import source_span
from girml.text.width import Metric, code_points, display_width

METRICS: tuple[Metric, Metric] = (display_width, code_points)
_LONGEST_LINE = 2000


class Ruler:
    """Measures the lines of a text as they stand in its untouched source; what was measured once is kept."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._line_ends = [mark for mark in "\n\r\f" if mark in tokens.view.source]
        self._places: dict[int, dict[Metric, tuple[int, int]]] = {}

    def place(self, token: int, metric: Metric) -> tuple[int, int]:
        """Return the columns [start, end) of a token on its line."""
        if token not in self._places:
            start, end = self._span(token)
            source = self.tokens.view.source
            before, own = source[self._line_start(start) : start].expandtabs(8), source[start:end]
            self._places[token] = {one: (left := one(before), left + one(own)) for one in METRICS}
        return self._places[token][metric]

    def padded_line(self, token: int) -> str | None:
        """Return the line of a token, None where no spaces fill it up."""
        source = self.tokens.view.source
        start, end = self._span(token)
        ends = [at for mark in self._line_ends if (at := source.find(mark, end, end + _LONGEST_LINE)) >= 0]
        stop = min(ends, default=end)
        return source[self._line_start(start) : stop].expandtabs(8) if source[stop - 1 : stop].isspace() else None

    def _span(self, token: int) -> tuple[int, int]:
        return source_span(self.tokens.view, self.tokens.starts[token], self.tokens.ends[token])

    def _line_start(self, at: int) -> int:
        far = max(0, at - _LONGEST_LINE)
        return max([far, *[self.tokens.view.source.rfind(mark, far, at) + 1 for mark in self._line_ends]])
