"""What stands in the rows of an annotated text, row by row, as far as a reader can tell the rows apart.

A strip is a row with its own label, or table 4, whose figures stand under one head; rows whose figures do not stand
by their own labels make one strip together, since nothing but the order tells them apart.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from girml.forms import load
from girml.records import TableId, Value
from girml.records.annotation import AnnotatedSpan, Annotation, first_report
from girml.synth.cuts import BY_DELIMITER, cuts_of_number, cuts_of_words, parts, strength
from girml.text.values import parse
from girml.text.view import fold


class Nil(Enum):
    """A mark for nothing to report: blank, and 0 to the rules."""

    MARK = "/"


Content = Value | Nil
"""What a cell holds in a reading: a figure, words, a nil mark, or None: nothing."""


class Entry(NamedTuple):
    """One thing that stands at [start, end) of the text: the cell that it prints, "" where it prints none as it was
    printed, and what it shows."""

    start: int
    end: int
    cell: str
    content: Content


class Token(NamedTuple):
    """What stands apart in a strip: its folded text, what it shows uncut, and whether it may hold several figures."""

    text: str
    content: Content
    is_run: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """The printed cells of a row in the order of the layout, and what stands in it in the order of the text."""

    cells: tuple[str, ...]
    entries: tuple[Entry, ...]


class _Rows(NamedTuple):
    """Of the forms of an annotation: the row of each label and of each cell, and the table and cells of each row."""

    by_label: dict[str, str]
    by_cell: dict[str, str]
    tables: dict[str, TableId]
    cells: dict[str, tuple[str, ...]]


@dataclass(slots=True)
class _Found:
    """What a walk along the spans has found: the entries of each row, the rows with a label, the row that is open,
    the labels since the last entry, and the rows that an entry stood apart from its label in, with those labels."""

    entries: dict[str, list[AnnotatedSpan]] = field(default_factory=lambda: defaultdict(list))
    labelled: set[str] = field(default_factory=set)
    row: str = ""
    block: list[str] = field(default_factory=list)
    block_ended: bool = True
    astray: dict[str, tuple[str, ...]] = field(default_factory=dict)
    order: list[tuple[str, str]] = field(default_factory=list)


_TABLE_4: TableId = "t4"
_PLACED = ("figure", "blank")


def strips(annotation: Annotation) -> dict[TableId, list[Strip]]:
    """Return the strips of each table in form order; a row without a label and without an entry is none."""
    rows = _rows(tuple(annotation.form.items()))
    found = _walk(annotation, rows)
    joined = {row for table in annotation.form for row in _joined(found, table, rows)}
    made: dict[TableId, list[Strip]] = {table: [] for table in annotation.form}
    for row, table in rows.tables.items():
        if row not in joined and (row in found.labelled or found.entries.get(row)):
            made[table].append(_strip(annotation, [row], found=found, rows=rows))
    for table in annotation.form:
        together = [row for row in rows.tables if row in joined and rows.tables[row] == table]
        if together:
            made[table].append(_strip(annotation, together, found=found, rows=rows))
    return made


def tokens(annotation: Annotation, strip: Strip) -> list[Token]:
    """Return what a reader sees in a strip: neighbours that touch digit on digit are one run, the parts of a number
    that is cut stand apart."""
    found: list[Token] = []
    before: Entry | None = None
    for entry in strip.entries:
        text = fold(annotation.text[entry.start : entry.end])
        if before is not None and _touch(annotation.text, before, entry):
            whole = found[-1].text + text
            found[-1] = Token(whole, _shown(whole), is_run=True)
        else:
            found += _apart(text, entry, is_cut=is_cut(annotation.text, strip, entry))
        before = entry
    return found


def has_runs(text: str, strip: Strip) -> bool:
    """Return whether neighbours of a strip touch, digit on digit."""
    return any(_touch(text, one, other) for one, other in pairwise(strip.entries))


def is_cut(text: str, strip: Strip, entry: Entry) -> bool:
    """Return whether an entry is a number cut in parts that stand apart as entries do, or anything that a tab cuts so.

    Where all entries are parted by lines or delimiters, a space within one parts nothing; nor does a line end where
    they are parted by more of them, nor a tab where every cell has its entry and all are parted by more delimiters.
    """
    cuts_of = cuts_of_number if isinstance(entry.content, (int, float)) else cuts_of_words
    found = cuts_of(text, entry.start, entry.end)
    if not found:
        return False
    if max(found) >= BY_DELIMITER and len(strip.entries) < len(strip.cells):
        return True
    gaps = [strength(text[one.end : other.start]) for one, other in pairwise(strip.entries)]
    return max(found) >= min(gaps, default=(0, 0))


@cache
def _rows(form: tuple[tuple[TableId, str], ...]) -> _Rows:
    rows = _Rows({}, {}, {}, {})
    for table, form_id in form:
        for row in load(form_id).tables[table].rows:
            name = _TABLE_4 if table == _TABLE_4 else row.id
            cells = tuple(cell.id for cell in row.cells)
            rows.tables[name] = table
            rows.cells[name] = rows.cells.get(name, ()) + cells
            rows.by_cell.update(dict.fromkeys(cells, name))
            if table != _TABLE_4:
                rows.by_label[row.label] = name
    return rows


def _walk(annotation: Annotation, rows: _Rows) -> _Found:
    found = _Found()
    seen: dict[str, AnnotatedSpan] = {}
    for span in first_report(annotation.spans):
        if span.tag in _PLACED:
            again = span.label and seen.setdefault(span.label, span) is not span
            # A figure told again, in another field or copy, adds nothing; a part of a number cut in two does.
            if not again or not _prints(annotation, seen[span.label]):
                _enter(found, span, rows.by_cell.get(span.label, "" if span.label else found.row))
        else:
            _turn(found, span, rows)
    return found


def _prints(annotation: Annotation, span: AnnotatedSpan) -> bool:
    return _shown(fold(annotation.text[span.start : span.end])) == annotation.cells.get(span.label)


def _enter(found: _Found, span: AnnotatedSpan, row: str) -> None:
    if not row:
        return
    found.entries[row].append(span)
    found.row, found.block_ended = row, True
    found.order.append(("entry", row))
    if row != _TABLE_4 and found.block[-1:] != [row]:
        found.astray.setdefault(row, tuple(found.block))


def _turn(found: _Found, span: AnnotatedSpan, rows: _Rows) -> None:
    """Note a label or heading: figures after it that name no cell are those of its row, or of none."""
    if span.tag == "row" and span.label in rows.by_label:
        found.row = rows.by_label[span.label]
        found.block = [*([] if found.block_ended else found.block), found.row]
        found.block_ended = False
        found.labelled.add(found.row)
        found.order.append(("label", found.row))
    elif span.tag == "column" and span.label.startswith("l.t4"):
        found.row = _TABLE_4
    elif span.tag == "heading" or (span.tag == "row" and not span.label):
        found.row, found.block, found.block_ended = "", [], True


def _joined(found: _Found, table: TableId, rows: _Rows) -> set[str]:
    """Return the rows of a table whose figures nothing but their order tells apart."""
    astray = {row: block for row, block in found.astray.items() if rows.tables[row] == table}
    if not astray or _all_above_labels(found, table, rows):
        return set()
    joined = set(astray)
    for row, block in astray.items():
        # Figures after a block of labels with their own among them may be those of any label of the block.
        joined.update(block if row in block else block[-1:])
    return {row for row in joined if rows.tables[row] == table}


def _all_above_labels(found: _Found, table: TableId, rows: _Rows) -> bool:
    """Return whether every row with entries has its label right behind them."""
    label = ""
    for kind, row in reversed(found.order):
        if kind == "label":
            label = row
        elif rows.tables[row] == table and row != label:
            return False
    return True


def _strip(annotation: Annotation, names: Sequence[str], *, found: _Found, rows: _Rows) -> Strip:
    cells = [cell for name in names for cell in rows.cells[name] if cell in annotation.cells]
    at = {cell: place for place, cell in enumerate(cells)}
    # Empty cells beyond the end of a line stand at one place.
    spans = sorted(
        (span for name in names for span in found.entries.get(name, ())),
        key=lambda span: (span.start, span.end, at.get(span.label, -1)),
    )
    pieced = {
        one.label for one, other in pairwise(sorted(spans, key=lambda span: span.label)) if one.label == other.label
    }
    whole = _without_padding([span for span in spans if not _is_between_digits(annotation.text, span)], cells)
    entries = tuple(_entry(annotation, span, is_part=span.label in pieced) for span in whole)
    if len(names) > 1 and not _rises([cells.index(entry.cell) for entry in entries if entry.cell in cells]):
        cells = _by_columns(cells, entries, names=names, rows=rows)
    return Strip(tuple(cells), entries)


def _without_padding(spans: list[AnnotatedSpan], cells: Sequence[str]) -> list[AnnotatedSpan]:
    """Return the spans of a row without empty ones of no cell, where the others fill every cell: these are padding."""
    filled = {span.label for span in spans if span.start < span.end}
    return [span for span in spans if span.label or span.start < span.end] if filled.issuperset(cells) else spans


def _by_columns(cells: list[str], entries: Sequence[Entry], *, names: Sequence[str], rows: _Rows) -> list[str]:
    """Return the cells column after column if that is how the figures stand, else as they are."""
    columns = {cell: at for name in names for at, cell in enumerate(rows.cells[name])}
    ordered = sorted(cells, key=columns.__getitem__)
    rises = _rises([ordered.index(entry.cell) for entry in entries if entry.cell in columns])
    return ordered if rises else cells


def _rises(places: Sequence[int]) -> bool:
    return all(one <= other for one, other in pairwise(places))


def _entry(annotation: Annotation, span: AnnotatedSpan, *, is_part: bool) -> Entry:
    """Return what a span shows: its cell's print, unless that is lost or stands in several spans."""
    cell = span.label if span.label in annotation.cells and span.label not in annotation.lost else ""
    if cell and not is_part:
        content: Content = annotation.cells[cell]
        if content is None and fold(annotation.text[span.start : span.end]).strip():
            content = Nil.MARK
        return Entry(span.start, span.end, cell, content)
    return Entry(span.start, span.end, cell, _shown(fold(annotation.text[span.start : span.end])))


def _shown(text: str) -> Content:
    """Return what a folded text shows by itself: a figure, else words, which no rule counts; nothing where it is
    empty."""
    figure = parse(text)
    return figure.value if figure else text or None


def _is_between_digits(text: str, span: AnnotatedSpan) -> bool:
    """Return whether an empty span stands where two figures touch: then nothing shows the empty cell."""
    return span.start == span.end and text[span.start - 1 : span.start + 1].isdecimal() and 0 < span.start < len(text)


def _touch(text: str, one: Entry, other: Entry) -> bool:
    return one.end == other.start and text[one.end - 1 : one.end + 1].isdecimal() and one.start < one.end < other.end


def _apart(text: str, entry: Entry, *, is_cut: bool) -> list[Token]:
    if is_cut:
        return [Token(part, _shown(part), is_run=False) for part in parts(text)]
    # Of a number that is no cell's print nobody can tell whether it is one figure or two that were glued.
    return [Token(text, entry.content, is_run=not entry.cell and text.isdecimal() and len(text) > 1)]
