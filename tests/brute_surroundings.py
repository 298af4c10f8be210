"""What stands around tokens told one by one and in words: an independent judge of what the labeler tells of all at
once and in numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from girml.labeler.likeness import group
from girml.labeler.names import LabelIndex, key
from girml.labeler.shapes import EMPTY, FAR, NUMBERED, VALUES, shape
from girml.records import Gap, Tokens

AROUND = 2
_FULL = VALUES - {EMPTY}
_LEAST, _MOSTLY, _MOST = 20, 0.6, 2
_MOST_PIECES, _SEAM = 8, 2
_NUMERALS = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"[ *#>]*(?:(?P<before>[(【\[第]?)(?P<number>[{_NUMERALS}])(?P<behind>[)】\]、.,:]|部分|章|节| |$)"
    r"|(?P<digits>\d{1,2})(?P<mark>[、.])(?!\d))"
)
_MARKUP = " *#>、.,:)】]"
_LONE, _MANY, _LONG = 2, 3, 5


def fine(number: int) -> str:
    return str(number) if number < 22 else "22+"


def size(number: int) -> str:
    return str(number) if number < 8 else "8+" if number < 16 else "16+" if number < 32 else "32+"


class Surroundings(NamedTuple):
    """What stands around a token: the shapes of its neighbours and its own, the gaps at both sides, its line, the
    label before and after it with the tokens between, what of the report was read before it, and for a heading whether
    it comes again; for what may fill a cell, its place among others that stand together, how many of these are empty,
    and what stands next but for empty ones; its part in a label that several tokens make together, and whether it goes
    on from the one before and into the one after as some label does; and its numbered series."""

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
    series: str


def surroundings(index: LabelIndex, tokens: Tokens) -> tuple[Sequence[int], list[Surroundings]]:
    """Return the places of the tokens that are tagged, and what stands around each of them: empty tokens that only part
    others are not tagged, and nothing is told by them."""
    shapes = [shape(index, text) for text in tokens.texts]
    parting = parted(shapes, tokens.gaps)
    if not parting:
        return range(len(shapes)), list(_around(index, tokens.texts, shapes, tokens.gaps))
    places = [at for at in range(len(shapes)) if at not in parting]
    texts, own = [tokens.texts[at] for at in places], [shapes[at] for at in places]
    gaps = [_over(tokens.gaps[last + 1 : at + 1]) for last, at in pairwise([-1, *places])]
    return places, list(_around(index, texts, own, gaps))


def _around(
    index: LabelIndex, texts: Sequence[str], shapes: Sequence[str], gaps: Sequence[Gap]
) -> Iterator[Surroundings]:
    edges = ("^",) * AROUND
    padded = [*edges, *shapes, *("$",) * AROUND]
    before = [*map(_gap, gaps), "$"]
    told = zip(
        _lines(gaps, shapes),
        _lasts(shapes),
        list(_lasts(shapes[::-1]))[::-1],
        _reads(shapes),
        _twins(texts, shapes),
        _runs(shapes),
        cells(shapes),
        solids(shapes),
        joints(index, texts, shapes),
        seams(index, texts, shapes),
        series(texts, shapes),
        strict=True,
    )
    for at, (line, last, following, *others) in enumerate(told):
        around = tuple(padded[at : at + 2 * AROUND + 1])
        yield Surroundings(around, before[at], before[at + 1], line, *last, *following, *others)


def _over(gaps: Sequence[Gap]) -> Gap:
    """Return what several gaps are together: as wide as the widest of them."""
    return Gap(max(one.newlines for one in gaps), max(one.delimiters for one in gaps), max(one.spaces for one in gaps))


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
        values = sum(one[0] in VALUES for one in shapes[first:at])
        sizes = f"{size(at - first)} {size(values)}"
        found += [f"{min(place, 3)} {sizes}" for place in range(at - first)]
        first = at
    return found


def _lasts(shapes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield for each token the group of the last label before it, and how many values and words stand between."""
    last, values, words = "^", 0, 0
    for one in shapes:
        yield last, f"{size(values)} {size(words)}"
        if one[-1] in "!~":
            last, values, words = one, 0, 0
        elif one[0] in VALUES:
            values += 1
        else:
            words += 1


def _runs(shapes: Sequence[str]) -> Iterator[str]:
    """Yield for each token how many values stand right before and right after it; "" for words."""
    before = list(_counts(shapes))
    after = list(_counts(shapes[::-1]))[::-1]
    for one, left, right in zip(shapes, before, after, strict=True):
        yield f"{fine(left)} {fine(right)}" if one[0] in VALUES else ""


def _counts(shapes: Sequence[str]) -> Iterator[int]:
    count = 0
    for one in shapes:
        yield count
        count = count + 1 if one[0] in VALUES else 0


