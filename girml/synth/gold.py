"""The gold of a flattened page: where everything that was printed stands in the text, and what the text lost.

A figure survives if all of it stands in the text, in order, with nothing but white space within. Its unit or a plus
sign may be torn off, by a tab too: the span is then the part that is worth the same. A label, heading or title may lie
in pieces, parted by tabs too: then each is a span. Of a page image a figure or nil mark may be misread, or
have invented characters right beside it: what stands there is a span that names no cell, and the cell is lost.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from girml.forms import load
from girml.records import RowSpec
from girml.records.annotation import AnnotatedSpan, Annotation, Kind, ToldCount
from girml.synth.flatteners.flattener import Flattener
from girml.synth.marking import Place, Unmarked
from girml.synth.page import Page, Run, runs
from girml.text.values import is_nil, parse
from girml.text.view import fold

_IN_CELLS = ("figure", "blank")
_COUNT = "count"
_READ: Kind = "ocr"
# What would be read as a part of the figure behind or before it; 一 is read as a minus, or is one that was misread.
_BEFORE, _BEHIND = re.compile(r"[\dA-Za-z.,+\-—一]"), re.compile(r"[\dA-Za-z]")

Copy = Sequence[Place]
Parts = Callable[[str], bool]
"""Whether what stands between two characters of a run parts it."""


class _Piece(NamedTuple):
    """A stretch [start, end) of the text that prints a part of a run, white space aside."""

    start: int
    end: int


def annotate(page: Page, unmarked: Unmarked, flattener: Flattener) -> Annotation:
    """Return the annotation of a page's text; which cells the text does not decide is left for another to compute."""
    copies = _copies(unmarked.places)
    spans: list[AnnotatedSpan] = []
    counts: list[ToldCount] = []
    placed = frozenset(place.position for place in unmarked.places)
    for at, run in enumerate(runs(page)):
        if run.mark is None:
            continue
        if run.mark.tag == _COUNT:
            counts += _told(run, copies[at], unmarked.text)
        elif flattener.kind == _READ and run.mark.tag in _IN_CELLS:
            spans += _read(run, copies[at], unmarked.text, placed)
        else:
            worded = _readable_parts if flattener.kind == _READ else _worded_parts
            found = _figure if run.mark.tag in _IN_CELLS else worded
            spans += [AnnotatedSpan(start, end, *run.mark) for start, end in found(run, copies[at], unmarked.text)]
    return Annotation(
        id=f"{page.body}.{page.year}.{flattener.name}",
        text=unmarked.text,
        kind=flattener.kind,
        flattener=flattener.name,
        library=flattener.library,
        body=page.body,
        year=page.year,
        form=page.form,
        cells=page.cells,
        spans=tuple(sorted(spans)),
        lost=_lost(page, spans) | _misread(page, spans, copies),
        misprints=page.misprints,
        counts=tuple(sorted(counts)),
    )


def _copies(places: Iterable[Place]) -> dict[int, list[list[Place]]]:
    """Return each run's characters as they come in the text; where they begin again, another copy of it begins."""
    copies: dict[int, list[list[Place]]] = defaultdict(list)
    for place in places:
        of_run = copies[place.run]
        if not of_run or place.char <= of_run[-1][-1].char:
            of_run.append([])
        of_run[-1].append(place)
    return copies


def _pieces(copy: Copy, text: str, parts: Parts) -> Iterator[_Piece]:
    """Yield the stretches of a copy within which nothing stands that parts it."""
    start = end = copy[0].position
    for place in copy:
        if parts(text[end : place.position]):
            yield _Piece(start, end)
            start = place.position
        end = place.position + 1
    yield _Piece(start, end)


def _parts_cells(between: str) -> bool:
    return "\t" in between or _is_printed(between)


def _is_printed(between: str) -> bool:
    return bool(between) and not between.isspace()


def _parts(copies: Sequence[Copy], text: str, parts: Parts = _parts_cells) -> Iterator[_Piece]:
    return (piece for copy in copies for piece in _pieces(copy, text, parts))


def _worded_parts(run: Run, copies: Sequence[Copy], text: str) -> Iterator[_Piece]:
    """Yield the pieces of a label or of furniture, those of separators alone left out."""
    return (piece for piece in _parts(copies, text) if any(map(str.isalnum, text[piece.start : piece.end])))


def _readable_parts(run: Run, copies: Sequence[Copy], text: str) -> Iterator[_Piece]:
    """Yield the pieces of which one character at least reads as it was printed: the others are rubble."""
    right = {
        place.position for copy in copies for place in copy if fold(text[place.position]) == fold(run.text[place.char])
    }
    return (piece for piece in _worded_parts(run, copies, text) if not right.isdisjoint(range(*piece)))


