"""The one name under which a tool knows a span: its tag, and behind a colon what it names."""

from collections.abc import Iterator
from functools import cache

from girml.bio import tags
from girml.corpus.names import allowed, known
from girml.formats.items import Mark
from girml.forms import FORM_IDS, load
from girml.records.annotation import AnnotatedSpan

_PARTS = ":"


def name(span: AnnotatedSpan) -> str:
    """Return the name of a span.

    >>> name(AnnotatedSpan(0, 1, "figure", "t3.received.total")), name(AnnotatedSpan(0, 1, "title", ""))
    ('figure:t3.received.total', 'title')
    """
    return f"{span.tag}{_PARTS}{span.label}" if span.label else span.tag


def span(mark: Mark) -> AnnotatedSpan:
    """Return the span that a mark stands for; whether its tag and label are known is not asked."""
    tag, _, label = mark.name.partition(_PARTS)
    return AnnotatedSpan(mark.start, mark.end, tag.strip(), label.strip())


def plain(text: str, spans: tuple[AnnotatedSpan, ...]) -> list[Mark | None]:
    """Return the marks of a format that shows any stretch of the text but an empty one."""
    return [Mark(one.start, one.end, name(one)) if 0 <= one.start < one.end <= len(text) else None for one in spans]


@cache
def names() -> tuple[str, ...]:
    """Return every name that a mark may have under some form, by tag in declared order: what a tool is set up with."""
    return tuple(dict.fromkeys(_names()))


def _names() -> Iterator[str]:
    parts = [known(tuple((table, form_id) for table in load(form_id).tables)) for form_id in FORM_IDS]
    for tag in tags():
        for cells, labels, _ in parts:
            yield from (name(AnnotatedSpan(0, 0, tag, label)) for label in sorted(allowed(tag, cells, labels)))