def _reads(shapes: Sequence[str]) -> Iterator[str]:
    """Yield for each token the last heading that was read before it, and the last table and how much of it."""
    heading, table, rows = "", "", 0
    for one in shapes:
        yield f"{heading} {table}{'' if rows < 4 else '+'}"
        if one[-1] == "!" and one[0] == "s":
            heading = one
        elif one[-1] == "!":
            table, rows = (table, rows + 1) if one[:2] == table else (one[:2], 0)


def _twins(texts: Sequence[str], shapes: Sequence[str]) -> Iterator[str]:
    """Yield for each heading, and what is numbered like one, whether it comes before or after too; "" for all else."""
    places: dict[str, list[int]] = {}
    names = [_heading(text, own) for text, own in zip(texts, shapes, strict=True)]
    for at, name in enumerate(names):
        if name:
            places.setdefault(name, []).append(at)
    for at, name in enumerate(names):
        own = places.get(name)
        yield "" if own is None else f"{'b' * (own[0] < at)}{'a' * (own[-1] > at)} {'n' * _next(texts, names, at)}"


def _heading(text: str, own: str) -> str:
    """Return what tells a heading from others: its shape where it is one of the form, else its words; "" for what is
    neither a heading nor numbered."""
    if own[0] == "s" and own[-1] == "!":
        return own
    return key(text) if own[0] in "sw" and len(text) <= FAR and NUMBERED.match(text) else ""


def _next(texts: Sequence[str], names: Sequence[str], at: int) -> bool:
    """Return whether another heading follows at once, as in a table of contents."""
    return next((bool(names[after]) for after in range(at + 1, min(at + 4, len(names))) if texts[after]), False)


class _Group(NamedTuple):
    """Empty tokens [start, end) and whether values stand before and behind them."""

    start: int
    end: int
    after_value: bool
    before_value: bool

    @property
    def size(self) -> int:
        return self.end - self.start


