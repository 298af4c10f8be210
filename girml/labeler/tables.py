"""The tables of a report among its tokens: where each lies, and which tokens stand in its cells."""

import re
from collections.abc import Iterator
from functools import cache

from girml.forms import FORM_IDS, load
from girml.labeler.names import LabelIndex
from girml.labeler.order import table_of
from girml.labeler.spans import Span, kind
from girml.records import Tokens
from girml.text.values import misread

Window = tuple[int, int]

_REACH = 30
_HEAD_ROLES = ("column", "column_group", "corner", "stub_head", "block_title")
_PAGE = re.compile(
    r"^[ \t|]*(?:[-—~·]+ ?\d{1,3} ?[-—~·]+|第 ?\d+ ?页.*|[1-9]\d{0,2} ?/ ?[1-9]\d{0,2}|Page \d+.*)[ \t|]*$", re.MULTILINE
)
_UNITS = frozenset({"件", "项", "个", "万元", "元", "条", "单位:件", "单位:万元", "(单位:件)", "次", "宗"})
_LONGEST_WORDED = 80
_LONGEST_LABEL = 30
_PROSE = re.compile(r"[。;!?]")


@cache
def row_cells() -> dict[str, tuple[int, bool]]:
    """Return for each row label the most cells a form gives it, and whether a cell may hold words."""
    cells: dict[str, tuple[int, bool]] = {}
    for form_id in FORM_IDS:
        for table in load(form_id).tables.values():
            for row in table.rows:
                most, worded = cells.get(row.label, (0, False))
                signed = any(cell.kind == "signed_count" for cell in row.cells)
                cells[row.label] = (max(most, len(row.cells)), worded or signed)
    return cells


def table_windows(tokens: Tokens, index: LabelIndex, spans: list[Span], part: Window) -> dict[str, Window]:
    """Return the token range of each table found in a report."""
    windows = {}
    inside = [span for span in spans if part[0] <= span.first < part[1]]
    for table in ("t2", "t3", "t4"):
        own = [span for span in inside if table_of(span.names[0].label) == table and not _is_shared(span)]
        anchored = [span for span in own if _is_row(index, span) and _has_figures(tokens, span)]
        places = anchored or [span for span in own if index.roles[span.names[0].label] in _HEAD_ROLES]
        if places and (table != "t4" or len(places) > 2):
            windows[table] = _window(tokens, inside, places, table, part[1])
    return windows


def _is_shared(span: Span) -> bool:
    return len({table_of(name.label) for name in span.names}) > 1 or span.names[0].label in _LOOSE


_LOOSE = ("l.t4.head.reconsideration", "l.t4.head.litigation")


def _is_row(index: LabelIndex, span: Span) -> bool:
    return any(index.roles[name.label] == "row" for name in span.names)


def _has_figures(tokens: Tokens, span: Span) -> bool:
    after = span.last + 1
    return after < len(tokens) and kind(tokens.texts[after]) != "text"


def _window(tokens: Tokens, inside: list[Span], places: list[Span], table: str, end: int) -> Window:
    begin = places[0].first
    for span in reversed([span for span in inside if span.first < begin]):
        if begin - span.last > _REACH or table not in {table_of(name.label) for name in span.names}:
            break
        begin = span.first
    after = [span.first for span in inside if span.first > places[-1].last and _is_other(span, table)]
    return begin, min([end, places[-1].last + _REACH + 1, *after])


def _is_other(span: Span, table: str) -> bool:
    return table not in {table_of(name.label) for name in span.names}


def page_marks(tokens: Tokens, window: Window) -> set[int]:
    """Return the tokens of a window that stand on a line with nothing but a page number."""
    if window[0] >= window[1]:
        return set()
    text, starts = tokens.view.text, tokens.starts
    begin = text.rfind("\n", 0, starts[window[0]]) + 1
    lines = [match.span() for match in _PAGE.finditer(text, begin, tokens.ends[window[1] - 1])]
    return {at for at in range(*window) for start, end in lines if start <= starts[at] < end}


def figure_spans(tokens: Tokens, index: LabelIndex, named: dict[int, Span], window: Window) -> Iterator[tuple[str, int]]:
    """Yield (tag, token) for what stands in the cells of a table, and for labels the form does not know."""
    pages = page_marks(tokens, window)
    room, worded, taken = 0, False, 0
    at = window[0]
    while at < window[1]:
        span = named.get(at)
        if span:
            room, worded, taken = _opened(index, span, (room, worded, taken))
            at = span.last + 1
            continue
        if at in pages:
            yield "furniture", at
        elif not tokens.texts[at] and _is_stub(tokens, index, named, at):
            yield "furniture", at
        elif room:
            tag = _cell_tag(tokens, at, worded and taken < room, taken < room)
            taken += tag in ("figure", "blank") and bool(tokens.texts[at])
            if tag == "row":
                room, worded, taken = room, False, 0
            if tag == "prose":
                room = 0
            yield tag, at
        at += 1


def _is_stub(tokens: Tokens, index: LabelIndex, named: dict[int, Span], at: int) -> bool:
    """Return whether an empty cell stands beside a head, or before a label, and so in no cell of a row."""
    before = at
    while tokens.gaps[before].newlines == 0 and before > 0 and not tokens.texts[before]:
        before -= 1
    if tokens.texts[before]:
        while before not in named and before > 0 and tokens.gaps[before].newlines == 0:
            before -= 1
        span = named.get(before)
        return span is not None and index.roles[span.names[0].label] in _HEAD_ROLES
    after = at
    while after + 1 < len(tokens) and not tokens.texts[after]:
        after += 1
    return tokens.lines[after] != tokens.lines[at] or kind(tokens.texts[after]) == "text"


def _opened(index: LabelIndex, span: Span, state: tuple[int, bool, int]) -> tuple[int, bool, int]:
    """Return the cells that may follow a label: those of a row, of table 4 after its heads, else as before."""
    for name in span.names:
        if index.roles[name.label] == "row":
            room, worded = row_cells()[name.label]
            return (room, worded, state[2] if name.begin else 0)
    if index.roles[span.names[0].label] == "row_group":
        return (7, False, 0)
    return (15, False, 0) if any(table_of(name.label) == "t4" for name in span.names) else state


def _cell_tag(tokens: Tokens, at: int, worded: bool, unfilled: bool) -> str:
    text = tokens.texts[at]
    what = kind(text)
    if what != "text":
        return "figure" if what == "figure" else "blank"
    if text in _UNITS:
        return "furniture"
    if unfilled and (misread(text) or (len(text) <= _LONGEST_WORDED and (worded or _is_worded(tokens, at)))):
        return "figure"
    if _PROSE.search(text) or len(text) > _LONGEST_LABEL:
        return "prose"
    follows = at + 1 < len(tokens) and kind(tokens.texts[at + 1]) in ("figure", "nil")
    same_line = follows and tokens.gaps[at + 1].newlines == 0
    return "row" if follows and (same_line or not unfilled) else "furniture"


def _is_worded(tokens: Tokens, at: int) -> bool:
    """Return whether a text with figures in it stands in a row between figures, as words in a cell do."""
    text = tokens.texts[at]
    beside = kind(tokens.texts[at - 1]) if at else "text"
    return any(char.isdigit() for char in text) and (beside != "text" or tokens.gaps[at].newlines == 0)
