"""A labelled text, and where one report ends and the next begins."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from girml.bio import mentions
from girml.clean.grammar import Forms
from girml.reconcile import Reconciled
from girml.records import Gap, Labeling, Mention, Tokens, View
from girml.text.view import source_span

_ABOUT = ("title", "date")
_LAST_OF_FIRST = "s2"
"""The last section with which a report may begin."""
_SURE = 0.7
_LINE = Gap(1, 0, 0)
"""A heading that is named less surely begins no report."""


@dataclass(frozen=True, slots=True)
class Part:
    """The mentions of one report, and where it stands: source offsets [start, end), its first view offset."""

    mentions: list[Mention]
    start: int
    end: int
    view_start: int

    def labels(self) -> list[Mention]:
        """Return the mentions that stand in no cell: those of its head, headings, rows and columns."""
        return [one for one in self.mentions if one.tag not in ("figure", "blank")]


class Filled(NamedTuple):
    """The form of each table of a report, and what all tables say."""

    form: Forms | None
    found: Reconciled


@dataclass(frozen=True, slots=True)
class Outline:
    """The tokens of a text, their labels, and the reports among them; of a text that is one clean report the tokens and
    labels are those of its opening alone, and `clean` is what its tables say."""

    view: View
    tokens: Tokens
    labeling: Labeling
    parts: list[Part]
    clean: Filled | None = None


class CleanReport(NamedTuple):
    """A report that is read in one pass: its headings, where its opening ends in the view, and what its tables say."""

    headings: Sequence[Mention]
    opened: int
    filled: Filled


def outlined(tokens: Tokens, labeling: Labeling) -> Outline:
    """Return the outline of a labelled text."""
    return Outline(tokens.view, tokens, labeling, parts(tokens, mentions(tokens, labeling)))


def add_headings(opening: Tokens, view: View, headings: Sequence[Mention]) -> Tokens:
    """Return the tokens of an opening with headings that stand behind it in the view, a line each: how a report goes on
    tells where it begins."""
    for heading in headings:
        opening.texts.append(view.text[heading.start : heading.end])
        opening.starts.append(heading.start)
        opening.ends.append(heading.end)
        opening.gaps.append(_LINE)
        opening.lines.append(opening.lines[-1] + 1)
    return opening


def outlined_clean(view: View, opening: Tokens, labeling: Labeling, clean: CleanReport) -> Outline:
    """Return the outline of a clean report, of which the opening is labelled: title and day of publication stand
    there."""
    first = clean.headings[0].start
    before = [one for one in mentions(opening, labeling) if one.tag in _ABOUT and one.end <= first]
    part = Part([*before, *clean.headings], 0, len(view.source), 0)
    return Outline(view, opening, labeling, [part], clean.filled)


def parts(tokens: Tokens, found: Iterable[Mention]) -> list[Part]:
    """Return the reports of a text; one that is empty of mentions where there is none."""
    groups = list(_groups(list(found)))
    heads = [group[0] for group in groups[1:]]
    view_starts = [0, *(head.start for head in heads)]
    starts = [0, *(source_span(tokens.view, head.start, head.end)[0] for head in heads)]
    ends = [*starts[1:], len(tokens.view.source)]
    return [Part(*part) for part in zip(groups, starts, ends, view_starts, strict=True)]


def _groups(found: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield the mentions report by report: after a table, the heading of a first section begins the next one, or the
    title before it, if there are more tables. Heads of pages and tables of contents begin none."""
    group: list[Mention] = []
    last, tables = "", False
    last_row = max((at for at, mention in enumerate(found) if mention.tag == "row"), default=0)
    for at, mention in enumerate(found):
        if mention.tag in ("title", "heading"):
            heading = _heading(mention) or _next_heading(found, at)
            if tables and at < last_row and heading and heading <= _LAST_OF_FIRST and heading < last:
                yield group
                group, last, tables = [], "", False
            last = _heading(mention) or last
        elif mention.tag == "row":
            tables = True
        group.append(mention)
    yield group


def _heading(mention: Mention) -> str:
    """Return the section that a mention is the heading of, for sure; "" for all else."""
    sure = mention.tag == "heading" and mention.names and mention.names[0].score >= _SURE
    return mention.names[0].label if sure else ""


def _next_heading(found: Sequence[Mention], at: int) -> str:
    """Return the first heading with a name behind a mention, before the next row; "" where there is none."""
    for mention in found[at + 1 :]:
        if mention.tag == "row" or (heading := _heading(mention)):
            return "" if mention.tag == "row" else heading
    return ""
