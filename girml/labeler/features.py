"""The features of a token, as training and inference use them: what its text shows, and what stands around it.

A token's shape is what its text alone tells, in a word; all that surrounds a token is told by the shapes of others and
by gaps. So what depends on a text alone, and what depends on its surroundings alone, are each worked out once.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from girml.labeler.likeness import Likeness, group, likeness
from girml.labeler.names import LabelIndex, key
from girml.labeler.parting import parted
from girml.labeler.tables import PAGE_NUMBER
from girml.records import Gap, Tokens
from girml.text.titles import find_published, looks_like_title
from girml.text.values import is_nil, is_too_long, is_unreadable, parse

_LONGEST_WORD = 12
_SENTENCE = re.compile(r"[。;!?]")
_MARKUP = " *#"
# What a heading may be that runs on into prose.
_HEAD = re.compile(r"[^。:;!?(\d ]{2,30}")
_NUMBERED = re.compile(
    r"(?:\(?[一二三四五六七八九十]{1,2}[、.,)]|[一二三四五六七八] |第[一二三四五六七八]|\d{1,2}[.、])"
)
_PAGE = re.compile(PAGE_NUMBER)
_EXACT, _LIKE, _PART = 0.999, 0.6, 0.8
_VALUES = frozenset("_-09")
_FAR = 40
_AROUND = 2
_MOST_PIECES, _SEAM = 8, 2


class Surroundings(NamedTuple):
    """What stands around a token: the shapes of its neighbours and its own, the gaps at both sides, its line, the
    label before and after it with the tokens between, what of the report was read before it, and for a heading whether
    it comes again; for what may fill a cell, its place among others that stand together, how many of these are empty,
    and what stands next but for empty ones; its part in a label that several tokens make together, and whether it goes
    on from the one before and into the one after as some label does."""

    shapes: tuple[str, ...]
    before: str
    after: str
    line: str
    last: str
    since: str
    following: str
    until: str
    read: str
    twins: str
    run: str
    cells: str
    solid: tuple[str, str] | None
    joint: str
    seams: str


@lru_cache(maxsize=1 << 16)
def shape(index: LabelIndex, text: str) -> str:
    """Return the shape of a text: `_` empty, `-` nil mark, `0` and `9` figures (more digits, more nines), the group of
    a label with `!` (whole), `~` (like it) or `/` (a part of it), else what words it is."""
    if not text:
        return "_"
    if is_nil(text):
        return "-"
    if len(text) <= 80 and (figure := parse(text)):
        digits = sum(map(str.isdecimal, text))
        return "0" if figure.value == 0 and digits == len(text) else "9" * min(digits, 4) + "u" * (digits < len(text))
    if is_too_long(text) or text.isdecimal():
        return "run"
    if is_unreadable(text):
        return "?"
    bare = _bare(text)
    return _label_shape(index, bare) or _words(bare if _NUMBERED.match(bare) else text)


def _bare(text: str) -> str:
    """Return a text without the markup around it and the stop behind it."""
    return text.strip(_MARKUP).rstrip("。:;")


def _opening(index: LabelIndex, text: str) -> str:
    """Return the shape of a heading in words that a longer text may begin with, "" where there is none."""
    bare = _bare(text)
    number = _NUMBERED.match(bare)
    head = _HEAD.match(bare, number.end() if number else 0)
    found = _label_shape(index, head[0]) if head and head.end() < len(bare) else ""
    return found if found and found[0] == "s" and found[-1] in "!~" else ""


def _label_shape(index: LabelIndex, text: str) -> str:
    exact = index.exact.get(key(text), ()) if len(text) <= _FAR else ()
    if exact and exact[0].score == 1.0:
        return group(index, exact[0].label) + "!"
    found = likeness(index, text)
    if not found:
        return ""
    best, how = max(found.items(), key=lambda item: (item[1].dice, item[1].within))
    if how.dice >= _LIKE:
        return best + "~"
    best, how = max(found.items(), key=lambda item: (item[1].within, item[1].dice))
    return best + "/" if how.within >= _PART * _inner(text) else ""


def _inner(text: str) -> float:
    """Return the share of a text's pairs that no edge of a label is needed for."""
    return (len(key(text)) - 1) / (len(key(text)) + 1)


