"""The tables of a report among its tokens: where each lies, and which tokens stand in its cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from girml.forms import FORM_IDS, load
from girml.labeler.names import key
from girml.labeler.naming import names
from girml.labeler.order import table_of
from girml.labeler.spans import Sheet, Span, kind
from girml.records import Labeling, Name, Tokens
from girml.text.values import is_unreadable

Window = tuple[int, int]

_REACH = 30
_TAIL = 400
# Words of prose and of the title of section 四 too.
_LOOSE = ("l.t4.head.reconsideration", "l.t4.head.litigation")
_SHARED_ROLES = {"column", "column_group"}
_HEAD_ROLES = ("column", "column_group", "corner", "stub_head", "block_title")
PAGE_NUMBER = r"[-—~·]+ ?\d{1,3} ?[-—~·]+|第 ?\d+ ?页.*|[1-9]\d{0,2} ?/ ?[1-9]\d{0,2}|Page \d+.*"
_PAGE = re.compile(rf"^[ \t|]*(?:{PAGE_NUMBER})[ \t|]*$", re.MULTILINE)
_ENOUGH_FIGURES = 5
_LONGEST_PAGE_MARK = 40
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


def table_windows(sheet: Sheet) -> dict[str, Window]:
    """Return the token range of each table found in a report."""
    windows = {}
    roles = sheet.labels.roles
    for table in ("t2", "t3", "t4"):
        own = [span for span in sheet.spans if span.names[0].label[2:4] == table and not _is_shared(span)]
        anchored = [span for span in own if _is_row(roles, span) and _has_figures(sheet.tokens, span)]
        places = anchored or [span for span in own if roles[span.names[0].label] in _HEAD_ROLES]
        if places:
            windows[table] = _window(sheet, places, table)
    if "t4" not in windows:
        windows |= _headless(sheet)
    return windows


def _headless(sheet: Sheet) -> dict[str, Window]:
    """Return the window of table 4 where none of its heads is found but figures follow its section's heading."""
    heads = [span for span in sheet.spans if span.names[0].label[0] == "s"]
    for number, span in enumerate(heads):
        if span.names[0].label == "s4":
            following = heads[number + 1].first if number + 1 < len(heads) else sheet.end
            begin, end = span.last + 1, min(following, span.last + 1 + _TAIL)
            if sum(kind(text) == "figure" for text in sheet.tokens.texts[begin:end]) >= _ENOUGH_FIGURES:
                return {"t4": (begin, end)}
    return {}


def _is_shared(span: Span) -> bool:
    return len(_tables(span)) > 1 or span.names[0].label in _LOOSE


def _is_row(roles: dict[str, str], span: Span) -> bool:
    if len(span.names) == 1:
        return roles[span.names[0].label] == "row"
    return any(roles[name.label] == "row" for name in span.names)


def _has_figures(tokens: Tokens, span: Span) -> bool:
    after = span.last + 1
    return after < len(tokens) and kind(tokens.texts[after]) != "text"


def _window(sheet: Sheet, places: list[Span], table: str) -> Window:
    before = [span for span in sheet.spans if span.first < places[0].first]
    # From the heading of the section on, as the first rows may be too torn to be found exactly.
    begin = _after_heading(before, table) or _first_head(before, places[0].first, table)
    last, roles = places[-1].last, sheet.labels.roles
    following = (span.first for span in sheet.spans if span.first > last and _is_other(roles, span, table))
    return begin, min(sheet.end, last + _TAIL + 1, next(following, sheet.end))


def _after_heading(before: list[Span], table: str) -> int | None:
    """Return the token after the heading of a table's section, where that is the last heading before it."""
    heading = next((span for span in reversed(before) if span.names[0].label[0] == "s"), None)
    return heading.last + 1 if heading and heading.names[0].label[1] == table[1] else None


def _first_head(before: list[Span], begin: int, table: str) -> int:
    """Return the first of the labels of a table that stand close before each other and before token `begin`."""
    for span in reversed(before):
        if begin - span.last > _REACH or table not in _tables(span):
            break
        begin = span.first
    return begin


def _tables(span: Span) -> set[str]:
    if len(span.names) == 1:
        return {table_of(span.names[0].label)}
    return {table_of(name.label) for name in span.names}


def _is_other(roles: dict[str, str], span: Span, table: str) -> bool:
    """Return whether a span begins something else: a section, or a row or block of another table.

    Heads do not count: a piece of a wrapped head of table 4 may read like a head of table 3.
    """
    return table not in _tables(span) and not {roles[name.label] for name in span.names} & _SHARED_ROLES


def page_marks(tokens: Tokens, window: Window) -> set[int]:
    """Return the tokens of a window that stand on a line with nothing but a page number."""
    if window[0] >= window[1]:
        return set()
    text, starts = tokens.view.text, tokens.starts
    first = starts[window[0]]
    begin = max(first - _LONGEST_PAGE_MARK, text.rfind("\n", max(0, first - _LONGEST_PAGE_MARK), first) + 1, 0)
    lines = [match.span() for match in _PAGE.finditer(text, begin, tokens.ends[window[1] - 1])]
    return {at for at in range(*window) for start, end in lines if start <= starts[at] < end}


