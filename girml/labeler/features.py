"""The features of a token, as training and inference use them: what its text shows, and what stands around it.

A token's shape is what its text alone tells, in a word; all that surrounds a token is told by the shapes of others and
by gaps. So what depends on a text alone, and what depends on its surroundings alone, are each worked out once.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from girml.labeler.likeness import Likeness, likeness
from girml.labeler.names import LabelIndex, key
from girml.labeler.shapes import FAR, LONGEST_WORD, NIL, NUMBERED, PAGE, SENTENCE, bare, opening, shape
from girml.labeler.steps import size
from girml.labeler.surroundings import AROUND, Surroundings
from girml.text.titles import find_published, looks_like_title

_LETTERS = re.compile("[A-Za-z]{2}")


@lru_cache(maxsize=1 << 16)
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


@lru_cache(maxsize=1 << 17)
def surrounding_features(around: Surroundings) -> tuple[str, ...]:
    """Return the features of what stands around a token."""
    far_left, left, own, right, far_right = around.shapes
    return (
        *_rare_features(around, own),
        f"left {left}",
        f"right {right}",
        f"lefts {far_left} {left}",
        f"rights {right} {far_right}",
        f"between {left} {own} {right}",
        f"before {around.before} {own}",
        f"after {around.after} {own}",
        f"gaps {around.before} {around.after}",
        f"line {around.line}",
        f"line of {around.line} {own}",
        f"joined {left} {around.before} {own}",
        f"joins {own} {around.after} {right}",
        f"last {around.last} {own}",
        f"since {around.last} {around.since}",
        f"since of {around.last[-6:]} {around.since} {own}",
        f"following {around.following} {own}",
        f"until {around.following} {around.until}",
        f"read {around.read} {own}",
        f"twins {around.twins}",
        f"run {around.run} {own}",
        f"run {around.run} {around.last}",
        f"right of {around.run.split()[-1:]} {own} {around.last[:2]}",
        f"left of {around.run.split()[:1]} {own} {around.last[:2]}",
    )


def _rare_features(around: Surroundings, own: str) -> Iterator[str]:
    """Yield the features of what few tokens have: a series, empty cells around them, a part in a label."""
    if around.series:
        yield f"series {around.series}"
        yield f"series {around.series[:1]} {around.series.rpartition(' ')[2]} {own}"
        yield f"series of {' '.join(around.series.split()[:2])} {own}"
    if around.joint:
        yield f"joint {around.joint}"
        yield f"joint {around.joint} {around.before}"
        yield f"joint {around.joint} {own}"
    if around.seams != "..":
        yield f"seams {around.seams} {own}"
        yield f"seam {around.seams[0]} {around.before} {own}"
        yield f"seam {around.seams[0]} {around.shapes[AROUND - 1]} {own}"
    if around.cells:
        yield f"cells {around.cells} {own}"
        yield f"cells {around.cells} {around.last}"
        yield f"cells {around.cells} {around.run}"
    if around.solid:
        left, right = around.solid
        yield from (f"solid left {left} {own}", f"solid right {own} {right}", f"solid {left} {own} {right}")
