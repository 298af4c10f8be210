"""Rows as they stand in the text: a label and what follows it, cell by cell or run by run."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from girml.layout.blocks import labels_first
from girml.records import Mention, Reading, State, Tokens
from girml.text.values import FIGURE, is_nil, is_unreadable, parse, unspaced
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

    def add(self, entries: Iterable[Entry]) -> None:
        """Add entries; those that show something (no empty cell) are `printed` too."""
        entries = list(entries)
        self.entries += entries
        self.printed += [entry for entry in entries if entry.kind != "empty"]

    def replace(self, entries: Iterable[Entry]) -> None:
        """Hold these entries in the place of those there were."""
        self.entries, self.printed = [], []
        self.add(entries)

    def parts(self) -> list["Segment"]:
        """Return the stretches between heads that show anything, each as a segment of its own."""
        found = []
        for begin, end in pairwise([0, *self.breaks, len(self.entries)]):
            part = Segment(self.label, self.mention, self.label_field)
            part.add(self.entries[begin:end])
            found.append(part)
        return [part for part in found if part.printed]


_MOST_FIELDS = 200
_IN_CELLS = ("figure", "blank")
_IN_TABLES = ("row", "column", "heading", *_IN_CELLS)
_BOLD = "*"
TABLE_4 = "t4"
ORPHAN = "figures without a label"


def segments(tokens: Tokens, mentions: Iterable[Mention], roles: dict[str, str]) -> list[Segment]:
    """Return the rows in reading order; table 4, whose row has no label, is the segment TABLE_4."""
    mentions = list(mentions)
    fields = _fields(tokens, mentions)
    found: list[Segment] = []
    current: Segment | None = None
    table_4: Segment | None = None
    for run, label in _runs(tokens, labels_first(tokens, mentions, roles)):
        if current is None and (orphan := next((one for one in run if one.tag == "figure"), None)):
            current = Segment(ORPHAN, orphan)
            found.append(current)
            run = run[run.index(orphan) :]
        if current is not None and run:
            current.add(_entries(tokens, run, fields))
        opened = None if label is None else _open(label, current, table_4, roles)
        if opened is not None and label is not None and opened is not current and opened is not table_4:
            opened.label_field = fields[label.first]
            found.append(opened)
        if opened is not None and opened.label == TABLE_4:
            table_4 = opened
            if opened.entries and len(opened.entries) not in opened.breaks:
                opened.breaks.append(len(opened.entries))
        current = opened
    return found


def _runs(tokens: Tokens, mentions: Iterable[Mention]) -> Iterator[tuple[list[Mention], Mention | None]]:
    """Yield what stands in cells up to each label and behind the last, and that label: between two things in cells on
    one line the figures that no mention tells of, too."""
    run: list[Mention] = []
    for mention in mentions:
        if mention.tag not in _IN_CELLS:
            yield run, mention
            run = []
            continue
        if run and mention.first > run[-1].last + 1 and tokens.lines[run[-1].last] == tokens.lines[mention.first]:
            run += _untold(tokens, run[-1].last + 1, mention.first)
        run += (mention,) if mention.first == mention.last else _numbers(tokens, mention)
    yield run, None


def _numbers(tokens: Tokens, mention: Mention) -> Iterable[Mention]:
    """Return a mention, or one for each number where it holds several: what joins them is for the rules to say."""
    own = range(mention.first, mention.last + 1)
    if not all(tokens.texts[at][:1].isdecimal() and parse(tokens.texts[at]) for at in own):
        return (mention,)
    return [mention._replace(first=at, last=at, start=tokens.starts[at], end=tokens.ends[at]) for at in own]


def _untold(tokens: Tokens, begin: int, end: int) -> list[Mention]:
    """Return the tokens [begin, end) that show something as figures, none where one of them is no figure."""
    between = [at for at in range(begin, end) if tokens.texts[at]]
    if not all(FIGURE.fullmatch(tokens.texts[at]) for at in between):
        return []
    return [Mention("figure", at, at, tokens.starts[at], tokens.ends[at], 0.0) for at in between]


def _fields(tokens: Tokens, mentions: Sequence[Mention]) -> dict[int, int]:
    """Return the number of delimiters before each token on its line, over the lines of the mentions in tables."""
    told = [one for one in mentions if one.tag in _IN_TABLES]
    if not told:
        return {}
    first, earliest = told[0].first, max(0, mentions[0].first - _MOST_FIELDS)
    while first > earliest and not tokens.gaps[first].newlines:
        first -= 1
    fields, count = {}, 0
    for at, gap in enumerate(tokens.gaps[first : told[-1].last + 1], first):
        count = gap.delimiters if gap.newlines else count + gap.delimiters
        fields[at] = count
    return fields


def _open(mention: Mention, current: Segment | None, table_4: Segment | None, roles: dict[str, str]) -> Segment | None:
    """Return the segment that the entries after a mention belong to."""
    tag, names = mention.tag, mention.names
    if tag == "column":
        tables = [name.label[:4] for name in names]
        if "l.t4" in tables and ("l.t3" not in tables or (current is not None and current.label == TABLE_4)):
            if table_4 is None or table_4.mention.tag == "heading":
                return Segment(TABLE_4, mention)
            return table_4
        return None if "l.t2" in tables else current
    # Its heads may be too torn to be known; then the heading of its section opens table 4.
    if tag == "heading" and names and names[0].label == "s4":
        return Segment(TABLE_4, mention)
    if tag != "row":
        return None
    if not names:
        return current if current is not None and current.label == TABLE_4 else Segment("", mention)
    name = names[0]
    if roles[name.label] == "row_group":
        # A group label set in the middle of its rows stands between a row's label and its figures.
        waiting = current is not None and not current.entries and current.label != TABLE_4
        whole = name.begin == 0 and name.score > 0.9
        return current if waiting or not whole else Segment("", mention)
    if name.begin and current is not None and current.label == name.label:
        return current
    return Segment(name.label, mention)


def _entries(tokens: Tokens, run: Iterable[Mention], fields: dict[int, int]) -> list[Entry]:
    """Return what figure and blank mentions show, with its places in the source; `fields` tells how many delimiters
    stand before a token on its line."""
    view, texts, lines, gaps = tokens.view, tokens.texts, tokens.lines, tokens.gaps
    source, shift, new = view.source, view.shifts[0] if len(view.starts) == 1 else None, tuple.__new__
    found = []
    for _, first, last, start, end, _, _ in run:
        text = texts[first] if first == last else view.text[start:end]
        kind, state, value, length, unit = shape(text)
        end = start + length
        start, end = source_span(view, start, end) if shift is None else (start + shift, end + shift)
        printed = source[start:end]
        pieced = None
        if kind == "words":
            begin, stop = _unmarked(printed)
            start, end, printed = start + begin, start + stop, printed[begin:stop]
            value = unspaced(printed)
            pieced = _pieced(tokens, first, last) if first < last else None
        if pieced:
            kind, text = "figure", "".join(texts[first : last + 1])
        # A call of the class takes twice as long, and this is done for every figure.
        reading = pieced or new(Reading, (state, value, printed, start, end, None, unit))
        gap = gaps[first]
        shown = (kind, reading, first, lines[first], fields[first], gap.newlines, gap.spaces, text)
        found.append(new(Entry, shown))
    return found


def _unmarked(text: str) -> tuple[int, int]:
    """Return where words begin and end between marks of bold print.

    >>> _unmarked("无变化**"), _unmarked("***")
    ((0, 3), (0, 3))
    """
    if not text.strip(_BOLD):
        return 0, len(text)
    return len(text) - len(text.lstrip(_BOLD)), len(text.rstrip(_BOLD))


def _pieced(tokens: Tokens, first: int, last: int) -> Reading | None:
    """Return the reading of a figure whose sign, digits and unit the tokens [first, last] print, in parts where more
    than one has digits; None where they make no figure."""
    figure = parse("".join(tokens.texts[first : last + 1]))
    if figure is None:
        return None
    spans, begin = [], 0
    for at in range(first, last + 1):
        piece = tokens.texts[at][: figure.end - begin]
        if piece:
            spans.append((source_span(tokens.view, tokens.starts[at], tokens.starts[at] + len(piece)), piece))
        begin += len(tokens.texts[at])
    start, end = spans[0][0][0], spans[-1][0][1]
    in_parts = sum(any(map(str.isdecimal, piece)) for _, piece in spans) > 1
    parts = tuple(span for span, _ in spans) if in_parts else None
    return Reading("read", figure.value, tokens.view.source[start:end], start, end, parts, figure.unit)


@lru_cache(maxsize=1 << 14)
def shape(text: str) -> tuple[Kind, State, int | float | str | None, int, str | None]:
    """Return what a text shows by itself: its kind, the state of a cell that shows it, and its figure: the value, how
    much of the text it is, and the unit."""
    if not text:
        return "empty", "blank", None, 0, None
    if is_nil(text):
        return "nil", "blank", None, len(text), None
    figure = parse(text)
    if figure:
        return "figure", "read", figure.value, figure.end, figure.unit
    if is_unreadable(text) or text.isdecimal():
        return "unreadable", "derived", None, len(text), None
    return "words", "read", None, len(text), None
