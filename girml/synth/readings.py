"""The readings of one strip: every way to give what stands in it to its cells that breaks no rule within it.

The search runs from right to left, so that a total comes before its parts and cuts them short.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb

from girml.synth.strips import Content, Nil, Token
from girml.text.values import parse

Number = int | float
Reading = tuple[Content, ...]
Sides = tuple[tuple[int, ...], tuple[int, ...]]
"""An equality rule within a strip: the positions of the cells on its left and on its right."""

MOST_STEPS, MOST_READINGS = 50_000, 2_000
"""Steps of the search, and readings found, beyond which a strip has too many to list."""

_PADDED = re.compile(r"\D*0\d")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a reading may do: cut runs, leave cells blank without a trace, join neighbours even where cells are left
    blank (where there are more of them than cells, so many are joined anyway)."""

    cuts: bool
    blanks: bool
    joins: bool = False


def figure_count(tokens: Sequence[Token], *, cut: bool) -> int:
    """Return the most figures that tokens may hold, cut wherever digit stands by digit or not at all."""
    return sum(_most_figures(token) if cut else 1 for token in tokens)


# Rows of zeros are most rows of most reports: they are worked out once.
@lru_cache(maxsize=1 << 11)
def readings(
    tokens: tuple[Token, ...], cells: int, rules: tuple[Sides, ...], allowed: Allowed
) -> tuple[Reading, ...] | None:
    """Return the readings of a strip of so many cells, none twice; None where they are too many to list."""
    plain_blanks = allowed.blanks and not allowed.cuts
    if plain_blanks and cells >= len(tokens) and comb(cells, len(tokens)) > MOST_STEPS:
        return None
    search = _Search(tokens, cells, rules, allowed)
    search.fill(cells - 1, len(tokens) - 1, None)
    return tuple(search.found) if search.steps <= MOST_STEPS and len(search.found) <= MOST_READINGS else None


def rule_number(content: Content) -> Number | None:
    """Return what a content counts in a rule, None where it is unknown."""
    if content is Nil.MARK:
        return 0
    return content if isinstance(content, (int, float)) else None


@lru_cache(maxsize=1 << 14)
def _figure(text: str) -> Number | None:
    """Return the value of a figure printed without leading zeros, or None."""
    if _PADDED.match(text):
        return None
    figure = parse(text)
    return figure.value if figure else None


def _joint(text: str, at: int) -> bool:
    return text[at - 1 : at + 1].isdecimal() and 0 < at < len(text)


def _is_number(token: Token) -> bool:
    return isinstance(token.content, (int, float)) or token.is_run


@lru_cache(maxsize=1 << 12)
def _most_figures(token: Token) -> int:
    return 1 + sum(_joint(token.text, at) for at in range(1, len(token.text))) if _is_number(token) else 1


class _Balance:
    """A rule while cells are filled: what is known of both sides, what of them is blank, and how much is to come."""

    __slots__ = ("blank", "known", "to_come")

    def __init__(self, sides: Sides) -> None:
        self.known: list[Number] = [0, 0]
        self.blank = [0, 0]
        self.to_come = [len(sides[0]), len(sides[1])]

    def add(self, side: int, number: Number | None, sign: int) -> None:
        """Fill a cell (sign 1) or empty it again (sign -1)."""
        self.to_come[side] -= sign
        if number is None:
            self.blank[side] += sign
        else:
            self.known[side] += sign * number

    def may_hold(self) -> bool:
        """Return whether a side that is complete still bounds what is known of the other."""
        left, right = self.known
        right_told = not self.to_come[1] and not self.blank[1]
        left_told = not self.to_come[0] and not self.blank[0]
        return not (right_told and left > right) and not (left_told and right > left)


