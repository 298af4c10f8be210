"""brat: a folder with a `.txt` and an `.ann` a document, in standoff (https://brat.nlplab.org/standoff.html).

A mark is a text-bound annotation whose type is the tag; what it names stands in its note (`AnnotatorNotes`), which an
annotator can change. A mark over line ends has a fragment for each line. The sheet is a note line of its own, on no
annotation. Offsets count code points.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from girml.bio import tags
from girml.errors import InputError
from girml.formats import reading, sheet
from girml.formats.items import Found, Item, Mark, Refused, Told
from girml.formats.names import name as named
from girml.formats.writing import folder
from girml.records.annotation import AnnotatedSpan, Annotation

_TYPE = re.compile(r"[A-Za-z0-9_-]+")
# What `str.splitlines` parts lines at: no fragment may hold one.
_LINE = re.compile("[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
_BOUND = re.compile(r"(?P<id>T\d+)\t(?P<type>\S+) (?P<places>\d+ \d+(?:;\d+ \d+)*)(?:\t(?P<text>.*))?", re.DOTALL)
_NOTE = re.compile(r"#\d+\t(?P<kind>\S+) (?P<target>\S+)(?:\t(?P<text>.*))?", re.DOTALL)
_SHEET, _DOCUMENT, _NOTES = "girml", "document", "AnnotatorNotes"
_KINDS = {
    "R": "relations",
    "E": "events",
    "A": "attributes",
    "M": "attributes",
    "N": "normalizations",
    "*": "equivalences",
}
_CONF = "[entities]\n{}\n[relations]\n[events]\n[attributes]\n"
_UNSAFE = re.compile(r"[^\w.-]")
_LONGEST_NAME = 60
_MOST_DIGITS = 12


class _Bound(NamedTuple):
    """A text-bound annotation: its id, its type, and the fragments of the text that it covers."""

    id: str
    type: str
    places: tuple[tuple[int, int], ...]


def shown(text: str, spans: tuple[AnnotatedSpan, ...]) -> list[Mark | None]:
    """Return the mark of each span: without line ends around it, None where nothing else is left or brat could not
    write its tag or label."""
    return [_shown(text, span) for span in spans]


def _shown(text: str, span: AnnotatedSpan) -> Mark | None:
    writable = _TYPE.fullmatch(span.tag) and "".join(span.label.split()) == span.label
    if not writable or not 0 <= span.start < span.end <= len(text):
        return None
    lines = _fragments(text, span.start, span.end)
    return Mark(lines[0][0], lines[-1][1], named(span)) if lines else None


def _fragments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _LINE.finditer(text, start, end)]


def write(items: Iterable[Item], target: Path) -> None:
    """Write a new folder: two files a document, numbered in their order, and the collection's `annotation.conf`."""
    with folder(target) as draft:
        (draft / "annotation.conf").write_text(_CONF.format("\n".join(tags())), encoding="utf-8")
        for number, item in enumerate(items, 1):
            stem = f"{number:07}.{_UNSAFE.sub('_', item.annotation.id)[:_LONGEST_NAME]}"
            (draft / f"{stem}.txt").write_bytes(item.annotation.text.encode("utf-8"))
            (draft / f"{stem}.ann").write_bytes("".join(_lines(item)).encode("utf-8"))


def _lines(item: Item) -> Iterator[str]:
    yield f"#1\t{_SHEET} {_DOCUMENT}\t{sheet.dump(item)}\n"
    one = item.annotation
    for number, mark in enumerate((mark for mark in shown(one.text, one.spans) if mark), 2):
        yield from _bound(number, mark, one)


def _bound(number: int, mark: Mark, one: Annotation) -> Iterator[str]:
    tag, _, label = mark.name.partition(":")
    lines = _fragments(one.text, mark.start, mark.end)
    places = ";".join(f"{start} {end}" for start, end in lines)
    yield f"T{number}\t{tag} {places}\t{' '.join(one.text[start:end] for start, end in lines)}\n"
    if label:
        yield f"#{number}\t{_NOTES} T{number}\t{label}\n"


def read(path: Path, told: Told) -> Iterator[Found | Refused]:
    """Yield the documents of a folder and those below it, sorted by path; a text without an `.ann` is refused."""
    files = sorted(path.rglob("*.txt"))
    if not files:
        yield Refused(f"{path} holds no .txt file: name the folder of a collection.")
    for file in files:
        try:
            told(reading.check_size(file))
            yield _found(file)
        except InputError as error:
            yield Refused(str(error))


def _found(file: Path) -> Found:
    beside = file.with_suffix(".ann")
    if not beside.is_file():
        raise InputError(f"{file} has no {beside.name} beside it: annotate it in brat, or write an empty one.")
    text = reading.text(file)
    bounds, notes, others = _parsed(beside)
    own = "".join(note["text"] or "" for note in notes if note["kind"] == _SHEET)
    names = {note["target"]: (note["text"] or "").strip() for note in notes if note["kind"] == _NOTES}
    marks = tuple(mark for bound in bounds for mark in _marks(bound, names.get(bound.id, ""), text, beside))
    strange = [
        f"The note {one['text']!r:.60} on {one['target']:.60} was left out." for one in notes if _is_strange(one)
    ]
    return Found(str(beside), file.stem, text, marks, own, (*reading.left_out(others), *strange))


def _is_strange(note: re.Match[str]) -> bool:
    return note["kind"] not in (_SHEET, _NOTES) or (note["kind"] == _NOTES and not note["target"].startswith("T"))


def _parsed(file: Path) -> tuple[list[_Bound], list[re.Match[str]], Counter[str]]:
    """Return the text-bound annotations, the notes, and how many lines of other kinds there are."""
    bounds, notes, others = [], [], Counter[str]()
    for number, line in enumerate(reading.text(file).split("\n"), 1):
        if match := _BOUND.fullmatch(line):
            bounds.append(_Bound(match["id"], match["type"], _places(match["places"], f"{file}:{number}")))
        elif match := _NOTE.fullmatch(line):
            notes.append(match)
        elif line[:1] in _KINDS:
            others[_KINDS[line[0]]] += 1
        elif line.strip():
            raise InputError(f"{file}:{number} is no line of brat's standoff ({line!r:.60}): mend or delete it.")
    return bounds, notes, others


def _places(text: str, place: str) -> tuple[tuple[int, int], ...]:
    if any(len(digits) > _MOST_DIGITS for digits in re.split("[ ;]", text)):
        raise InputError(f"{place} has an offset beyond any text: mark it anew.")
    return tuple((int(start), int(end)) for start, end in (pair.split() for pair in text.split(";")))


def _marks(bound: _Bound, label: str, text: str, file: Path) -> Iterator[Mark]:
    """Yield the mark of an annotation; where something stands between its fragments, one a piece."""
    name = f"{bound.type}:{label}" if label else bound.type
    start = bound.places[0][0]
    for (begin, end), following in zip(bound.places, (*bound.places[1:], None), strict=True):
        if not 0 <= begin < end <= len(text) or (following and following[0] < end):
            raise InputError(f"{file} has {bound.id} at {begin}:{end}, which is no place in the text: mark it anew.")
        if following is None or text[end : following[0]].strip():
            yield Mark(start, end, name)
            start = following[0] if following else end
