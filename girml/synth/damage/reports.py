"""Damage to files: a report twice in one, or another report behind it."""

from collections.abc import Iterator
from dataclasses import replace

from girml.forms import load
from girml.records.annotation import AnnotatedSpan, Annotation
from girml.synth.damage.gold import Case

_GAP = "\n\n"
_ONCE = ("title", "agency", "date")


def report_twice(case: Case) -> Annotation:
    """Return the annotation with its text repeated."""
    return _joined(case.annotation, case.annotation)


def two_reports(case: Case) -> Annotation | None:
    """Return the annotation with the other report's text behind its own; None where there is no other."""
    return _joined(case.annotation, case.other) if case.other else None


def _joined(first: Annotation, second: Annotation) -> Annotation:
    """Return the first annotation with the text and the spans of the second; figures there are of no cell of gold."""
    text = first.text.rstrip("\n") + _GAP
    spans = (*first.spans, *_behind(first, second, len(text)))
    return replace(first, text=text + second.text, spans=tuple(sorted(spans)))


def _behind(first: Annotation, second: Annotation, shift: int) -> Iterator[AnnotatedSpan]:
    """Yield the spans of the second report where they stand then, none that could be taken for one of the first.

    Title, agency and day count by their first span, and headings up to the first number that comes again: where the
    first report lacks these, the second's are furniture and prose. Labels that only the second's form has name nothing.
    """
    told = {span.tag for span in first.spans}
    known = {label for form in first.form.values() for label in load(form).labels} | _readable_headings(first, second)
    for span in second.spans:
        if span.tag == "heading" and span.label not in known:
            continue
        tag = "furniture" if span.tag in _ONCE and span.tag not in told else span.tag
        label = span.label if span.label in known else ""
        yield AnnotatedSpan(span.start + shift, span.end + shift, tag, label)


def _readable_headings(first: Annotation, second: Annotation) -> set[str]:
    """Return the headings of the second report, if the first of them tells that a report begins again."""
    before, behind = ([span.label for span in sorted(one.spans) if span.tag == "heading"] for one in (first, second))
    return set(behind) if behind and behind[0] in before else set()