def _words(text: str) -> str:
    if _PAGE.fullmatch(text):
        return "page"
    if len(text) > _FAR or _SENTENCE.search(text):
        return "prose"
    if looks_like_title(text):
        return "title"
    size = "w" if len(text) <= 4 else "ww" if len(text) <= _LONGEST_WORD else "www"
    return size + "d" * any(map(str.isdecimal, text)) + "n" * bool(_NUMBERED.match(text))


@lru_cache(maxsize=1 << 16)
def text_features(index: LabelIndex, text: str) -> tuple[str, ...]:
    """Return the features that a text has by itself."""
    wanted = key(text)
    found = [f"shape {shape(index, text)}", f"length {_size(len(text))}", "bias"]
    if 0 < len(wanted) <= _LONGEST_WORD and not wanted.isdecimal():
        found.append(f"word {wanted}")
    if wanted and not wanted.isdecimal():
        found += [f"begins {wanted[:2]}", f"ends {wanted[-2:]}", f"last {text[-1]}"]
    found += _marks(text)
    if opening := _opening(index, text):
        found.append(f"opening {opening}")
    for name, like in sorted(likeness(index, text).items()):
        found += _like(name, like)
    return tuple(found)


def _marks(text: str) -> Iterator[str]:
    if match := _NUMBERED.match(text):
        yield f"numbered {match[0]}"
    if len(text) <= 2 * _FAR and looks_like_title(text):
        yield "title"
    if _PAGE.fullmatch(text):
        yield "page"
    if _SENTENCE.search(_bare(text)):
        yield "sentence"
    if len(text) <= 2 * _FAR and "20" in text and find_published(text, 0, len(text)):
        yield "day"
    if any(map(str.isdecimal, text)):
        yield "digits"


def _like(name: str, like: Likeness) -> Iterator[str]:
    role = "s" if name[0] == "s" else name
    for what, share in (("like", like.dice), ("within", like.within)):
        if share >= 0.3:
            yield f"{what} {role} {int(share * 10)}"


def kept(index: LabelIndex, tokens: Tokens) -> Sequence[int]:
    """Return the tokens that are tagged: empty ones that only part others are not."""
    shapes = [shape(index, text) for text in tokens.texts]
    parting = parted(shapes, tokens.gaps)
    return [at for at in range(len(shapes)) if at not in parting] if parting else range(len(shapes))


def surroundings(index: LabelIndex, tokens: Tokens, places: Sequence[int]) -> Iterator[Surroundings]:
    """Yield what stands around each token of those at some places, as if there were no others."""
    texts, gaps = tokens.texts, tokens.gaps
    if len(places) < len(texts):
        texts = [texts[at] for at in places]
        gaps = [_over(gaps[last + 1 : at + 1]) for last, at in pairwise([-1, *places])]
    shapes = [shape(index, text) for text in texts]
    edges = ("^",) * _AROUND
    padded = [*edges, *shapes, *("$",) * _AROUND]
    before = [*map(_gap, gaps), "$"]
    told = zip(
        _lines(gaps, shapes),
        _lasts(shapes),
        list(_lasts(shapes[::-1]))[::-1],
        _reads(shapes),
        _twins(shapes),
        _runs(shapes),
        _cells(shapes),
        _solids(shapes),
        _joints(index, texts, shapes),
        _seams(index, texts, shapes),
        strict=True,
    )
    for at, (line, last, following, *others) in enumerate(told):
        around = tuple(padded[at : at + 2 * _AROUND + 1])
        yield Surroundings(around, before[at], before[at + 1], line, *last, *following, *others)


def _over(gaps: Sequence[Gap]) -> Gap:
    """Return what several gaps are together: as wide as the widest of them."""
    return Gap(max(one.newlines for one in gaps), max(one.delimiters for one in gaps), max(one.spaces for one in gaps))


@lru_cache(maxsize=1 << 10)
def _gap(gap: Gap) -> str:
    spaces = "" if not gap.spaces else "." if gap.spaces == 1 else ":" if gap.spaces < 5 else ";"
    return "n" * min(gap.newlines, 3) + "|" * min(gap.delimiters, 2) + spaces


