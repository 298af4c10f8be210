"""Pages printed in marks: every character of a marked run is a code point of its own that behaves like the real one.

So one conversion gives the text and the places: nothing is searched for afterwards. Digits become digits of other
scripts (category Nd, left to right, narrow), wide characters CJK Extension A (letters, wide, in the basic plane, which
every tool knows), nil marks punctuation or symbols of their width. What converters treat in special ways (brackets,
points, commas, Latin letters, spaces) stays as it is; its place is inferred from its marked neighbours.

There are 480 such digits. The first digit of a run is always unique; where all others outnumber the supply, equal ones
of different runs share a code point, and belong to the run whose characters they follow. Where they follow another
run's, so that their owner is unclear, the text cannot be unmarked.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from unicodedata import bidirectional, category, combining, east_asian_width, normalize

from girml.synth.page import Page, Run, runs

Encode = Callable[[int, str], str]
Owner = tuple[int, int]

_RANGES = {
    "digit": ((0x0900, 0xFF00), (0x10400, 0x1E300)),
    "wide": ((0x3400, 0x4DC0), (0x20000, 0x2A6E0)),
    "narrow": ((0x0900, 0x2000), (0xA000, 0xAC00), (0x11000, 0x12000)),
    "ambiguous": ((0x2190, 0x2600),),
}
# Browsers may break a line between digits of Balinese, Javanese, Cham, Brahmi and Dives Akuru.
_BREAKING = (0x1B50, 0xA9D0, 0xAA50, 0x11066, 0x11950)
_TRAITS = {"digit": ("Nd", "N"), "wide": ("Lo", "W"), "narrow": ("Po", "N"), "ambiguous": ("S", "A")}
_NIL = {"/": "narrow", "\\": "narrow", "-": "narrow", "—": "ambiguous", "–": "ambiguous", "－": "wide"}


class Place(NamedTuple):
    """Where a character of the page stands in a text: its offset, the run's index, the character's index in it."""

    position: int
    run: int
    char: int


@dataclass(frozen=True, slots=True)
class Key:
    """What undoes the marks of a page: the real character and the owners of every mark; the runs' texts, "" where a
    run has no mark."""

    real: dict[str, str]
    owners: dict[str, tuple[Owner, ...]]
    texts: tuple[str, ...]


class Unmarked(NamedTuple):
    """A text in real characters, and the places in it of the characters of marked runs, in order of the text."""

    text: str
    places: tuple[Place, ...]


def mark(page: Page) -> tuple[Encode, Key]:
    """Return what encodes the runs of a page (for `to_html`), and the key that undoes it."""
    printed = list(runs(page))
    marks = _marks(printed)
    owners: dict[str, list[Owner]] = defaultdict(list)
    for owner, char in marks.items():
        owners[char].append(owner)
    coded = [
        "".join(marks.get((at, char), real) for char, real in enumerate(run.text)) for at, run in enumerate(printed)
    ]
    real = {char: printed[where[0][0]].text[where[0][1]] for char, where in owners.items()}
    texts = tuple(run.text if run.mark else "" for run in printed)
    return lambda index, _: coded[index], Key(real, {char: tuple(where) for char, where in owners.items()}, texts)


def unmark(text: str, key: Key) -> Unmarked | None:
    """Return a converted text in real characters, with their places; None where the owner of a mark is unclear."""
    found: dict[int, Owner] = {}
    before: Owner = (-1, -1)
    for position, char in enumerate(text):
        if char in key.owners:
            owner = _owner(key.owners[char], before)
            if owner is None:
                return None
            found[position] = before = owner
    real = "".join(key.real.get(char, char) for char in text)
    for step in (1, -1):
        found |= _neighbours(real, found, texts=key.texts, step=step)
    return Unmarked(real, tuple(Place(position, *found[position]) for position in sorted(found)))


@cache
def pool(name: str) -> tuple[str, ...]:
    """Return the code points that may stand for characters of a class, in order: "digit", "wide" and so on.

    >>> len(pool("digit")), pool("digit")[:3], pool("wide")[0]
    (480, ('०', '१', '२'), '㐀')
    """
    every = (chr(code) for first, end in _RANGES[name] for code in range(first, end))
    return tuple(char for char in every if _fits(char, *_TRAITS[name]))


def _fits(char: str, sort: str, width: str) -> bool:
    if any(0 <= ord(char) - zero < 10 for zero in _BREAKING):
        return False
    plain = normalize("NFKC", char) == char and not combining(char)
    left_to_right = bidirectional(char) in ("L", "ON")
    return plain and left_to_right and category(char).startswith(sort) and east_asian_width(char) == width


def _class(run: Run, char: str) -> str | None:
    """Return the class of code points that a character of a run is printed in, None where it stays as it is."""
    if run.mark is None:
        return None
    if category(char) == "Lo" or "０" <= char <= "９":
        return "wide"
    if run.mark.tag == "blank":
        return _NIL.get(char)
    # Furniture is full of numbers that nothing is read from; the supply of digits is not for them.
    return "digit" if char.isdecimal() and run.mark.tag != "furniture" else None


def _marks(printed: Sequence[Run]) -> dict[Owner, str]:
    """Return the mark of every character that gets one; the first of each class in a run goes before all others."""
    first: list[tuple[Owner, str, str]] = []
    rest: list[tuple[Owner, str, str]] = []
    for at, run in enumerate(printed):
        seen: set[str] = set()
        for char, real in enumerate(run.text):
            name = _class(run, real)
            if name:
                (rest if name in seen else first).append(((at, char), name, real))
                seen.add(name)
    fresh = {name: iter(pool(name)) for name in _RANGES}
    marks = {owner: next(fresh[name]) for owner, name, _ in first}
    return marks | _shared(rest, fresh)


def _shared(rest: Sequence[tuple[Owner, str, str]], fresh: dict[str, Iterator[str]]) -> dict[Owner, str]:
    """Return marks that are unique while the supply lasts, then those of equal characters, longest unused first; a
    character that none of them stands for stays as it is."""
    marks: dict[Owner, str] = {}
    used: dict[str, list[str]] = defaultdict(list)
    for owner, name, real in rest:
        char = next(fresh[name], None) or (used[real].pop(0) if used[real] else None)
        if char:
            marks[owner] = char
            used[real].append(char)
    return marks


def _owner(owners: Sequence[Owner], before: Owner) -> Owner | None:
    if len(owners) == 1:
        return owners[0]
    return min((one for one in owners if one[0] == before[0] and one[1] > before[1]), default=None)


def _neighbours(text: str, found: dict[int, Owner], *, texts: Sequence[str], step: int) -> dict[int, Owner]:
    """Return the places of characters kept as they are, white space aside, that stand next to found ones."""
    more: dict[int, Owner] = {}
    for position, (run, char) in found.items():
        while True:
            position, char = _beside(text, position, step), _beside(texts[run], char, step)
            if not 0 <= char < len(texts[run]) or not 0 <= position < len(text) or position in found:
                break
            if text[position] != texts[run][char]:
                break
            more[position] = (run, char)
    return more


def _beside(text: str, at: int, step: int) -> int:
    """Return the place of the next character that is no white space; it may lie outside the text."""
    at += step
    while 0 <= at < len(text) and text[at].isspace():
        at += step
    return at
