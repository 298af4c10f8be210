"""The sections of a report, from its heading mentions."""

import re
from collections.abc import Sequence

from girml.records import Mention, Section, View
from girml.text.view import source_span

Span = tuple[int, int]

# 一、 but also 第一部分, (一), 【一】 and 1. before the words.
_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九](?:部分|章|节)|[(（【[]?[一二三四五六七八九][)）】\]]?|[1-9](?=[、.．]))[、.,:，．：]?\s*"
)


def read_sections(view: View, mentions: Sequence[Mention], end: int) -> tuple[Section, ...]:
    """Return the sections in reading order; the last ends where the report does, at source offset `end`. A heading
    that lies in parts stands where its first part does."""
    heads = _heads(view, mentions)
    ends = [*(parts[0][0] for _, parts in heads[1:]), end][: len(heads)]
    return tuple(_section(view.source, number, parts, stop) for (number, parts), stop in zip(heads, ends, strict=True))


def _heads(view: View, mentions: Sequence[Mention]) -> list[tuple[int, list[Span]]]:
    """Return the number of each heading and the places of its parts, between which no letter stands."""
    heads: list[tuple[int, list[Span]]] = []
    for mention in mentions:
        if mention.tag != "heading" or not mention.names:
            continue
        number, span = int(mention.names[0].label[1:]), source_span(view, mention.start, mention.end)
        if heads and heads[-1][0] == number and _touches(view.source, heads[-1][1][-1], span):
            heads[-1][1].append(span)
        else:
            heads.append((number, [span]))
    return heads


def _touches(source: str, one: Span, other: Span) -> bool:
    return not any(map(str.isalnum, source[one[1] : other[0]]))


def _section(source: str, number: int, parts: Sequence[Span], stop: int) -> Section:
    printed = [source[start:end].rstrip("：:。 　\u00a0") for start, end in parts]
    start = parts[0][0]
    end = start + len(printed[0])
    return Section(number, _NUMBER.sub("", "".join(printed)), start, end, end, stop)
