"""Damage to files: a report twice in one, or another report behind it."""

from collections.abc import Iterator
from dataclasses import replace

from girml.forms import load
from girml.records.annotation import AnnotatedSpan, Annotation
from girml.synth.damage.gold import Case

_GAP = "\n\n"
_ONCE = ("title", "agency", "date")


def report_twice(case: Case) -> Annotation | None:
    """Return the annotation with its text repeated; None where its headings do not tell where it begins again."""
    return _joined(case.annotation, case.annotation)


def two_reports(case: Case) -> Annotation | None:
    """Return the annotation with the other report's text behind its own; None where there is no other, or its headings
    do not tell where it begins."""
    return _joined(case.annotation, case.other) if case.other else None


def _joined(first: Annotation, second: Annotation) -> Annotation | None:
    """Return the first annotation with the text and the spans of the second; figures there are of no cell of gold."""
    if not _begins_again(first, second):
        return None
    text = first.text.rstrip("\n") + _GAP
    spans = (*first.spans, *_behind(first, second, len(text)))
    return replace(first, text=text + second.text, spans=tuple(sorted(spans)))


def _begins_again(first: Annotation, second: Annotation) -> bool:
    """Return whether the second report's first heading repeats one of the first, other than its last: that would be a
    heading in two parts."""
    before, behind = ([span.label for span in sorted(one.spans) if span.tag == "heading"] for one in (first, second))
    return bool(behind) and behind[0] in before and behind[0] != before[-1]


def _behind(first: Annotation, second: Annotation, shift: int) -> Iterator[AnnotatedSpan]:
    """Yield the spans of the second report where they stand then.

    Title, agency and day count by their first span; where the first report lacks one, the second's is furniture.
    Cells, and labels that the first's forms do not know, have no name.
    """
    told = {span.tag for span in first.spans}
    known = {label for form in first.form.values() for label in load(form).labels}
    for span in second.spans:
        tag = "furniture" if span.tag in _ONCE and span.tag not in told else span.tag
        label = span.label if span.label in known or tag == "heading" else ""
        yield AnnotatedSpan(span.start + shift, span.end + shift, tag, label)
