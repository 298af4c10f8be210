"""What stands around each token that is tagged, told by the shapes of others and by gaps."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from girml.labeler.empties import cells, parted, solids
from girml.labeler.joining import joints, seams
from girml.labeler.names import LabelIndex, key
from girml.labeler.series import series
from girml.labeler.shapes import FAR, NUMBERED, VALUES, shape
from girml.labeler.steps import fine, size
from girml.records import Gap, Tokens

AROUND = 2
"""How many neighbours on each side count."""


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
