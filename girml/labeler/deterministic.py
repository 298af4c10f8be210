"""The deterministic labeler: labels matched against the forms, figures by their place beside them.

It learns nothing and is the baseline of every comparison. Its probabilities are set by hand, one for each
kind of evidence; they are not calibrated.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from girml.labeler.handling import GROUP, ROW
from girml.labeler.headings import headings
from girml.labeler.names import index, tag_of
from girml.labeler.order import row_order
from girml.labeler.parts import parts
from girml.labeler.rows import missing_rows
from girml.labeler.spans import Sheet, Span, exact_spans
from girml.labeler.tables import table_windows, tag_cells
from girml.records import Labeling, Tokens
from girml.text.titles import find_published, is_organ, looks_like_title, parse_title

NAME = "deterministic-1"
"""The model name that reports read with this labeler carry."""

_SURE = 0.999

Tagged = tuple[str, Span]
Window = tuple[int, int]


def label_all(texts: Sequence[Tokens]) -> list[Labeling]:
    """Return the labeling of each of several texts."""
    return [label(tokens) for tokens in texts]


def label(tokens: Tokens) -> Labeling:
    """Return the tags, probabilities and names of the tokens of one text."""
    labels = index()
    spans = exact_spans(tokens, labels)
    labeling = Labeling(["B-prose"] * len(tokens), [_SURE] * len(tokens), {})
    firsts = [span.first for span in spans]
    for begin, end in parts(tokens, spans):
        inside = spans[bisect_left(firsts, begin) : bisect_left(firsts, end)]
        _tag_report(Sheet(tokens, labels, inside, begin, end), labeling)
    return labeling


def _tag_report(sheet: Sheet, labeling: Labeling) -> None:
    windows = table_windows(sheet)
    heads = headings(sheet, {int(table[1]): window[0] for table, window in windows.items()})
    for table, window in windows.items():
        named = _named(sheet, table, window)
        tag_cells(sheet, named, window, labeling)
        for span in named.values():
            _tag(labeling, tag_of(sheet.labels, span.names[0].label), span)
    for head in heads:
        _tag(labeling, "heading", head)
    for tag, span in _head(sheet, min((head.first for head in heads), default=sheet.end)):
        _tag(labeling, tag, span)


def _tag(labeling: Labeling, tag: str, span: Span) -> None:
    labeling.tags[span.first] = f"B-{tag}"
    for at in range(span.first + 1, span.last + 1):
        labeling.tags[at] = f"I-{tag}"
    if span.names:
        labeling.names[span.first] = span.names
        score = min(_SURE, span.names[0].score)
        labeling.probabilities[span.first : span.last + 1] = [score] * (span.last + 1 - span.first)
    else:
        labeling.names.pop(span.first, None)


def _named(sheet: Sheet, table: str, window: Window) -> dict[int, Span]:
    """Return the labels in a table's window by their first token, those included that only their place tells."""
    inside = [span for span in sheet.spans if window[0] <= span.first < window[1] and span.names[0].label[0] == "l"]
    inside = _decide_other_handling(inside)
    order = row_order()
    rows = [span for span in inside if span.names[0].label in order]
    others = [span for span in inside if span.names[0].label not in order]
    # A label without its enumerator may be the second half of one that was cut: its place must tell.
    whole = [span for span in rows if span.names[0].score == 1.0]
    found = missing_rows(sheet, table, whole, window) if table != "t4" else []
    return {span.first: span for span in [*others, *whole, *found]}


def _decide_other_handling(spans: list[Span]) -> list[Span]:
    """Name (六)其他处理 the group of the 2021 form where its rows follow, else the row of the 2019 form."""
    has_rows = any(span.names[0].label.startswith(ROW + ".") for span in spans)
    label = GROUP if has_rows else ROW
    return [
        replace(span, names=(replace(span.names[0], label=label),)) if span.names[0].label in (ROW, GROUP) else span
        for span in spans
    ]


def _head(sheet: Sheet, first_heading: int) -> Iterator[Tagged]:
    """Yield the title, which stands before the first heading, and the day of publication of a report."""
    tokens, begin, end = sheet.tokens, sheet.begin, sheet.end
    for at in range(begin, first_heading):
        if looks_like_title(tokens.texts[at]):
            first = _title_first(tokens, begin, at)
            if first is not None:
                yield "title", Span(first, at, ())
                break
    starts = tokens.starts
    day = find_published(tokens.view.text, starts[begin], tokens.ends[end - 1]) if begin < end else None
    if day:
        yield "date", Span(bisect_right(starts, day.span[0]) - 1, bisect_left(starts, day.span[1]) - 1, ())


def _title_first(tokens: Tokens, begin: int, last: int) -> int | None:
    """Return the first token of the title that ends in token `last`; a lone agency above it belongs to it."""
    text, end = tokens.view.text, tokens.ends[last]
    for first in range(max(begin, last - 3), last + 1):
        title = parse_title(text, tokens.starts[first], end)
        if title and title.agency is None and first > begin and is_organ(tokens.texts[first - 1]):
            return first - 1
        if title:
            return first
    return None
