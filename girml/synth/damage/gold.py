"""The gold of a damaged text: spans moved, those that no longer print their cell left without its name, and what is
lost by it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from girml.forms import load
from girml.records import RowSpec, TableId, Value
from girml.records.annotation import AnnotatedSpan, Annotation, ToldCount
from girml.synth.damage.edits import Edit, Edits, plan
from girml.text.values import is_nil, parse
from girml.text.view import fold

IN_CELLS = ("figure", "blank")


@dataclass(frozen=True, slots=True)
class Case:
    """A document to be damaged, what chance decides, and another report for the kind that joins two."""

    annotation: Annotation
    rng: Random
    other: Annotation | None = None


def edited(annotation: Annotation, edits: Iterable[Edit]) -> Annotation:
    """Return an annotation with its text edited and its gold as it is then.

    A span that a replaced stretch covers or cuts is gone unless the edit brings it anew. A span of a cell that does
    not print the cell any more is of no cell. A figure without a span of its own is lost, and so are the blanks of a
    row of which neither label nor figures are left.
    """
    planned = plan(edits)
    return settled(
        annotation,
        replace(
            annotation,
            text=planned.apply(annotation.text),
            spans=tuple(sorted((*_moved(annotation.spans, planned), *planned.made()))),
            counts=tuple(_moved_counts(annotation.counts, planned)),
        ),
    )


def settled(before: Annotation, after: Annotation) -> Annotation:
    """Return a damaged annotation with the names that its spans still deserve, and with what it has lost."""
    shown = _shown(after)
    named = replace(after, spans=tuple(_renamed(span, shown) for span in after.spans))
    return forget(named, _newly_lost(before, named))


def forget(annotation: Annotation, cells: Set[str]) -> Annotation:
    """Return an annotation in which the printed ones of these cells are lost, and their spans those of no cell."""
    spans = (span._replace(label="") if span.label in cells else span for span in annotation.spans)
    lost = annotation.lost | (annotation.cells.keys() & cells)
    return replace(annotation, spans=tuple(spans), lost=lost)


def reprint(span: AnnotatedSpan, text: str) -> Edit:
    """Return the edit that prints another text in a span's place, which goes on to be its span."""
    return Edit(span.start, span.end, text, (span._replace(start=0, end=len(text)),))


def rows(annotation: Annotation) -> tuple[RowSpec, ...]:
    """Return the rows of the annotation's forms, in form order."""
    return _rows(tuple(annotation.form.items()))


def shows(text: str, value: Value) -> bool:
    """Return whether a text prints a value, white space within it aside.

    >>> shows("1 2", 12), shows("lO", 10), shows("——", None)
    (True, False, True)
    """
    printed = "".join(fold(text).split())
    if value is None:
        return not printed or is_nil(printed)
    if isinstance(value, str):
        return printed == "".join(fold(value).split())
    figure = parse(printed)
    return figure is not None and figure.end == len(printed) and figure.value == value


@lru_cache(maxsize=64)
def _rows(form: tuple[tuple[TableId, str], ...]) -> tuple[RowSpec, ...]:
    return tuple(row for table, form_id in form for row in load(form_id).tables[table].rows)


def _moved(spans: Iterable[AnnotatedSpan], planned: Edits) -> Iterator[AnnotatedSpan]:
    for span in spans:
        place = planned.moved(span.start, span.end)
        if place:
            yield span._replace(start=place[0], end=place[1])


def _moved_counts(counts: Iterable[ToldCount], planned: Edits) -> Iterator[ToldCount]:
    for one in counts:
        place = planned.moved(one.start, one.end)
        if place:
            yield one._replace(start=place[0], end=place[1])


def _shown(annotation: Annotation) -> frozenset[str]:
    """Return the cells that their spans print, each of them or all together."""
    texts: dict[str, list[str]] = defaultdict(list)
    for span in annotation.spans:
        if span.tag in IN_CELLS and span.label in annotation.cells:
            texts[span.label].append(annotation.text[span.start : span.end])
    return frozenset(cell for cell, found in texts.items() if _prints(found, annotation.cells[cell]))


def _renamed(span: AnnotatedSpan, shown: Collection[str]) -> AnnotatedSpan:
    return span if span.label in shown or span.tag not in IN_CELLS else span._replace(label="")


def _prints(texts: list[str], value: Value) -> bool:
    return all(shows(text, value) for text in texts) or shows("".join(texts), value)


def _newly_lost(before: Annotation, after: Annotation) -> frozenset[str]:
    """Return the figures without a span now, and all cells of rows of which neither label nor figures are left: where
    an empty cell of such a row stands, nobody can tell whose it is."""
    had, has = (_named(one) for one in (before, after))
    gone = [row for row in rows(before) if _names(row) & had and not _names(row) & has]
    return (had - has) & before.cells.keys() | {cell.id for row in gone for cell in row.cells}


def _named(annotation: Annotation) -> frozenset[str]:
    """Return the labels and the cells that print something, by the spans that name them."""
    return frozenset(span.label for span in annotation.spans if span.tag != "blank")


def _names(row: RowSpec) -> set[str]:
    return {row.label, *(cell.id for cell in row.cells)}
