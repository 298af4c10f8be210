"""The features of a token, as training and inference use them: what its text shows, and what stands around it.

A token's shape is what its text alone tells, in a word; all that surrounds a token is told by the shapes of others and
by gaps. So what depends on a text alone, and what depends on its surroundings alone, are each worked out once.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from girml.labeler.columns import columns
from girml.labeler.flat import Numbers
from girml.labeler.likeness import Likeness, likeness
from girml.labeler.names import LabelIndex, key
from girml.labeler.shapes import FAR, LONGEST_WORD, NIL, NUMBERED, PAGE, SENTENCE, bare, opening, shape
from girml.labeler.steps import size
from girml.text.titles import find_published, looks_like_title

_LETTERS = re.compile("[A-Za-z]{2}")


def text_features(index: LabelIndex, text: str) -> tuple[str, ...]:
    """Return the features that a text has by itself."""
    own = shape(index, text)
    found = [f"shape {own}", f"length {size(len(text))}", "bias"]
    if own == NIL:
        return tuple(found)
    wanted = key(text)
    if 0 < len(wanted) <= LONGEST_WORD and not wanted.isdecimal():
        found.append(f"word {wanted}")
    if wanted and not wanted.isdecimal():
        found += [f"begins {wanted[:2]}", f"ends {wanted[-2:]}", f"last {text[-1]}"]
    found += _marks(text)
    if head := opening(index, text):
        found.append(f"opening {head}")
    for name, like in sorted(likeness(index, text).items()):
        found += _like(name, like)
    return tuple(found)


def _marks(text: str) -> Iterator[str]:
    if match := NUMBERED.match(text):
        yield f"numbered {match[0]}"
    if len(text) <= 2 * FAR and looks_like_title(text):
        yield "title"
    if PAGE.fullmatch(text):
        yield "page"
    if SENTENCE.search(bare(text)):
        yield "sentence"
    if len(text) <= 2 * FAR and "20" in text and find_published(text, 0, len(text)):
        yield "day"
    if any(map(str.isdecimal, text)):
        yield "digits"
    if _LETTERS.search(text):
        yield "letters"


def _like(name: str, like: Likeness) -> Iterator[str]:
    role = "s" if name[0] == "s" else name
    for what, share in (("like", like.dice), ("within", like.within)):
        if share >= 0.3:
            yield f"{what} {role} {int(share * 10)}"


class Group(NamedTuple):
    """Features that hang on the same columns, and what they are by the words of these; none where the first column has
    nothing to tell."""

    columns: tuple[str, ...]
    told: Callable[..., tuple[str, ...]]


GROUPS = (
    Group(
        ("series", "own"),
        lambda series, own: (
            f"series {series}",
            f"series {series[:1]} {series.rpartition(' ')[2]} {own}",
            f"series of {' '.join(series.split()[:2])} {own}",
        ),
    ),
    Group(
        ("joint", "before", "own"),
        lambda joint, before, own: (f"joint {joint}", f"joint {joint} {before}", f"joint {joint} {own}"),
    ),
    Group(
        ("seams", "before", "left", "own"),
        lambda seams, before, left, own: (
            f"seams {seams} {own}",
            f"seam {seams[0]} {before} {own}",
            f"seam {seams[0]} {left} {own}",
        ),
    ),
    Group(
        ("cells", "own", "last", "run"),
        lambda cells, own, last, run: (f"cells {cells} {own}", f"cells {cells} {last}", f"cells {cells} {run}"),
    ),
    Group(
        ("solid_left", "own", "solid_right"),
        lambda left, own, right: (
            f"solid left {left} {own}",
            f"solid right {own} {right}",
            f"solid {left} {own} {right}",
        ),
    ),
    Group(("left",), lambda left: (f"left {left}",)),
    Group(("right",), lambda right: (f"right {right}",)),
    Group(("far_left", "left"), lambda far, left: (f"lefts {far} {left}",)),
    Group(("right", "far_right"), lambda right, far: (f"rights {right} {far}",)),
    Group(("left", "own", "right"), lambda left, own, right: (f"between {left} {own} {right}",)),
    Group(
        ("own", "before", "after"),
        lambda own, before, after: (f"before {before} {own}", f"after {after} {own}", f"gaps {before} {after}"),
    ),
    Group(("own", "line"), lambda own, line: (f"line {line}", f"line of {line} {own}")),
    Group(("left", "before", "own"), lambda left, before, own: (f"joined {left} {before} {own}",)),
    Group(("own", "after", "right"), lambda own, after, right: (f"joins {own} {after} {right}",)),
    Group(
        ("last", "since", "own"),
        lambda last, since, own: (
            f"last {last} {own}",
            f"since {last} {since}",
            f"since of {last[-6:]} {since} {own}",
        ),
    ),
    Group(
        ("following", "until", "own"),
        lambda following, until, own: (f"following {following} {own}", f"until {following} {until}"),
    ),
    Group(("own", "read", "twins"), lambda own, read, twins: (f"read {read} {own}", f"twins {twins}")),
    Group(
        ("own", "run", "last"),
        lambda own, run, last: (
            f"run {run} {own}",
            f"run {run} {last}",
            f"right of {run.split()[-1:]} {own} {last[:2]}",
            f"left of {run.split()[:1]} {own} {last[:2]}",
        ),
    ),
)
"""The features of what stands around a token. Their order moves no sum, but the last digits of a training."""


def features(index: LabelIndex, group: Group, codes: tuple[int, ...]) -> tuple[str, ...]:
    """Return the features of a group where its columns have these numbers."""
    if not codes[0]:
        return ()
    known = columns(index)
    return group.told(*[known[name].told(code) for name, code in zip(group.columns, codes, strict=True)])


_features = lru_cache(maxsize=1 << 16)(features)


def surrounding_features(index: LabelIndex, told: Mapping[str, Numbers]) -> Iterator[tuple[str, ...]]:
    """Yield for each token the features of what stands around it."""
    names = list(told)
    for row in zip(*(told[name].tolist() for name in names), strict=True):
        codes = dict(zip(names, row, strict=True))
        found = [_features(index, group, tuple([codes[name] for name in group.columns])) for group in GROUPS]
        yield tuple([one for some in found for one in some])