@dataclass(slots=True)
class _Row:
    """The row that the next figures belong to: its label, its cells, whether one may hold words, the last token
    of the label, and the cells taken."""

    label: str
    room: int
    worded: bool
    last: int = -1
    taken: int = 0


def tag_cells(sheet: Sheet, named: dict[int, Span], window: Window, labeling: Labeling) -> None:
    """Tag what stands in the cells of a table, and the labels there that the form does not know."""
    furniture = page_marks(sheet.tokens, window) | set(_stubs(sheet, named, window))
    # Table 4 has no row labels: where its heads are not known either, its cells begin at once.
    row, texts = _Row("", 0, worded=False) if named else _Row(_TABLE_4, 15, worded=False), sheet.tokens.texts
    tags = labeling.tags
    at = window[0]
    while at < window[1]:
        span = named.get(at)
        if span:
            row = _opened(sheet.labels.roles, span, row)
            at = span.last + 1
            continue
        if at in furniture:
            tags[at] = "B-furniture"
        elif row.room:
            what = kind(texts[at])
            if what == "text":
                row = _tag_text(sheet, at, row, labeling)
            else:
                tags[at] = "B-figure" if what == "figure" else "B-blank"
                row.taken += what != "empty"
        at += 1


def _tag_text(sheet: Sheet, at: int, row: _Row, labeling: Labeling) -> _Row:
    """Tag a text in a table that is no label by itself; return the row that the next figures belong to."""
    tag, found = _text_tag(sheet, at, row)
    labeling.tags[at] = f"B-{tag}"
    if found:
        labeling.names[at] = found
    if tag == "figure":
        row.taken += 1
    elif tag == "prose" or (tag == "row" and not found):
        return _Row("", 0 if tag == "prose" else row.room, worded=False)
    return row


def _stubs(sheet: Sheet, named: dict[int, Span], window: Window) -> Iterator[int]:
    """Yield the empty cells that stand beside a head, or before a label, and so in no cell of a row."""
    texts, gaps = sheet.tokens.texts, sheet.tokens.gaps
    if "" not in texts[window[0] : window[1]]:
        return
    leading: list[int] = []
    beside_head, starts = False, True
    for at in range(*window):
        if gaps[at].newlines:
            yield from leading
            leading, beside_head, starts = [], False, True
        span = named.get(at)
        if texts[at]:
            if leading and kind(texts[at]) == "text":
                yield from leading
            leading, starts = [], False
            if span or gaps[at].delimiters:
                beside_head = span is not None and sheet.labels.roles[span.names[0].label] in _HEAD_ROLES
        elif beside_head:
            yield at
        elif starts:
            leading.append(at)


def _opened(roles: dict[str, str], span: Span, row: _Row) -> _Row:
    """Return the row that a label opens: a row of the form, table 4 after its heads, else the one before."""
    label = span.names[0].label
    if roles[label] == "row":
        room, worded = row_cells()[label]
        return _Row(label, room, worded, span.last, row.taken if span.names[0].begin else 0)
    if roles[label] == "row_group":
        return row if row.room and not row.taken else _Row(label, 7, worded=False)
    if "t4" in _tables(span):
        return _Row(_TABLE_4, 15, worded=False)
    return row if row.room or label[2:4] != "t3" else _Row(label, 7, worded=False)


def _text_tag(sheet: Sheet, at: int, row: _Row) -> tuple[str, tuple[Name, ...]]:
    """Return the tag and names of a text in a table that is no label by itself."""
    tokens = sheet.tokens
    text = tokens.texts[at]
    found = [name for name in names(sheet.labels, text) if name.end - name.begin == len(key(text))]
    parts = tuple(name for name in found if _continues(sheet.labels.roles, name, row))
    if parts:
        return "row", parts[:1]
    # Words stand in a cell only while the row has cells left; after that a new row or prose begins.
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


def _continues(roles: dict[str, str], name: Name, row: _Row) -> bool:
    """Return whether a name is a part of the label of the current row, or of any group's."""
    return name.label == row.label or (roles[name.label] == "row_group" and name.score < 1.0)


def _may_stand_in_cell(tokens: Tokens, at: int, row: _Row) -> bool:
    text = tokens.texts[at]
    return is_unreadable(text) or (len(text) <= _LONGEST_WORDED and (row.worded or _is_worded(tokens, at, row)))


def _is_worded(tokens: Tokens, at: int, row: _Row) -> bool:
    """Return whether a text with figures in it follows a row's label or a figure, as words in a cell do."""
    follows = at - 1 == row.last or kind(tokens.texts[at - 1]) != "text"
    return follows and any(char.isdigit() for char in tokens.texts[at])
