"""Checks of ids: tags, cells, labels, forms, kinds and relations must be those declared."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from girml.bio import tags
from girml.corpus.faults import Flaw
from girml.forms import FORM_IDS, load
from girml.records import TableId
from girml.records.annotation import KINDS, AnnotatedSpan, Annotation

_IN_CELLS, _LABELS = ("figure", "blank"), ("row", "column")
HEADINGS = frozenset(f"s{number}" for number in range(1, 7))
_NOTHING = frozenset({""})

Forms = tuple[tuple[TableId, str], ...]


def check_names(annotation: Annotation) -> Iterator[Flaw]:
    """Yield the ids that are not declared where they are to be found."""
    if annotation.kind not in KINDS:
        yield Flaw("unknown", f"kind is {annotation.kind!r}, which is none of {', '.join(KINDS)}.")
    unknown = [form for form in annotation.form.values() if form not in FORM_IDS]
    for form in unknown:
        yield Flaw("unknown", f"form {form!r} is none of {', '.join(FORM_IDS)}; the tables' heads tell the form.")
    if not unknown:
        yield from _in_forms(annotation)


def _in_forms(annotation: Annotation) -> Iterator[Flaw]:
    cells, labels, relations = known(tuple(annotation.form.items()))
    for span in annotation.spans:
        yield from _span(span, cells, labels)
    yield from _all("cells", annotation.cells, cells)
    yield from _all("lost", sorted(annotation.lost), cells)
    yield from _all("undecided", sorted(annotation.undecided), cells)
    for misprint in annotation.misprints:
        yield from _all(f"misprint {misprint.kind}", misprint.cells, cells)
    yield from _all("counts", (one.relation for one in annotation.counts), relations)


@lru_cache(maxsize=64)
def known(form: Forms) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the cells, labels and prose relations that a document may name, by the form of each of its tables."""
    forms = [(table, load(form_id)) for table, form_id in form]
    cells = (cell.id for table, one in forms for row in one.tables[table].rows for cell in row.cells)
    labels = (label for _, one in forms for label in one.labels)
    relations = (relation.id for _, one in forms for relation in one.prose)
    return frozenset(cells), frozenset(labels), frozenset(relations)


def _span(span: AnnotatedSpan, cells: frozenset[str], labels: frozenset[str]) -> Iterator[Flaw]:
    if span.tag not in tags():
        yield Flaw("unknown", f"tag {span.tag!r} at {span.start}:{span.end} is none of {', '.join(tags())}.")
        return
    if span.label not in allowed(span.tag, cells, labels):
        what = f"{span.tag} at {span.start}:{span.end} names {span.label!r}"
        yield Flaw("unknown", f"{what}, which the document's forms do not have for it; `girml forms` lists the ids.")


def allowed(tag: str, cells: frozenset[str], labels: frozenset[str]) -> Collection[str]:
    """Return what a span of a tag may name; a row that no form knows, and its figures, name nothing."""
    if tag in _IN_CELLS:
        return cells | _NOTHING
    if tag in _LABELS:
        return labels | _NOTHING
    return HEADINGS if tag == "heading" else _NOTHING


def _all(where: str, names: Iterable[str], known_names: frozenset[str]) -> Iterator[Flaw]:
    for name in names:
        if name not in known_names:
            yield Flaw("unknown", f"{where} names {name!r}, which the document's forms do not have; correct it.")
