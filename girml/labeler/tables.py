"""The tables of a report among its tokens: where each lies, and which tokens stand in its cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from girml.forms import FORM_IDS, load
from girml.labeler.names import LabelIndex
from girml.labeler.naming import names
from girml.labeler.order import table_of
from girml.labeler.spans import Span, kind
from girml.records import Name, Tokens
from girml.text.values import is_unreadable

Window = tuple[int, int]
CellTag = tuple[int, str, tuple[Name, ...]]

_REACH = 30
_TAIL = 400
_HEAD_ROLES = ("column", "column_group", "corner", "stub_head", "block_title")
_NUMBER = r"[-—~·]+ ?\d{1,3} ?[-—~·]+|第 ?\d+ ?页.*|[1-9]\d{0,2} ?/ ?[1-9]\d{0,2}|Page \d+.*"
_PAGE = re.compile(rf"^[ \t|]*(?:{_NUMBER})[ \t|]*$", re.MULTILINE)
_UNITS = frozenset({"件", "项", "个", "万元", "元", "条", "单位:件", "单位:万元", "(单位:件)", "次", "宗"})
_TABLE_4 = "t4"
_LONGEST_WORDED = 80
_SHORTEST_LABEL, _LONGEST_LABEL = 2, 30
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
        own = [span for span in inside if span.names[0].label[2:4] == table and not _is_shared(span)]
        anchored = [span for span in own if _is_row(index, span) and _has_figures(tokens, span)]
        places = anchored or [span for span in own if index.roles[span.names[0].label] in _HEAD_ROLES]
        if places:
            windows[table] = _window(index, inside, places, (table, part[1]))
    return windows


def _is_shared(span: Span) -> bool:
    return len({table_of(name.label) for name in span.names}) > 1 or span.names[0].label in _LOOSE


_LOOSE = ("l.t4.head.reconsideration", "l.t4.head.litigation")


def _is_row(index: LabelIndex, span: Span) -> bool:
    return any(index.roles[name.label] == "row" for name in span.names)


def _has_figures(tokens: Tokens, span: Span) -> bool:
    after = span.last + 1
    return after < len(tokens) and kind(tokens.texts[after]) != "text"


def _window(index: LabelIndex, inside: list[Span], places: list[Span], limit: tuple[str, int]) -> Window:
    table, end = limit
    begin = places[0].first
    for span in reversed([span for span in inside if span.first < begin]):
        if begin - span.last > _REACH or table not in {table_of(name.label) for name in span.names}:
            break
        begin = span.first
    after = [span.first for span in inside if span.first > places[-1].last and _is_other(index, span, table)]
    return begin, min([end, places[-1].last + _TAIL + 1, *after])


def _is_other(index: LabelIndex, span: Span, table: str) -> bool:
    """Return whether a span begins something else: a section, or a row or block of another table."""
    roles = {index.roles[name.label] for name in span.names}
    return table not in {table_of(name.label) for name in span.names} and not roles & {"column", "column_group"}


def page_marks(tokens: Tokens, window: Window) -> set[int]:
    """Return the tokens of a window that stand on a line with nothing but a page number."""
    if window[0] >= window[1]:
        return set()
    text, starts = tokens.view.text, tokens.starts
    begin = text.rfind("\n", 0, starts[window[0]]) + 1
    lines = [match.span() for match in _PAGE.finditer(text, begin, tokens.ends[window[1] - 1])]
    return {at for at in range(*window) for start, end in lines if start <= starts[at] < end}


def cell_tags(tokens: Tokens, index: LabelIndex, named: dict[int, Span], window: Window) -> Iterator[CellTag]:
    """Yield (token, tag, names) for what stands in the cells of a table, and for labels the form does not know."""
    pages = page_marks(tokens, window)
    row = _Row("", 0, worded=False)
    at = window[0]
    while at < window[1]:
        span = named.get(at)
        if span:
            row = _opened(index, span, row)
            at = span.last + 1
            continue
        if at in pages or (not tokens.texts[at] and _is_stub(tokens, index, named, at)):
            yield at, "furniture", ()
        elif row.room:
            tag, names = _cell_tag(tokens, index, at, row)
            if tag in ("figure", "blank"):
                row.taken += bool(tokens.texts[at])
            elif tag == "prose" or (tag == "row" and not names):
                row = _Row("", 0 if tag == "prose" else row.room, worded=False)
            yield at, tag, names
        at += 1


@dataclass(slots=True)
class _Row:
    """The row that the next figures belong to: its label, its cells, whether one may hold words, those taken."""

    label: str
    room: int
    worded: bool
    taken: int = 0


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


def _opened(index: LabelIndex, span: Span, row: _Row) -> _Row:
    """Return the row that a label opens: a row of the form, table 4 after its heads, else the one before."""
    label = span.names[0].label
    if index.roles[label] == "row":
        room, worded = row_cells()[label]
        return _Row(label, room, worded, row.taken if span.names[0].begin else 0)
    if index.roles[label] == "row_group":
        return row if row.room and not row.taken else _Row(label, 7, worded=False)
    if any(table_of(name.label) == "t4" for name in span.names):
        return _Row(_TABLE_4, 15, worded=False)
    return row if row.room or label[2:4] != "t3" else _Row(label, 7, worded=False)


def _cell_tag(tokens: Tokens, index: LabelIndex, at: int, row: _Row) -> tuple[str, tuple[Name, ...]]:
    text = tokens.texts[at]
    what = kind(text)
    if what != "text":
        return ("figure" if what == "figure" else "blank"), ()
    parts = tuple(name for name in names(index, text) if _continues(index, name, row))
    if parts:
        return "row", parts[:1]
    unfilled = row.taken < row.room
    if text in _UNITS:
        return "furniture", ()
    if unfilled and _may_stand_in_cell(tokens, at, row):
        return "figure", ()
    if len(text) < _SHORTEST_LABEL:
        return "furniture", ()
    if _PROSE.search(text) or len(text) > _LONGEST_LABEL or (row.label == _TABLE_4 and not unfilled):
        return "prose", ()
    follows = at + 1 < len(tokens) and kind(tokens.texts[at + 1]) in ("figure", "nil")
    same_line = follows and tokens.gaps[at + 1].newlines == 0
    return ("row" if follows and (same_line or not unfilled) else "furniture"), ()


def _continues(index: LabelIndex, name: Name, row: _Row) -> bool:
    """Return whether a name is a part of the label of the current row, or of any group's."""
    return name.label == row.label or (index.roles[name.label] == "row_group" and name.score < 1.0)


def _may_stand_in_cell(tokens: Tokens, at: int, row: _Row) -> bool:
    text = tokens.texts[at]
    return is_unreadable(text) or (len(text) <= _LONGEST_WORDED and (row.worded or _is_worded(tokens, at)))


def _is_worded(tokens: Tokens, at: int) -> bool:
    """Return whether a text with figures in it stands in a row between figures, as words in a cell do."""
    text = tokens.texts[at]
    beside = kind(tokens.texts[at - 1]) if at else "text"
    return any(char.isdigit() for char in text) and (beside != "text" or tokens.gaps[at].newlines == 0)