def _lines(gaps: Sequence[Gap], shapes: Sequence[str]) -> list[str]:
    """Return for each token its place on its line, how many tokens stand there, and how many of these are values."""
    found: list[str] = []
    first = 0
    for at in range(1, len(shapes) + 1):
        if at < len(shapes) and not gaps[at].newlines:
            continue
        values = sum(one[0] in _VALUES for one in shapes[first:at])
        size = f"{_size(at - first)} {_size(values)}"
        found += [f"{min(place, 3)} {size}" for place in range(at - first)]
        first = at
    return found


def _lasts(shapes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield for each token the group of the last label before it, and how many values and words stand between."""
    last, values, words = "^", 0, 0
    for one in shapes:
        yield last, f"{_size(values)} {_size(words)}"
        if one[-1] in "!~":
            last, values, words = one, 0, 0
        elif one[0] in _VALUES:
            values += 1
        else:
            words += 1


def _runs(shapes: Sequence[str]) -> Iterator[str]:
    """Yield for each token how many values stand right before and right after it; "" for words."""
    before = list(_counts(shapes))
    after = list(_counts(shapes[::-1]))[::-1]
    for one, left, right in zip(shapes, before, after, strict=True):
        yield f"{_fine(left)} {_fine(right)}" if one[0] in _VALUES else ""


def _counts(shapes: Sequence[str]) -> Iterator[int]:
    count = 0
    for one in shapes:
        yield count
        count = count + 1 if one[0] in _VALUES else 0


def _reads(shapes: Sequence[str]) -> Iterator[str]:
    """Yield for each token the last heading that was read before it, and the last table and how much of it."""
    heading, table, rows = "", "", 0
    for one in shapes:
        yield f"{heading} {table}{'' if rows < 4 else '+'}"
        if one[-1] == "!" and one[0] == "s":
            heading = one
        elif one[-1] == "!":
            table, rows = (table, rows + 1) if one[:2] == table else (one[:2], 0)


def _twins(shapes: Sequence[str]) -> Iterator[str]:
    """Yield for each heading whether the same comes before or after; "" for all else."""
    places: dict[str, list[int]] = {}
    for at, one in enumerate(shapes):
        if one[0] == "s" and one[-1] == "!":
            places.setdefault(one, []).append(at)
    for at, one in enumerate(shapes):
        own = places.get(one)
        yield "" if own is None else f"{'b' * (own[0] < at)}{'a' * (own[-1] > at)} {'n' * _next(shapes, at)}"


def _next(shapes: Sequence[str], at: int) -> bool:
    """Return whether another heading follows at once, as in a table of contents."""
    following = next((one for one in shapes[at + 1 : at + 4] if one != "_"), "_")
    return following[0] == "s" and following[-1] == "!"


def _cells(shapes: Sequence[str]) -> list[str]:
    """Return for each token of those that may fill cells how many of those that stand together are full and how many
    empty, how many empty ones mostly part two full ones, and for an empty one its place among empty ones; "" for words
    and where no cell is empty."""
    found = [""] * len(shapes)
    mostly = _mostly(shapes)
    for first, last in _stretches(shapes, _VALUES):
        empty = sum(one == "_" for one in shapes[first:last])
        if not empty:
            continue
        for at in range(first, last):
            found[at] = f"{_fine(last - first - empty)} {_fine(empty)} {mostly}"
        for begin, end in _stretches(shapes[first:last], frozenset("_")):
            for at in range(begin, end):
                found[first + at] += f" {min(at - begin, 3)} {min(end - begin, 8)}"
    return found


def _mostly(shapes: Sequence[str]) -> int:
    """Return how many empty cells mostly stand between two full ones that nothing else parts, at most three."""
    counts: Counter[int] = Counter()
    since: int | None = None
    for one in shapes:
        if one == "_":
            since = None if since is None else since + 1
        elif one[0] in _VALUES:
            if since is not None:
                counts[min(since, 3)] += 1
            since = 0
        else:
            since = None
    return max(counts, key=lambda size: (counts[size], -size)) if counts else 0


def _stretches(shapes: Sequence[str], firsts: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches [first, last) of shapes that begin with one of these characters."""
    first: int | None = None
    for at, one in enumerate(shapes):
        if one[0] in firsts:
            first = at if first is None else first
        elif first is not None:
            yield first, at
            first = None
    if first is not None:
        yield first, len(shapes)


def _solids(shapes: Sequence[str]) -> list[tuple[str, str] | None]:
    """Return for each token what stands next to it, empty cells aside; None where none stand beside it."""
    before, after = _fulls(shapes), _fulls(shapes[::-1])[::-1]
    empty = [False, *(one == "_" for one in shapes), False]
    return [(before[at], after[at]) if empty[at] or empty[at + 2] else None for at in range(len(shapes))]


def _fulls(shapes: Sequence[str]) -> list[str]:
    """Return for each token the last one before it that is not empty."""
    last = "^"
    found = []
    for one in shapes:
        found.append(last)
        last = last if one == "_" else one
    return found


def _joints(index: LabelIndex, texts: Sequence[str], shapes: Sequence[str]) -> list[str]:
    """Return for each token its part in the longest label that it makes with the tokens after or before it: `B` its
    first, `I` its next, with the group of the label; "" where there is none."""
    found = [""] * len(texts)
    at = 0
    while at < len(texts):
        size, label = _joint(index, texts, shapes, at)
        for place in range(at, at + size):
            found[place] = ("I" if place > at else "B") + label
        at += max(size, 1)
    return found


def _seams(index: LabelIndex, texts: Sequence[str], shapes: Sequence[str]) -> Iterator[str]:
    """Yield for each token whether some label goes on from the token before it to this one, and from this to the one
    after it: `+`, `-`, or `.` where a figure or prose stands on either side."""
    keys = ["" if one[0] in _VALUES or len(text) > _FAR else key(text) for text, one in zip(texts, shapes, strict=True)]
    if not keys:
        return
    seams = [".", *(_seam(index, left, right) for left, right in pairwise(keys)), "."]
    yield from map("".join, pairwise(seams))


def _seam(index: LabelIndex, left: str, right: str) -> str:
    if not left or not right:
        return "."
    return "+" if left[-_SEAM:] + right[:_SEAM] in index.runs else "-"


def _joint(index: LabelIndex, texts: Sequence[str], shapes: Sequence[str], first: int) -> tuple[int, str]:
    """Return how many tokens make the longest label from a token on, if it takes several, and the label's group."""
    whole, found = "", (0, "")
    for at in range(first, min(first + _MOST_PIECES, len(texts))):
        if shapes[at][0] in _VALUES or len(texts[at]) > _FAR:
            break
        whole += key(texts[at])
        if at > first and whole in index.exact:
            found = (at + 1 - first, group(index, index.exact[whole][0].label))
        if whole not in index.prefixes:
            break
    return found


@lru_cache(maxsize=1 << 17)
def surrounding_features(around: Surroundings) -> tuple[str, ...]:
    """Return the features of what stands around a token."""
    far_left, left, own, right, far_right = around.shapes
    return (
        *_cell_features(around, own),
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


def _cell_features(around: Surroundings, own: str) -> Iterator[str]:
    """Yield the features of what few tokens have: empty cells around them, a part in a label."""
    if around.joint:
        yield f"joint {around.joint}"
        yield f"joint {around.joint} {around.before}"
        yield f"joint {around.joint} {own}"
    if around.seams != "..":
        yield f"seams {around.seams} {own}"
        yield f"seam {around.seams[0]} {around.before} {own}"
        yield f"seam {around.seams[0]} {around.shapes[_AROUND - 1]} {own}"
    if around.cells:
        yield f"cells {around.cells} {own}"
        yield f"cells {around.cells} {around.last}"
        yield f"cells {around.cells} {around.run}"
    if around.solid:
        left, right = around.solid
        yield from (f"solid left {left} {own}", f"solid right {own} {right}", f"solid {left} {own} {right}")


def _fine(number: int) -> str:
    return str(number) if number < 22 else "22+"


def _size(number: int) -> str:
    """Return a number as it is up to seven, then in steps."""
    return str(number) if number < 8 else "8+" if number < 16 else "16+" if number < 32 else "32+"