def _whole(run: Run, copies: Sequence[Copy], text: str, parts: Parts = _parts_cells) -> _Piece | None:
    """Return the first stretch that prints all of a run."""
    found = (piece for piece in _parts(copies, text, parts) if _prints(_printed(piece, text), run.text))
    return next(found, None)


def _figure(run: Run, copies: Sequence[Copy], text: str) -> Iterator[_Piece]:
    """Yield the one place of a figure or nil mark: of all of it, or of the part that is worth as much, else of all of
    it over the tabs that cut it."""
    parts = (piece for piece in _parts(copies, text) if _is_worth(_printed(piece, text), run.text))
    piece = _whole(run, copies, text) or next(parts, None) or _whole(run, copies, text, _is_printed)
    if piece:
        yield piece


def _prints(printed: str, text: str) -> bool:
    """Return whether two texts print the same, or both a mark for nothing.

    >>> _prints("０／0", "0/0"), _prints("-", "—"), _prints("一", "—")
    (True, True, False)
    """
    one, other = fold(printed), fold(_squeezed(text))
    return one == other or (is_nil(one) and is_nil(other))


def _read(run: Run, copies: Sequence[Copy], text: str, placed: frozenset[int]) -> Iterator[AnnotatedSpan]:
    """Yield the place of a figure or nil mark that was read as it is printed, else what stands in its place, which
    names no cell; `placed` are the offsets of all characters that were printed."""
    right = [[place for place in copy if _prints(text[place.position], run.text[place.char])] for copy in copies]
    piece = next(_figure(run, [copy for copy in right if copy], text), None)
    others = placed - {place.position for copy in copies for place in copy}
    if piece and run.mark and _widened(piece, text, others) == piece:
        yield AnnotatedSpan(*piece, *run.mark)
    else:
        parts = _joined(_widened(part, text, placed) for part in _parts(copies, text))
        yield from (AnnotatedSpan(*part, "figure", "") for part in parts)


def _joined(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Return stretches in order, those that touch as one."""
    joined: list[_Piece] = []
    for start, end in pieces:
        if joined and joined[-1].end == start:
            start = joined.pop().start
        joined.append(_Piece(start, end))
    return joined


def _widened(piece: _Piece, text: str, others: Collection[int]) -> _Piece:
    """Return a stretch with the characters right beside it that are read as a part of it, those of others aside; what
    stands between two figures goes to the one behind it."""
    start, end = piece
    while start and start - 1 not in others and _BEFORE.match(fold(text[start - 1])):
        start -= 1
    while end < len(text) and end not in others and _BEHIND.match(fold(text[end])):
        end += 1
    return _Piece(start, piece.end if end in others else end)


def _is_worth(part: str, whole: str) -> bool:
    """Return whether a part of a printed figure has its value and all of its digits.

    >>> _is_worth("12", "12件"), _is_worth("7", "减7"), _is_worth("1.5", "1.50")
    (True, False, False)
    """
    one, other = parse(fold(part)), parse(fold(whole))
    return one is not None and other is not None and one.value == other.value and _digits(part) == _digits(whole)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())


def _told(run: Run, copies: Sequence[Copy], text: str) -> Iterator[ToldCount]:
    piece = _whole(run, copies, text)
    if piece and run.mark:
        relation, value, agrees = run.mark.label.split("|")
        yield ToldCount(piece.start, piece.end, relation, int(value), agrees == "true")


def _printed(piece: _Piece, text: str) -> str:
    return _squeezed(text[piece.start : piece.end])


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _lost(page: Page, spans: Sequence[AnnotatedSpan]) -> frozenset[str]:
    """Return the cells whose figure the text does not show, and the blanks of rows of which nothing is left."""
    shown = {span.label for span in spans}
    printed = [row for table, form in page.form.items() for row in load(form).tables[table].rows]
    lost = {cell for row in printed for cell in _lost_cells(row, page, shown)}
    return frozenset(lost)


def _lost_cells(row: RowSpec, page: Page, shown: set[str]) -> Iterator[str]:
    gone = shown.isdisjoint((row.label, *(cell.id for cell in row.cells)))
    for cell in row.cells:
        if cell.id in page.cells and cell.id not in shown and (gone or page.cells[cell.id] is not None):
            yield cell.id


def _misread(page: Page, spans: Sequence[AnnotatedSpan], copies: Mapping[int, Sequence[Copy]]) -> frozenset[str]:
    """Return the blanks whose nil mark stands in the text as something else; one that is gone leaves a plain blank."""
    marks = (run.mark for at, run in enumerate(runs(page)) if copies[at])
    blanks = {mark.label for mark in marks if mark and mark.tag == "blank" and mark.label}
    return frozenset(blanks - {span.label for span in spans})