def parted(shapes: Sequence[str], gaps: Sequence[Gap]) -> set[int]:
    """Return the empty tokens that only part others, by the shapes of all tokens and the gaps before them.

    They do where nearly all tokens stand apart by one or two empty ones within their line. Of those between two values
    the first are they, of those before a label the last, and between words all.
    """
    groups = [one for one in _groups(shapes) if not any(gap.newlines for gap in gaps[one.start : one.end + 1])]
    inner = Counter(one.size for one in groups if one.before_value or not one.after_value)
    size, times = max(inner.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    if not 0 < size <= _MOST or times < max(_LEAST, _MOSTLY * inner.total()):
        return set()
    ends = Counter(one.size for one in groups if one.after_value and not one.before_value and one.size > size)
    row = max(ends.items(), key=lambda item: (item[1], -item[0]), default=(size, 0))[0]
    return {at for one in groups for at in _parting(one, size, row)}


def _groups(shapes: Sequence[str]) -> Iterator[_Group]:
    """Yield the empty tokens between each two full ones, none where these stand side by side."""
    start, after_value = 0, False
    for at, one in enumerate(shapes):
        if one == EMPTY:
            continue
        is_value = one[0] in _FULL
        if start:
            yield _Group(start, at, after_value, is_value)
        start, after_value = at + 1, is_value


def _parting(group: _Group, cell: int, row: int) -> range:
    if group.before_value:
        return range(group.start, min(group.end, group.start + cell))
    return range(max(group.start, group.end - row) if group.after_value else group.start, group.end)


def cells(shapes: Sequence[str]) -> list[str]:
    """Return for each token of those that may fill cells how many of those that stand together are full and how many
    empty, how many empty ones mostly part two full ones, and for an empty one its place among empty ones; "" for words
    and where no cell is empty."""
    found = [""] * len(shapes)
    mostly = _mostly(shapes)
    for first, last in _stretches(shapes, VALUES):
        empty = sum(one == EMPTY for one in shapes[first:last])
        if not empty:
            continue
        for at in range(first, last):
            found[at] = f"{fine(last - first - empty)} {fine(empty)} {mostly}"
        for begin, end in _stretches(shapes[first:last], frozenset(EMPTY)):
            for at in range(begin, end):
                found[first + at] += f" {min(at - begin, 3)} {min(end - begin, 8)}"
    return found


def _mostly(shapes: Sequence[str]) -> int:
    """Return how many empty cells mostly stand between two full ones that nothing else parts, at most three."""
    counts: Counter[int] = Counter()
    since: int | None = None
    for one in shapes:
        if one == EMPTY:
            since = None if since is None else since + 1
        elif one[0] in VALUES:
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


def solids(shapes: Sequence[str]) -> list[tuple[str, str] | None]:
    """Return for each token what stands next to it, empty cells aside; None where none stand beside it."""
    before, after = _fulls(shapes), _fulls(shapes[::-1])[::-1]
    empty = [False, *(one == EMPTY for one in shapes), False]
    return [(before[at], after[at]) if empty[at] or empty[at + 2] else None for at in range(len(shapes))]


def _fulls(shapes: Sequence[str]) -> list[str]:
    """Return for each token the last one before it that is not empty."""
    last = "^"
    found = []
    for one in shapes:
        found.append(last)
        last = last if one == EMPTY else one
    return found


def joints(index: LabelIndex, texts: Sequence[str], shapes: Sequence[str]) -> list[str]:
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


def _joint(index: LabelIndex, texts: Sequence[str], shapes: Sequence[str], first: int) -> tuple[int, str]:
    """Return how many tokens make the longest label from a token on, if it takes several, and the label's group."""
    whole, found = "", (0, "")
    for at in range(first, min(first + _MOST_PIECES, len(texts))):
        if shapes[at][0] in VALUES or len(texts[at]) > FAR:
            break
        whole += key(texts[at])
        if at > first and whole in index.exact:
            found = (at + 1 - first, group(index, index.exact[whole][0].label))
        if whole not in index.prefixes:
            break
    return found


def seams(index: LabelIndex, texts: Sequence[str], shapes: Sequence[str]) -> Iterator[str]:
    """Yield for each token whether some label goes on from the token before it to this one, and from this to the one
    after it: `+`, `-`, or `.` where a figure or prose stands on either side."""
    keys = ["" if one[0] in VALUES or len(text) > FAR else key(text) for text, one in zip(texts, shapes, strict=True)]
    if not keys:
        return
    seams = [".", *(_seam(index, left, right) for left, right in pairwise(keys)), "."]
    yield from map("".join, pairwise(seams))


def _seam(index: LabelIndex, left: str, right: str) -> str:
    if not left or not right:
        return "."
    return "+" if left[-_SEAM:] + right[:_SEAM] in index.runs else "-"


def series(texts: Sequence[str], shapes: Sequence[str]) -> list[str]:
    """Return for each token with a number its series: how many tokens and how many known headings are in it, which
    heading the one before it is and which the one after it.

    The words behind a number that stands alone have its series, and a mark of their own. Where a series is
    surely one of headings, words outside all series have `-`, and all else has "".
    """
    found = [""] * len(texts)
    is_headed = False
    for places in _all(texts, shapes):
        if len(places) < _LONE:
            continue
        heads = [_head(texts, shapes, at) for at in places]
        known = sum(head != "w" for head in heads)
        is_headed |= known >= _MANY or (known > 0 and len(places) >= _LONG)
        for at, before, after in zip(places, ["^", *heads], [*heads[1:], "$"], strict=False):
            found[at] = f"{size(len(heads))} {size(known)} {before} {after}"
            if _is_alone(texts[at]) and at + 1 < len(texts):
                found[at + 1] = f"+{found[at]}"
    if is_headed:
        return [one or "-" * (own[0] in "ws") for one, own in zip(found, shapes, strict=True)]
    return found


def _all(texts: Sequence[str], shapes: Sequence[str]) -> Iterator[list[int]]:
    """Yield the places of the tokens of each series. A number goes on with the series that came to the one before it
    last, so that a list within a section does not end the series of its headings."""
    open_at: dict[tuple[str, int], list[list[int]]] = defaultdict(list)
    for at, (text, own) in enumerate(zip(texts, shapes, strict=True)):
        match = None if own[0] in VALUES or (own[0] == "t" and own[-1] == "!") else _NUMBER.match(text)
        if not match:
            continue
        style, number = _read(match)
        before = open_at[style, number - 1]
        one = before.pop() if before else []
        one.append(at)
        open_at[style, number].append(one)
    for some in open_at.values():
        yield from some


def _read(match: re.Match[str]) -> tuple[str, int]:
    """Return the style of a number, and the number."""
    if match["digits"]:
        return match["mark"] + "1", int(match["digits"])
    return match["before"] + match["behind"], _NUMERALS.index(match["number"]) + 1


def _is_alone(text: str) -> bool:
    match = _NUMBER.match(text)
    return match is not None and not text[match.end() :].strip(_MARKUP)


def _head(texts: Sequence[str], shapes: Sequence[str], at: int) -> str:
    """Return which heading begins with a number, "w" where it is none that is known."""
    own = shapes[at + 1] if _is_alone(texts[at]) and at + 1 < len(shapes) else shapes[at]
    return own[:2] if own[0] == "s" and own[-1] in "!~" else "w"


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
