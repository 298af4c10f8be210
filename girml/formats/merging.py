"""What came back from a tool, as an annotation: the one that went out where no mark changed, else with the changes."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from girml.bio import tags
from girml.corpus.cells import worth
from girml.corpus.names import allowed, known
from girml.errors import InputError
from girml.formats.framing import frame
from girml.formats.items import Found, Item, Mark, Shown
from girml.formats.names import name, span
from girml.formats.settling import settle
from girml.formats.sheet import check_writable, parse
from girml.forms import FORM_IDS
from girml.records.annotation import AnnotatedSpan, Annotation
from girml.text.values import is_nil
from girml.text.view import fold


def merge(found: Found, shown: Shown) -> tuple[Item, tuple[str, ...]]:
    """Return the annotation of a document that a tool wrote, and what is to be told of it; InputError where it cannot
    be taken over. `shown` is that of the tool's format."""
    item, notes = _merged(found, shown)
    check_writable(item.annotation, found.place)
    return item, notes


def _merged(found: Found, shown: Shown) -> tuple[Item, tuple[str, ...]]:
    if not found.sheet:
        annotation, spans, told = _new(found)
        return _settled(annotation, spans, (*found.notes, *told))
    item = parse(found.sheet, found.text, found.place)
    before = item.annotation
    marks = shown(before.text, before.spans)
    if Counter(mark for mark in marks if mark) == Counter(found.marks):
        return Item(before), found.notes
    if not set(before.form.values()) <= set(FORM_IDS):
        raise InputError(f"{found.place} is of a form that girml does not know: name one of {', '.join(FORM_IDS)}.")
    kept, others = _parted(before.spans, marks, found.marks)
    spans, told = _spans(others, before)
    return _settled(before, [*_seen(kept, spans), *spans], (*found.notes, *told))


def _settled(
    before: Annotation, spans: Sequence[AnnotatedSpan], notes: tuple[str, ...]
) -> tuple[Item, tuple[str, ...]]:
    annotation, told = settle(before, spans)
    return Item(annotation), (*notes, *told, *_overlapping(annotation.spans))


def _new(found: Found) -> tuple[Annotation, list[AnnotatedSpan], tuple[str, ...]]:
    """Return the annotation, still without spans, of a document without a sheet, its spans, and what is told."""
    annotation = frame(found.name, found.text, [span(mark) for mark in found.marks])
    if annotation is None:
        raise InputError(
            f"{found.place} has no mark of a cell, row or column that a form knows: name marks as `girml convert` does."
        )
    spans, told = _spans(found.marks, annotation)
    year = () if annotation.year else ("Its title tells no year: 0 was written; correct it.",)
    return annotation, spans, (*told, *year)


def _parted(
    spans: Sequence[AnnotatedSpan], marks: Sequence[Mark | None], theirs: Sequence[Mark]
) -> tuple[list[AnnotatedSpan], list[Mark]]:
    """Return the spans that are still marked, or that no mark could show, and the marks that are new."""
    left = Counter(theirs)
    kept = []
    for one, mark in zip(spans, marks, strict=True):
        if mark is None:
            kept.append(one)
        elif left[mark]:
            left[mark] -= 1
            kept.append(one)
    return kept, list(left.elements())


def _seen(kept: Sequence[AnnotatedSpan], new: Sequence[AnnotatedSpan]) -> list[AnnotatedSpan]:
    """Return the spans that are kept, without the empty cells of which a figure or nil mark was found now."""
    found = {one.label for one in new if one.label}
    return [one for one in kept if one.start < one.end or one.label not in found]


def _spans(marks: Sequence[Mark], annotation: Annotation) -> tuple[list[AnnotatedSpan], tuple[str, ...]]:
    """Return the spans of new marks; what no form of the document knows is told and left out."""
    cells, labels, _ = known(tuple(annotation.form.items()))
    spans, notes = [], []
    for mark in sorted(marks):
        one = _as_printed(span(mark), annotation.text)
        where = f"{mark.name!r:.80} at {mark.start}:{mark.end}"
        if one.tag not in tags() or one.label not in allowed(one.tag, cells, labels):
            notes.append(f"{where} was left out, for the document's forms do not have it; `girml forms` lists the ids.")
            continue
        if one.tag != span(mark).tag:
            notes.append(f"{where} was taken for a {one.tag}, as {annotation.text[mark.start : mark.end]!r} is one.")
        spans.append(one)
    return spans, tuple(notes)


def _as_printed(one: AnnotatedSpan, text: str) -> AnnotatedSpan:
    """Return the span of a cell with the tag of what is printed there: a nil mark is a blank, a figure is none."""
    printed = text[one.start : one.end]
    if one.tag == "figure" and is_nil(fold(printed).strip()):
        return one._replace(tag="blank")
    return one._replace(tag="figure") if one.tag == "blank" and worth(printed) is not None else one


def _overlapping(spans: Sequence[AnnotatedSpan]) -> list[str]:
    """Return what is told of sorted spans that overlap: which of them is meant only a person knows."""
    return [
        f"{name(one)!r} at {one.start}:{one.end} overlaps {name(other)!r} at {other.start}:{other.end}: part them."
        for one, other in pairwise(spans)
        if other.start < one.end
    ]
