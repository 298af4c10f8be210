"""The sections of a report, from its heading mentions."""

import re
from collections.abc import Sequence

from girml.records import Mention, Section, Tokens
from girml.text.view import source_span

_NUMBER = re.compile(r"^[一二三四五六七八][、.,，．]?\s*")


def read_sections(tokens: Tokens, mentions: Sequence[Mention], end: int) -> tuple[Section, ...]:
    """Return the sections in reading order; the last ends where the report does, at source offset `end`."""
    heads = [mention for mention in mentions if mention.tag == "heading" and mention.names]
    spans = [source_span(tokens.view, head.start, head.end) for head in heads]
    ends = [*(start for start, _ in spans[1:]), end][: len(heads)]
    return tuple(
        _section(tokens.view.source, int(head.names[0].label[1:]), span, stop)
        for head, span, stop in zip(heads, spans, ends, strict=True)
    )


def _section(source: str, number: int, span: tuple[int, int], stop: int) -> Section:
    start, end = span
    printed = source[start:end].rstrip("：:。 　\u00a0")
    end = start + len(printed)
    return Section(number, _NUMBER.sub("", printed), start, end, end, stop)
