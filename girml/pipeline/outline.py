"""A labelled text, and where one report ends and the next begins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from girml.records import Labeling, Mention, Tokens
from girml.text.view import source_span


@dataclass(frozen=True, slots=True)
class Part:
    """The mentions of one report, and where it stands: source offsets [start, end), its first view offset."""

    mentions: list[Mention]
    start: int
    end: int
    view_start: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The tokens of a text, their labels, and the reports among them."""

    tokens: Tokens
    labeling: Labeling
    parts: list[Part]


def parts(tokens: Tokens, found: Iterable[Mention]) -> list[Part]:
    """Return the reports of a text; one that is empty of mentions where there is none."""
    groups = list(_groups(found))
    heads = [group[0] for group in groups[1:]]
    view_starts = [0, *(head.start for head in heads)]
    starts = [0, *(source_span(tokens.view, head.start, head.end)[0] for head in heads)]
    ends = [*starts[1:], len(tokens.view.source)]
    return [Part(*part) for part in zip(groups, starts, ends, view_starts, strict=True)]


def _groups(found: Iterable[Mention]) -> Iterator[list[Mention]]:
    """Yield the mentions report by report: after tables, a title or a lower heading begins the next one."""
    group: list[Mention] = []
    last_heading, tables = "", False
    for mention in found:
        tag = mention.tag
        if tag in ("title", "heading"):
            heading = mention.names[0].label if mention.names else ""
            if tables and (tag == "title" or (heading and heading <= last_heading)):
                yield group
                group, last_heading, tables = [], "", False
            last_heading = max(last_heading, heading)
        elif tag == "row":
            tables = True
        group.append(mention)
    yield group
