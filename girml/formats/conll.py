"""CoNLL: a token a line with a tag in BIO, tab-separated, blank lines between sentences.

Files are of the kind CoNLL-U Plus: a first comment names the columns (the token, where it begins and ends in the text,
its tag), comments before the tokens of a document carry its id, its text and its sheet as JSON. A sentence is a line of
the text; a mark that goes on over line ends keeps them together. Offsets count code points. Without these comments the
first column is the token and the last one the tag, and the text is what the tokens make with spaces between.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from girml.errors import InputError
from girml.formats import reading, sheet
from girml.formats.items import Found, Item, Mark, Refused, Told
from girml.formats.names import name as named
from girml.formats.pieces import pieces
from girml.formats.writing import destination
from girml.records.annotation import AnnotatedSpan

_COLUMNS = ("FORM", "START", "END", "NER")
_HEAD, _NEW, _TEXT, _SHEET = "global.columns", "newdoc id", "text", "girml"
_START = "-DOCSTART-"
_OUTSIDE = "O"
_BEGIN, _INSIDE = ("B", "S", "U"), ("I", "E", "L")


def shown(text: str, spans: tuple[AnnotatedSpan, ...]) -> list[Mark | None]:
    """Return the mark of each span: without white space around it, None where nothing is left, or an earlier span has
    its tokens already, or its name cannot stand in a column."""
    marks: list[Mark | None] = [None] * len(spans)
    end = 0
    for at in sorted(range(len(spans)), key=lambda at: (spans[at], at)):
        mark = _stripped(text, spans[at])
        if mark and mark.start >= end:
            marks[at], end = mark, mark.end
    return marks


def _stripped(text: str, span: AnnotatedSpan) -> Mark | None:
    name = named(span)
    if not 0 <= span.start < span.end <= len(text) or "".join(name.split()) != name or not name:
        return None
    printed = text[span.start : span.end]
    bare = printed.strip()
    start = span.start + printed.find(bare)
    return Mark(start, start + len(bare), name) if bare else None


def write(items: Iterable[Item], target: Path) -> None:
    """Write documents to a file."""
    with destination(target) as out:
        out.write(f"# {_HEAD} = {' '.join(_COLUMNS)}\n")
        for item in items:
            out.writelines(_document(item))


def _document(item: Item) -> Iterator[str]:
    one = item.annotation
    yield f"# {_NEW} = {sheet.compact(one.id)}\n"
    yield f"# {_TEXT} = {sheet.compact(one.text)}\n"
    yield f"# {_SHEET} = {sheet.dump(item)}\n"
    yield from _rows(one.text, sorted(mark for mark in shown(one.text, one.spans) if mark))
    yield "\n"


def _rows(text: str, marks: Sequence[Mark]) -> Iterator[str]:
    """Yield a row a token, and an empty one where a line ends outside all marks."""
    waiting = iter(marks)
    mark = next(waiting, None)
    for start, end in pieces(text, (at for one in marks for at in one[:2])):
        while mark and mark.end <= start:
            mark = next(waiting, None)
        inside = mark is not None and mark.start <= start
        if not text[start:end].isspace():
            tag = f"{'B' if mark and start == mark.start else 'I'}-{mark.name}" if mark and inside else _OUTSIDE
            yield f"{text[start:end]}\t{start}\t{end}\t{tag}\n"
        elif "\n" in text[start:end] and not inside:
            yield "\n"


class _Row(NamedTuple):
    """A token with its place in the text and its tag."""

    start: int
    end: int
    tag: str


@dataclass(slots=True)
class _Document:
    """A document while it is read: where it begins, its comments, its rows; None parts sentences."""

    line: int
    comments: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[int, list[str]] | None] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(self.rows) or _TEXT in self.comments


def read(path: Path, told: Told) -> Iterator[Found | Refused]:
    """Yield the documents of a file."""
    columns: Sequence[str] = ()
    try:
        for one in _documents(path, told):
            columns = one.comments.pop(_HEAD, "").split() or columns
            if one:
                yield _read(one, columns, path)
    except InputError as error:
        yield Refused(str(error))


def _documents(path: Path, told: Told) -> Iterator[_Document]:
    one, size = _Document(1), 0
    for number, line in reading.lines(path, told):
        comment = _comment(line)
        if line.startswith(_START) or (comment and comment[0] == _NEW):
            yield one
            one, size = _Document(number), 0
        size += len(line)
        if size > reading.LONGEST:
            raise InputError(f"{path}:{number} goes on beyond {reading.LONGEST:,} characters: part it into documents.")
        if comment:
            one.comments.setdefault(*comment)
        elif not line.startswith(_START):
            one.rows.append((number, line.split("\t" if "\t" in line else None)) if line.strip() else None)
    yield one


def _comment(line: str) -> tuple[str, str] | None:
    """Return the key and the value of a comment, None for what is none: a token may be a number sign too."""
    if not line.startswith("# ") or " = " not in line:
        return None
    key, _, value = line[2:].partition(" = ")
    return key.strip(), value.strip()


def _read(one: _Document, columns: Sequence[str], path: Path) -> Found | Refused:
    try:
        return _found(one, columns, path)
    except InputError as error:
        return Refused(str(error))


def _found(one: _Document, columns: Sequence[str], path: Path) -> Found:
    place = f"{path}:{one.line}"
    whole = _TEXT in one.comments and set(_COLUMNS) <= set(columns)
    text, rows = _placed(one, columns, path, place) if whole else _joined(one, path)
    notes = () if whole else ("It has no text of its own: its tokens were joined with spaces.",)
    name = _json(one.comments.get(_NEW, ""), one.comments.get(_NEW, place))
    return Found(place, name, text, tuple(_marks(rows)), one.comments.get(_SHEET, ""), notes)


def _json(value: str, otherwise: str) -> str:
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return otherwise
    return found if isinstance(found, str) else otherwise


def _placed(one: _Document, columns: Sequence[str], path: Path, place: str) -> tuple[str, list[_Row | None]]:
    """Return the text of the comment, and the rows at the places that they tell."""
    text = _json(one.comments[_TEXT], "")
    at = [columns.index(column) for column in _COLUMNS]
    rows: list[_Row | None] = []
    for entry in one.rows:
        if entry is None:
            rows.append(None)
            continue
        number, cells = entry
        token, start, end, tag = (cells[column] if column < len(cells) else "" for column in at)
        row = _Row(_whole(start), _whole(end), tag)
        if not token or text[row.start : row.end] != token:
            raise InputError(
                f"{path}:{number} has {token!r:.60} at {start:.12}:{end:.12}, but there stands something else: mend it."
            )
        rows.append(row)
    return text, rows


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(reading.LONGEST)) else 0


def _joined(one: _Document, path: Path) -> tuple[str, list[_Row | None]]:
    """Return the text that tokens make, a sentence a line, and the rows with their places in it."""
    words: list[str] = []
    rows: list[_Row | None] = []
    at = 0
    for entry in one.rows:
        word, row = ("\n", None) if entry is None else _next(entry, at, path)
        words.append(word)
        rows.append(row)
        at += len(word)
    return "".join(words), rows


def _next(entry: tuple[int, list[str]], at: int, path: Path) -> tuple[str, _Row]:
    number, cells = entry
    if len(cells) < len(("token", "tag")):
        raise InputError(f"{path}:{number} has one column: write a token and its tag, parted by a tab.")
    return f"{cells[0]} ", _Row(at, at + len(cells[0]), cells[-1])


def _marks(rows: Iterable[_Row | None]) -> Iterator[Mark]:
    """Yield the marks that tags tell: BIO, and the ends of BIOES and BILOU; an I- that follows nothing begins one."""
    start, end, name = 0, 0, ""
    for row in rows:
        mark, _, tag = row.tag.partition("-") if row else ("", "", "")
        if row and name and mark in _INSIDE and tag == name:
            end = row.end
            continue
        if name:
            yield Mark(start, end, name)
        start, end, name = (row.start, row.end, tag) if row and mark in (*_BEGIN, *_INSIDE) else (0, 0, "")
    if name:
        yield Mark(start, end, name)
