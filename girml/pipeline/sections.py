"""The sections of a report, from its heading mentions."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from girml.records import Mention, Section, Tokens
from girml.text.view import source_span

Span = tuple[int, int]

_NUMBER = re.compile(r"^[一二三四五六七八][、.,，．]?\s*")


def read_sections(tokens: Tokens, mentions: Sequence[Mention], end: int) -> tuple[Section, ...]:
    """Return the sections in reading order; the last ends where the report does, at source offset `end`. A heading
    that lies in parts stands where its first part does."""
    heads = list(_heads(tokens, mentions))
    ends = [*(parts[0][0] for _, parts in heads[1:]), end][: len(heads)]
    return tuple(
        _section(tokens.view.source, number, parts, stop) for (number, parts), stop in zip(heads, ends, strict=True)
    )


def _heads(tokens: Tokens, mentions: Sequence[Mention]) -> Iterator[tuple[int, list[Span]]]:
    """Yield the number of each heading and the places of its parts, between which no other mention stands."""
    for label, group in groupby(mentions, key=lambda one: one.names[0].label if one.names else ""):
        parts = [source_span(tokens.view, one.start, one.end) for one in group if one.tag == "heading"]
        if parts and label:
            yield int(label[1:]), parts


def _section(source: str, number: int, parts: Sequence[Span], stop: int) -> Section:
    printed = [source[start:end].rstrip("：:。 　\u00a0") for start, end in parts]
    start, end = parts[0][0], parts[0][0] + len(printed[0])
    body = parts[-1][0] + len(printed[-1])
    return Section(number, _NUMBER.sub("", "".join(printed)), start, end, body, stop)
