"""The cells of an annotation after its spans were changed elsewhere: worked out anew from what is marked now.

Only cells whose marks in the first report changed are touched. What is marked as a figure is the value, as it is
printed; a nil mark is a blank; where the mark of a figure was taken away nothing is known any more, so the cell is lost
and undecided, never the old figure and never zero.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from girml.corpus.cells import columns, worth
from girml.corpus.names import HEADINGS, Forms
from girml.forms import load
from girml.prose.comparing import allows
from girml.records import ProseRelation, Rule, Value
from girml.records.annotation import AnnotatedSpan, Annotation, Misprint, ToldCount, first_report
from girml.rules import confront

_IN_CELLS = ("figure", "blank")


@dataclass(slots=True)
class _Cells:
    """The cells of an annotation while they are settled, and what is told of them."""

    annotation: Annotation
    values: dict[str, Value]
    lost: set[str]
    undecided: set[str]
    notes: list[str] = field(default_factory=list)

    def decide(self, cell: str, value: Value) -> None:
        """Set what a cell prints."""
        self.values[cell] = value
        self.lost.discard(cell)
        self.undecided.discard(cell)


def settle(before: Annotation, spans: Iterable[AnnotatedSpan]) -> tuple[Annotation, tuple[str, ...]]:
    """Return an annotation with other spans and all that follows from them, and what is to be told of it."""
    ordered = tuple(sorted(spans))
    old, new = _by_cell(before.spans), _by_cell(ordered)
    touched = [cell for cell in sorted(old.keys() | new.keys()) if old.get(cell) != new.get(cell)]
    cells = _Cells(before, dict(before.cells), set(before.lost), set(before.undecided))
    for cell in touched:
        _settle(cells, cell, new.get(cell, []))
    after = replace(
        before, spans=ordered, cells=cells.values, lost=frozenset(cells.lost), undecided=frozenset(cells.undecided)
    )
    kept = tuple(one for one in before.misprints if not _is_mended(after, one, touched))
    cells.notes += [_mended(one) for one in before.misprints if one not in kept]
    counts = tuple(_confronted(after, one, touched) for one in before.counts)
    return replace(after, misprints=kept, counts=counts), tuple(cells.notes)


def _by_cell(spans: Iterable[AnnotatedSpan]) -> dict[str, list[AnnotatedSpan]]:
    """Return the spans of each cell in the first report."""
    found: dict[str, list[AnnotatedSpan]] = defaultdict(list)
    sound = (span for span in spans if span.tag != "heading" or span.label in HEADINGS)
    for span in first_report(sound):
        if span.tag in _IN_CELLS and span.label:
            found[span.label].append(span)
    return dict(found)


def _settle(cells: _Cells, cell: str, spans: Sequence[AnnotatedSpan]) -> None:
    figures = [span for span in spans if span.tag == "figure"]
    if figures and len(figures) < len(spans):
        cells.notes.append(f"{cell} is marked as a figure and as a blank: the figure was taken; take one mark away.")
    if figures:
        _read(cells, cell, [cells.annotation.text[span.start : span.end] for span in figures])
    elif spans:
        cells.decide(cell, None)
    elif cells.values.get(cell) is not None or cell in cells.lost:
        cells.notes.append(f"{cell} has no mark any more: its figure is taken for lost; mark it where it stands.")
        cells.values[cell] = None
        cells.lost.add(cell)
        cells.undecided.add(cell)


def _read(cells: _Cells, cell: str, texts: Sequence[str]) -> None:
    """Set what the marks of a cell print: one figure, a figure in pieces, the same one over several columns, words."""
    joined = "".join(texts)
    most = columns(tuple(cells.annotation.form.items())).get(cell, 1)
    repeated = len(texts) <= most and len({*map(worth, texts)}) == 1
    figure = worth(texts[0]) if repeated else worth(joined)
    if figure is None and cell in cells.lost and cells.values.get(cell) is not None:
        cells.notes.append(f"{cell} stays {cells.values[cell]!r} and lost, for its mark prints {joined!r:.60}.")
        return
    if len(texts) > 1 and not repeated:
        cells.notes.append(
            f"{cell} is marked {len(texts)} times and was read as {joined!r:.60}; keep one mark if it is one."
        )
    cells.decide(cell, joined if figure is None else figure)


def _is_mended(after: Annotation, misprint: Misprint, touched: Collection[str]) -> bool:
    """Return whether a cell of a misprint was changed and no rule with one of its cells fails any more."""
    if set(misprint.cells).isdisjoint(touched):
        return False
    values = {cell: value for cell, value in after.cells.items() if isinstance(value, int | float)}
    own = (rule for rule in _rules(after) if not set(misprint.cells).isdisjoint((*rule.left, *rule.right)))
    return all(confront(rule, values) is not False for rule in own)


def _mended(misprint: Misprint) -> str:
    return f"The misprint {misprint.kind} of {', '.join(misprint.cells)} was taken out, for every rule holds now."


def _rules(annotation: Annotation) -> Iterator[Rule]:
    for table, form_id in annotation.form.items():
        yield from load(form_id).tables[table].rules


def _confronted(after: Annotation, count: ToldCount, touched: Collection[str]) -> ToldCount:
    """Return a count told in prose, confronted with its cells where one of them was changed; an unknown cell allows
    any."""
    relation = _relations(tuple(after.form.items())).get(count.relation)
    if relation is None or set(touched).isdisjoint(cell for terms in relation.sums for cell in terms):
        return count
    sums = [[after.cells.get(cell) for cell in terms] for terms in relation.sums]
    known = [[term for term in terms if isinstance(term, int | float)] for terms in sums]
    is_open = any(len(some) < len(every) for some, every in zip(known, sums, strict=True))
    return count._replace(agrees=is_open or any(allows(relation, count.value, sum(terms)) for terms in known))


@lru_cache(maxsize=64)
def _relations(form: Forms) -> dict[str, ProseRelation]:
    return {relation.id: relation for _, form_id in form for relation in load(form_id).prose}
