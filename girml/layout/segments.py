"""Rows as they stand in the text: a label and what follows it, cell by cell or run by run."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from girml.layout.blocks import labels_first
from girml.records import Mention, Reading, State, Tokens
from girml.text.values import FIGURE, Figure, is_nil, is_unreadable, parse
from girml.text.view import source_span

Kind = str  # "figure", "nil", "empty", "words" or "unreadable"


class Entry(NamedTuple):
    """One thing printed beside a label: its kind, its reading, and its place.

    `token` is its first token, `line` its line, `field` the number of delimiters before it on the line,
    `newlines` and `spaces` the gap before it, `digits` its folded text.
    """

    kind: Kind
    reading: Reading
    token: int
    line: int
    field: int
    newlines: int
    spaces: int
    digits: str


@dataclass(slots=True, eq=False)
class Segment:
    """A row label of the text (`label` is "" where the form does not know it), the number of delimiters
    before it on its line, and its entries; `breaks` are how many entries stood before each head among them."""

    label: str
    mention: Mention
    label_field: int = 0
    entries: list[Entry] = field(default_factory=list)
    printed: list[Entry] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Add an entry; those that show something (no empty cell) are `printed` too."""
        self.entries.append(entry)
        if entry.kind != "empty":
            self.printed.append(entry)

    def replace(self, entries: Iterable[Entry]) -> None:
        """Hold these entries in the place of those there were."""
        self.entries, self.printed = [], []
        for entry in entries:
            self.add(entry)

    def parts(self) -> list["Segment"]:
        """Return the stretches between heads that show anything, each as a segment of its own."""
        found = []
        for begin, end in pairwise([0, *self.breaks, len(self.entries)]):
            part = Segment(self.label, self.mention, self.label_field)
            for entry in self.entries[begin:end]:
                part.add(entry)
            found.append(part)
        return [part for part in found if part.printed]


_MOST_FIELDS = 200
_IN_CELLS = ("figure", "blank")
_WORDED = re.compile(r"[^\W\d_]")
TABLE_4 = "t4"
ORPHAN = "figures without a label"


def segments(tokens: Tokens, mentions: Iterable[Mention], roles: dict[str, str]) -> list[Segment]:
    """Return the rows in reading order; table 4, whose row has no label, is the segment TABLE_4."""
    mentions = list(mentions)
    fields = _fields(tokens, mentions)
    mentions = list(_with_untold(tokens, labels_first(tokens, mentions, roles)))
    found: list[Segment] = []
    current: Segment | None = None
    table_4: Segment | None = None
    for mention in mentions:
        if mention.tag in _IN_CELLS:
            if current is None and mention.tag == "figure":
                current = Segment(ORPHAN, mention)
                found.append(current)
            if current is not None:
                for one in _numbers(tokens, mention):
                    current.add(_entry(tokens, one, fields))
            continue
        opened = _open(mention, current, table_4, roles)
        if opened is not None and opened not in (current, table_4):
            opened.label_field = fields[mention.first]
            found.append(opened)
        if opened is not None and opened.label == TABLE_4:
            table_4 = opened
            if opened.entries and len(opened.entries) not in opened.breaks:
                opened.breaks.append(len(opened.entries))
        current = opened
    return found


