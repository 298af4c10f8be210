"""Annotated texts written by hand: every mark in its place, as `{tag label|text}`."""

import re

from girml.records import Value
from girml.records.annotation import AnnotatedSpan, Annotation, ToldCount

_MARK = re.compile(r"\{(\w+) ?([\w.]*)\|([^{}]*)\}")


def annotated(marked: str, cells: dict[str, Value], kind: str) -> Annotation:
    """Return the annotation of a text whose marks are written `{tag label|text}`."""
    text, spans, counts, done = "", [], [], 0
    for mark in _MARK.finditer(marked):
        text += marked[done : mark.start()]
        start, done = len(text), mark.end()
        text += mark[3]
        if mark[1] == "count":
            counts.append(ToldCount(start, len(text), mark[2], int(mark[3]), True))
        else:
            spans.append(AnnotatedSpan(start, len(text), mark[1], mark[2]))
    return Annotation(
        id="b1.1.hand",
        text=text + marked[done:],
        kind=kind,
        flattener="hand",
        library="hand",
        body="b1.1",
        year=2022,
        form={"t2": "2021", "t3": "2021", "t4": "2021"},
        cells=cells,
        spans=tuple(spans),
        counts=tuple(counts),
    )
