"""The records of a text on its way to mentions; offsets are those of the normalised view."""

import re
from dataclasses import dataclass
from typing import NamedTuple


class Patterns(NamedTuple):
    """What cuts glued text: `strong` matches the labels and headings of the forms that prose never holds by chance,
    `weak` the others, `heading` a numbered heading in any words, `heads` all headings, `touching` those that may touch
    what stands before them, `opens` a heading (group 1) that opens a piece and runs on into prose, `begins` how a row
    label with a number begins; `firsts` are the characters that any label or heading begins with. No weak label begins
    with a strong one."""

    strong: re.Pattern[str]
    weak: re.Pattern[str]
    heading: re.Pattern[str]
    heads: re.Pattern[str]
    touching: re.Pattern[str]
    opens: re.Pattern[str]
    begins: re.Pattern[str]
    firsts: frozenset[str]


@dataclass(frozen=True, slots=True)
class View:
    """The normalised text of a source and the way back: a piece of `text` that begins at `starts[i]`
    stands `shifts[i]` code points later in the source. One is `strange` that holds what no text should."""

    source: str
    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]
    strange: bool


class Gap(NamedTuple):
    """What stands between two tokens: line ends, delimiters, spaces after the last of these; the begin of a text
    counts as a line end."""

    newlines: int
    delimiters: int
    spaces: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a view, as columns of equal length, in reading order; an empty cell between two
    delimiters is a token without text. Offsets are those of the view."""

    view: View
    texts: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[Gap]
    lines: list[int]

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(frozen=True, slots=True)
class Name:
    """What a label mention may name: a label of the form, the part [begin, end) of its text that stands
    here, and a score between 0 and 1."""

    label: str
    begin: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Labeling:
    """A tag in BIO and its probability for each token, and the names of each label or heading mention,
    likeliest first, under the index of its first token."""

    tags: list[str]
    probabilities: list[float]
    names: dict[int, tuple[Name, ...]]


class Mention(NamedTuple):
    """A run of tokens [first, last] under one tag, at view offsets [start, end).

    Mentions and readings are made for every figure; a named tuple costs a third of a frozen dataclass.
    """

    tag: str
    first: int
    last: int
    start: int
    end: int
    probability: float
    names: tuple[Name, ...] = ()