def _numbers(tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """Return a mention, or one for each number where it holds several: what joins them is for the rules to say."""
    own = range(mention.first, mention.last + 1)
    if len(own) == 1 or not all(tokens.texts[at][:1].isdecimal() and parse(tokens.texts[at]) for at in own):
        return (mention,)
    return [mention._replace(first=at, last=at, start=tokens.starts[at], end=tokens.ends[at]) for at in own]


def _with_untold(tokens: Tokens, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield mentions, and between two things in cells on one line the figures that no mention tells of."""
    last: Mention | None = None
    for mention in mentions:
        if last and mention.tag in _IN_CELLS and tokens.lines[last.last] == tokens.lines[mention.first]:
            between = [at for at in range(last.last + 1, mention.first) if tokens.texts[at]]
            if all(FIGURE.fullmatch(tokens.texts[at]) for at in between):
                yield from (Mention("figure", at, at, tokens.starts[at], tokens.ends[at], 0.0) for at in between)
        yield mention
        last = mention if mention.tag in _IN_CELLS else None


def _fields(tokens: Tokens, mentions: Sequence[Mention]) -> dict[int, int]:
    """Return the number of delimiters before each token on its line, over the lines of the mentions."""
    if not mentions:
        return {}
    first = mentions[0].first
    earliest = max(0, first - _MOST_FIELDS)
    while first > earliest and not tokens.gaps[first].newlines:
        first -= 1
    fields, count = {}, 0
    for at in range(first, mentions[-1].last + 1):
        gap = tokens.gaps[at]
        count = gap.delimiters if gap.newlines else count + gap.delimiters
        fields[at] = count
    return fields


def _open(mention: Mention, current: Segment | None, table_4: Segment | None, roles: dict[str, str]) -> Segment | None:
    """Return the segment that the entries after a mention belong to."""
    if mention.tag == "column":
        if any(name.label.startswith("l.t4") for name in mention.names) and _may_be_table_4(current, mention):
            if table_4 is None or table_4.mention.tag == "heading":
                return Segment(TABLE_4, mention)
            return table_4
        return None if any(name.label.startswith("l.t2") for name in mention.names) else current
    # Its heads may be too torn to be known; then the heading of its section opens table 4.
    if mention.tag == "heading" and mention.names and mention.names[0].label == "s4":
        return Segment(TABLE_4, mention)
    if mention.tag != "row":
        return None
    if not mention.names:
        return current if current is not None and current.label == TABLE_4 else Segment("", mention)
    name = mention.names[0]
    if roles[name.label] == "row_group":
        # A group label set in the middle of its rows stands between a row's label and its figures.
        waiting = current is not None and not current.entries and current.label != TABLE_4
        whole = name.begin == 0 and name.score > 0.9
        return current if waiting or not whole else Segment("", mention)
    if name.begin and current is not None and current.label == name.label:
        return current
    return Segment(name.label, mention)


def _may_be_table_4(current: Segment | None, mention: Mention) -> bool:
    shared = any(name.label.startswith("l.t3") for name in mention.names)
    return not shared or (current is not None and current.label == TABLE_4)


def _entry(tokens: Tokens, mention: Mention, fields: dict[int, int]) -> Entry:
    """Return what a figure or blank mention shows, with its place in the source."""
    first, gap = mention.first, tokens.gaps[mention.first]
    text = tokens.texts[first] if first == mention.last else tokens.view.text[mention.start : mention.end]
    kind, state, figure = _shape(text)
    whole = "".join(tokens.texts[first : mention.last + 1]) if kind == "words" else ""
    reading = _pieced(tokens, mention, whole) if first < mention.last and whole else None
    if reading:
        kind, text = "figure", whole
    else:
        start, end = source_span(tokens.view, mention.start, mention.start + (figure.end if figure else len(text)))
        printed = tokens.view.source[start:end]
        if figure:
            reading = Reading(state, figure.value, printed, start, end, None, figure.unit)
        else:
            reading = Reading(state, _unwrapped(printed) if kind == "words" else None, printed, start, end)
    return Entry(kind, reading, first, tokens.lines[first], fields[first], gap.newlines, gap.spaces, text)


def _unwrapped(text: str) -> str:
    """Return words without the line ends, and the margins, that wrapping has put into them; figures and signs alone
    without any space.

    >>> _unwrapped("0\\n/ 0"), _unwrapped("见 附件\\n 二")
    ('0/0', '见 附件二')
    """
    return "".join(map(str.strip, text.splitlines())) if _WORDED.search(text) else "".join(text.split())


def _pieced(tokens: Tokens, mention: Mention, text: str) -> Reading | None:
    """Return the reading of a figure whose sign, digits and unit several tokens print, in parts where more than one has
    digits; None where they make no figure."""
    figure = parse(text)
    if figure is None:
        return None
    spans, begin = [], 0
    for at in range(mention.first, mention.last + 1):
        piece = tokens.texts[at][: figure.end - begin]
        if piece:
            spans.append((source_span(tokens.view, tokens.starts[at], tokens.starts[at] + len(piece)), piece))
        begin += len(tokens.texts[at])
    start, end = spans[0][0][0], spans[-1][0][1]
    in_parts = sum(any(map(str.isdecimal, piece)) for _, piece in spans) > 1
    parts = tuple(span for span, _ in spans) if in_parts else None
    return Reading("read", figure.value, tokens.view.source[start:end], start, end, parts, figure.unit)


@lru_cache(maxsize=1 << 14)
def _shape(text: str) -> tuple[Kind, State, Figure | None]:
    """Return what a text shows by itself: its kind, the state of a cell that shows it, and its figure."""
    if not text:
        return "empty", "blank", None
    if is_nil(text):
        return "nil", "blank", None
    figure = parse(text)
    if figure:
        return "figure", "read", figure
    unreadable = is_unreadable(text) or text.isdecimal()
    return ("unreadable", "derived", None) if unreadable else ("words", "read", None)
