"""The annotation of a text of which only spans are known: its form, kind, year and body as the spans tell them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import get_args

from girml.corpus.names import known
from girml.forms import FORM_IDS
from girml.records import TableId
from girml.records.annotation import AnnotatedSpan, Annotation, Kind

UNKNOWN = "unknown"
_NAMED = ("figure", "blank", "row", "column")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TABLES: tuple[TableId, ...] = get_args(TableId)


def frame(name: str, text: str, spans: Sequence[AnnotatedSpan]) -> Annotation | None:
    """Return an annotation without spans and cells, None where no span names what a form knows.

    The form of each table is the one that knows most of its names, the later one where several do; the year is that
    of the title, 0 where it tells none; the body is what the agency's span prints, else the document's own name.
    """
    form = _forms({span.label for span in spans if span.tag in _NAMED and span.label})
    if not form:
        return None
    agency = next((text[span.start : span.end] for span in sorted(spans) if span.tag == "agency"), name)
    title = "".join(text[span.start : span.end] for span in sorted(spans) if span.tag == "title")
    year = _YEAR.search(title)
    return Annotation(
        id=name,
        text=text,
        kind=kind(text, spans),
        flattener=UNKNOWN,
        library=UNKNOWN,
        body=agency,
        year=int(year[0]) if year else 0,
        form=form,
        cells={},
        spans=(),
    )


def _forms(names: Iterable[str]) -> dict[TableId, str]:
    found: dict[TableId, str] = {}
    for table in _TABLES:
        fits = Counter({form_id: len(_known(table, form_id).intersection(names)) for form_id in reversed(FORM_IDS)})
        [(form_id, most)] = fits.most_common(1)
        if most:
            found[table] = form_id
    return found


def _known(table: TableId, form_id: str) -> frozenset[str]:
    """Return the cells of one table, and the labels of the form that its rows and columns may name."""
    cells, labels, _ = known(((table, form_id),))
    return cells | {label for label in labels if label.startswith(f"l.{table}.")}


def kind(text: str, spans: Sequence[AnnotatedSpan]) -> Kind:
    """Return how a text lies, as far as its figures tell: `cells` where most stand on a line of their own, `glued`
    where most touch the next one, else `rows`."""
    figures = sorted(span for span in spans if span.tag in ("figure", "blank"))
    pairs = list(pairwise(figures))
    touching = sum(one.end == other.start for one, other in pairs)
    apart = sum("\n" in text[one.end : other.start] for one, other in pairs)
    if 2 * touching > len(pairs):
        return "glued"
    return "cells" if 2 * apart > len(pairs) else "rows"