class _Search:
    """A search for readings: what is placed so far, the rules' balances, the steps taken."""

    def __init__(self, tokens: Sequence[Token], cells: int, rules: Sequence[Sides], allowed: Allowed) -> None:
        self.tokens, self.allowed = tokens, allowed
        self.joins = len(tokens) - 1 if allowed.joins else max(0, len(tokens) - cells)
        self.placed: list[Content] = [None] * cells
        self.found: dict[Reading, None] = {}
        self.steps = 0
        self.balances = [_Balance(sides) for sides in rules]
        self.sides: list[list[tuple[_Balance, int]]] = [[] for _ in range(cells)]
        for balance, sides in zip(self.balances, rules, strict=True):
            for side in (0, 1):
                for cell in sides[side]:
                    self.sides[cell].append((balance, side))
        self.most = [0]
        for token in tokens:
            self.most.append(self.most[-1] + (_most_figures(token) if allowed.cuts else 1))

    def fill(self, cell: int, token: int, end: int | None) -> None:
        """Fill the cells up to `cell` from the tokens up to `token`, of which what stands before `end` is left."""
        self.steps += 1
        if self.steps > MOST_STEPS or len(self.found) > MOST_READINGS or not self._fits(cell + 1, token, end):
            return
        if cell < 0:
            self.found[tuple(self.placed)] = None
            return
        if self.allowed.blanks and (cell > token or self.allowed.joins):
            self._place(cell, None, (token, end))
        if token >= 0:
            for content, rest in self._figures(token, end):
                self._place(cell, content, rest)

    def _place(self, cell: int, content: Content, rest: tuple[int, int | None]) -> None:
        number = rule_number(content)
        for balance, side in self.sides[cell]:
            balance.add(side, number, 1)
        if all(balance.may_hold() for balance, _ in self.sides[cell]):
            self.placed[cell] = content
            self.fill(cell - 1, *rest)
        for balance, side in self.sides[cell]:
            balance.add(side, number, -1)

    def _fits(self, cells: int, token: int, end: int | None) -> bool:
        """Return whether what is left has neither too few figures for the cells that are left, nor too many."""
        left = token + 1
        if self.allowed.joins:
            return cells > 0 or not left
        if self.joins:
            return left >= cells > 0 or left == cells == 0
        if left > cells:
            return False
        if self.allowed.blanks:
            return True
        most = self.most[left] if end is None else self.most[token] + _figures_before(self.tokens[token].text, end)
        return most >= cells and self._may_reach(cells, token, end)

    def _may_reach(self, cells: int, token: int, end: int | None) -> bool:
        """Return whether the digits left in the first token are enough for the total they have to make."""
        if token or not cells or len(self.sides[0]) != 1 or not self.tokens[0].text.isdecimal():
            return True
        balance = self.sides[0][0][0]
        if balance.to_come != [cells, 0] or balance.blank[1]:
            return True
        digits = len(self.tokens[0].text) if end is None else end
        most: int = 10 ** (digits - cells + 1) + 9 * (cells - 1)
        return balance.known[0] + most >= balance.known[1]

    def _figures(self, token: int, end: int | None) -> Iterator[tuple[Content, tuple[int, int | None]]]:
        """Yield what the last figure of the tokens left may be, with what is left before it."""
        one = self.tokens[token]
        if self.allowed.cuts and _is_number(one):
            yield from self._cut(token, len(one.text) if end is None else end)
        whole = one.content if end is None and not one.is_run else _figure(one.text[:end])
        if whole is not None or not one.text:
            yield whole, (token - 1, None)
        yield from self._joined(token)

    def _cut(self, token: int, stop: int) -> Iterator[tuple[Content, tuple[int, int | None]]]:
        for number, start in _ends(self.tokens[token].text, stop):
            yield number, (token, start)

    def _joined(self, token: int) -> Iterator[tuple[Content, tuple[int, int | None]]]:
        """Yield the figures that the last tokens make together, where neighbours may be joined."""
        for first in range(token - 1, max(-1, token - 1 - self.joins), -1):
            number = _figure("".join(one.text for one in self.tokens[first : token + 1]))
            if number is not None:
                yield number, (first - 1, None)


@lru_cache(maxsize=1 << 14)
def _ends(text: str, stop: int) -> tuple[tuple[Number, int], ...]:
    """Return the figures that may end at a place of a run, shortest first, with where they start: not at its start."""
    starts = [start for start in range(stop - 1, 0, -1) if _joint(text, start)]
    return tuple([(number, start) for start in starts if (number := _figure(text[start:stop])) is not None])


@lru_cache(maxsize=1 << 14)
def _figures_before(text: str, end: int) -> int:
    return 1 + sum(_joint(text, at) for at in range(1, end))
