"""The labels and headings of a text, each with its place: what a report does not tell, and a page marks."""

from collections.abc import Iterator

from girml.pipeline.outline import Outline
from girml.records.annotation import AnnotatedSpan
from girml.text.view import source_span


def label_spans(outline: Outline) -> Iterator[tuple[AnnotatedSpan, ...]]:
    """Yield for each report of an outline what stands in it but in no cell: rows, columns, headings and its head, by
    source offsets; the label of one that names nothing is empty."""
    view = outline.tokens.view
    for part in outline.parts:
        yield tuple(
            AnnotatedSpan(*source_span(view, one.start, one.end), one.tag, one.names[0].label if one.names else "")
            for one in part.labels()
        )
