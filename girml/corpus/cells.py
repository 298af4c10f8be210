"""Checks of cells against the text: what a span covers prints its cell's value, and every figure has its span.

Where a text holds several reports the cells are those of the first; spans behind it are not held against them.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from girml.corpus.faults import Flaw
from girml.forms import load
from girml.records import TableId, Value
from girml.records.annotation import AnnotatedSpan, Annotation, first_report
from girml.text.values import is_nil, parse
from girml.text.view import fold

_IN_CELLS = ("figure", "blank")


def check_cells(annotation: Annotation) -> Iterator[Flaw]:
    """Yield what contradicts the cells: spans, lost and undecided cells, counts told in prose."""
    found: dict[str, list[AnnotatedSpan]] = defaultdict(list)
    for span in first_report(annotation.spans):
        if span.tag in _IN_CELLS and span.label:
            found[span.label].append(span)
    for cell, spans in found.items():
        yield from _spanned(annotation, cell, spans)
    yield from _unspanned(annotation, found.keys() | annotation.lost)
    for cell in sorted(annotation.lost - annotation.cells.keys()):
        yield Flaw("cells", f"{cell} is lost, but not in cells; only a printed cell can be lost.")
    yield from _told(annotation)


def _unspanned(annotation: Annotation, accounted: set[str]) -> Iterator[Flaw]:
    for cell, value in annotation.cells.items():
        if value is not None and cell not in accounted:
            yield Flaw("cells", f"{cell} prints {value!r}, but has no span and is not lost; mark it, or name it lost.")


def _spanned(annotation: Annotation, cell: str, spans: list[AnnotatedSpan]) -> Iterator[Flaw]:
    if cell not in annotation.cells:
        where = f"{spans[0].start}:{spans[0].end}"
        yield Flaw("cells", f"{spans[0].tag} at {where} names {cell}, which is not in cells; add the cell or its id.")
        return
    value = annotation.cells[cell]
    texts = [annotation.text[span.start : span.end] for span in spans]
    if cell in annotation.lost:
        if prints("".join(texts), value):
            yield Flaw("cells", f"{cell} is lost, but its span prints {value!r}; take it out of lost.")
        return
    for span in spans:
        if (span.tag == "blank") != (value is None):
            yield Flaw("cells", f"{cell} is {value!r}, but {span.start}:{span.end} is tagged {span.tag}; correct one.")
            return
    if len(spans) > 1:
        yield from _several(annotation, cell, texts)
    elif not prints(texts[0], value):
        yield Flaw("value", f"{cell} is {value!r}, but its span prints {texts[0]!r}; correct value, span or lost.")


def _several(annotation: Annotation, cell: str, texts: list[str]) -> Iterator[Flaw]:
    """Yield a fault unless the spans are the pieces of one figure, or repeat it over the columns it spans."""
    value = annotation.cells[cell]
    same = [prints(text, value) for text in texts]
    if all(same) and len(texts) > columns(tuple(annotation.form.items())).get(cell, 1):
        yield Flaw("cells", f"{cell} has {len(texts)} spans that each print {value!r}; keep the one in its place.")
    elif not all(same) and not prints("".join(texts), value):
        yield Flaw("value", f"{cell} is {value!r}, but its spans print {texts!r}; correct value, spans or lost.")


@lru_cache(maxsize=64)
def columns(form: tuple[tuple[TableId, str], ...]) -> dict[str, int]:
    """Return the most columns that a cell spans in a grid of its form, for the cells that span several."""
    found: dict[str, int] = {}
    for table, form_id in form:
        for _, grid in load(form_id).tables[table].grids:
            for place in (place for line in grid for place in line if place.columns > 1):
                found[place.id] = max(place.columns, found.get(place.id, 1))
    return found


def prints(text: str, value: Value) -> bool:
    """Return whether a text prints exactly a value: nothing before it, no remark and no full stop behind it."""
    if value is None:
        return _is_blank(text)
    if isinstance(value, str):
        return "".join(fold(text).split()) == "".join(fold(value).split()) and worth(text) is None
    return worth(text) == value


@lru_cache(maxsize=1 << 14)
def _is_blank(text: str) -> bool:
    folded = fold(text).strip()
    return not folded or is_nil(folded)


@lru_cache(maxsize=1 << 14)
def worth(text: str) -> int | float | None:
    """Return the figure that a text prints from end to end, pieces joined, or None."""
    folded = fold(text)
    for printed in (folded, "".join(folded.split())):
        figure = parse(printed)
        if figure and figure.end == len(printed):
            return figure.value
    return None


def _told(annotation: Annotation) -> Iterator[Flaw]:
    """Yield the counts told in figures that are not those of the text; those told in words are taken on trust."""
    for one in annotation.counts:
        text = annotation.text[one.start : one.end]
        told = worth(text)
        if told is not None and told != one.value:
            yield Flaw("value", f"count {one.relation} is {one.value}, but the text tells {text!r}; correct one.")
