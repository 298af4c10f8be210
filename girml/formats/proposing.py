"""Annotations that a model proposes for a text: what the reader makes of it, for people to correct.

Only what the reader reads is claimed: a cell that it derives or leaves unresolved is lost and undecided, and the
figures of its row are marked without a cell.
"""

from collections.abc import Iterable, Iterator, Sequence

from girml.bio import LABELS, ranges, tags
from girml.corpus.names import allowed, known
from girml.formats.framing import UNKNOWN, kind
from girml.pipeline import Extractor
from girml.pipeline.outline import Outline
from girml.records import Cell, Report, TableId, Value
from girml.records.annotation import AnnotatedSpan, Annotation, Misprint
from girml.text.view import source_span

_CLAIMED = ("read", "blank")
_UNMARKED = "prose"
_WHOLE = ("agency", "date")
"""What is left of these beside the one that is read is a caption."""
_MISPRINT, _KIND = "misprint", "wrong_cell"


def propose(extractor: Extractor, text: str, name: str) -> Annotation | None:
    """Return the annotation of a text that the extractor reads, called `name`; None where it holds no form.

    Flattener and library are unknown, the body is the agency or the text's own name, the year 0 where none is told.
    """
    reports = extractor.all(text)
    first = reports[0]
    if first.form is None:
        return None
    spans = tuple(sorted(_known(_spans(extractor.outline(text), reports), first.form)))
    printed = [cell for cell in first.cells if cell.state != "absent"]
    doubtful = frozenset(cell.id for cell in printed if cell.state not in _CLAIMED)
    return Annotation(
        id=name,
        text=text,
        kind=kind(text, spans),
        flattener=UNKNOWN,
        library=UNKNOWN,
        body=str(first.agency.value) if first.agency else name,
        year=int(first.year.value) if first.year else 0,
        form=first.form,
        cells={cell.id: _value(cell) for cell in printed},
        spans=spans,
        lost=doubtful,
        undecided=doubtful,
        misprints=tuple(_misprints(first)),
    )


def _value(cell: Cell) -> Value:
    return cell.value if cell.state == "read" else None


def _misprints(report: Report) -> Iterator[Misprint]:
    for finding in report.findings:
        if finding.kind == _MISPRINT and finding.sets:
            yield Misprint(_KIND, finding.sets[0])


def _spans(outline: Outline, reports: Sequence[Report]) -> Iterator[AnnotatedSpan]:
    """Yield the spans of all reports of a text: cells and heads as read, labels and other figures as labelled; none
    reaches into another."""
    taken = [*_cells(reports), *_heads(reports)]
    yield from taken
    yield from _apart(sorted(_labelled(outline)), sorted(taken), outline.tokens.view.source)


def _known(spans: Iterable[AnnotatedSpan], form: dict[TableId, str]) -> Iterator[AnnotatedSpan]:
    """Yield the spans; what a label names of another form is not told."""
    cells, labels, _ = known(tuple(form.items()))
    for span in spans:
        yield span if span.label in allowed(span.tag, cells, labels) else span._replace(label="")


def _cells(reports: Iterable[Report]) -> Iterator[AnnotatedSpan]:
    for cell in (cell for report in reports for cell in report.cells):
        if cell.state not in _CLAIMED or cell.start is None or cell.end is None:
            continue
        tag = "figure" if cell.state == "read" else "blank"
        for start, end in cell.parts or ((cell.start, cell.end),):
            yield AnnotatedSpan(start, end, tag, cell.id)


def _heads(reports: Iterable[Report]) -> Iterator[AnnotatedSpan]:
    for report in reports:
        for section in report.sections:
            yield AnnotatedSpan(section.heading_start, section.heading_end, "heading", f"s{section.number}")
        if report.agency:
            yield AnnotatedSpan(report.agency.start, report.agency.end, "agency", "")
        if report.published:
            yield AnnotatedSpan(report.published.start, report.published.end, "date", "")


def _labelled(outline: Outline) -> Iterator[AnnotatedSpan]:
    """Yield what the labeler found, furniture too: only prose is left unmarked."""
    tokens, labeling = outline.tokens, outline.labeling
    for tag, first, last in ranges(labeling.tags, tuple(tag for tag in tags() if tag != _UNMARKED)):
        start, end = source_span(tokens.view, tokens.starts[first], tokens.ends[last])
        found = labeling.names.get(first, ()) if tag in LABELS else ()
        if start < end:
            yield AnnotatedSpan(start, end, tag, found[0].label if found else "")


def _apart(spans: Iterable[AnnotatedSpan], taken: Sequence[AnnotatedSpan], text: str) -> Iterator[AnnotatedSpan]:
    """Yield what of spans stands outside those taken: a title beside its agency, a label without its figure."""
    for span in spans:
        free = list(_free(span, taken))
        for start, end in free if span.tag not in _WHOLE or free == [(span.start, span.end)] else ():
            bare = text[start:end].strip()
            if bare and (span.tag != "heading" or span.label):
                begin = text.index(bare, start)
                yield span._replace(start=begin, end=begin + len(bare))


def _free(span: AnnotatedSpan, taken: Sequence[AnnotatedSpan]) -> Iterator[tuple[int, int]]:
    at = span.start
    for other in taken:
        if other.end <= at or other.start >= span.end:
            continue
        yield at, other.start
        at = other.end
    yield at, span.end
