"""Where the admissible readings of a table agree: the readings of its strips, joined over the rules between them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from girml.records import Rule
from girml.synth.effects import LEFT, RIGHT, Effect, Effects, Joint, Number, TooLongError, added, hold_together
from girml.synth.readings import Reading, rule_number
from girml.synth.strips import Content, Nil

_NOTHING = Effect(0, 0)


class Options(NamedTuple):
    """The cells of a strip and the readings that its own rules admit."""

    cells: tuple[str, ...]
    readings: Sequence[Reading]


class _Domain(NamedTuple):
    """A strip's readings by their effects on the rules: those of one class stand for each other."""

    cells: tuple[str, ...]
    classes: dict[Effects, list[Reading]]


def disagreements(
    options: Sequence[Options], rules: Sequence[Rule], known: Mapping[str, Number], printed: Mapping[str, Content]
) -> frozenset[str] | None:
    """Return the cells on which an admissible reading differs from the print, or from another one where `printed`
    lacks the cell; None where no reading is admissible, or the search for one takes too long.

    `known` holds the numbers of all cells outside the options that the rules may count.
    """
    if not all(one.readings for one in options):
        return None
    inside = {cell for one in options for cell in one.cells}
    base = tuple([_effect(rule, known, without=inside) for rule in rules])
    table = _Table([_domain(one, rules, printed) for one in options], base, printed)
    return table.differing()


def same(one: Content, other: Content) -> bool:
    """Return whether two contents are one to gold: the same value, or both blank."""
    return (None if one is Nil.MARK else one) == (None if other is Nil.MARK else other)


def is_print(cells: Sequence[str], reading: Reading, printed: Mapping[str, Content]) -> bool:
    """Return whether a reading agrees with the print wherever `printed` tells it."""
    return all(cell not in printed or same(one, printed[cell]) for cell, one in zip(cells, reading, strict=True))


def _effect(rule: Rule, known: Mapping[str, Number], *, without: Collection[str]) -> Effect:
    """Return what the cells of a rule do to it: those not known are blank, those `without` do nothing."""
    surplus: Number = 0
    blanks = 0
    for cells, sign, blank in ((rule.left, 1, LEFT), (rule.right, -1, RIGHT)):
        for cell in cells:
            if cell in known:
                surplus += sign * known[cell]
            elif cell not in without:
                blanks |= blank
    return Effect(surplus, blanks)


def _domain(options: Options, rules: Sequence[Rule], printed: Mapping[str, Content]) -> _Domain:
    """Return a strip's readings, the print before all others, so that a search begins with it."""
    places = {cell: at for at, cell in enumerate(options.cells)}
    terms = [_terms(rule, places) for rule in rules]
    classes: dict[Effects, list[Reading]] = {}
    for reading in sorted(options.readings, key=lambda one: not is_print(options.cells, one, printed)):
        numbers = [rule_number(content) for content in reading]
        effects = tuple([_of_terms(one, numbers) if one else _NOTHING for one in terms])
        classes.setdefault(effects, []).append(reading)
    return _Domain(options.cells, classes)


def _terms(rule: Rule, places: Mapping[str, int]) -> list[tuple[int, int, int]]:
    """Return the cells of a strip in a rule: place, sign, and what a blank there counts as."""
    left = [(places[cell], 1, LEFT) for cell in rule.left if cell in places]
    return left + [(places[cell], -1, RIGHT) for cell in rule.right if cell in places]


def _of_terms(terms: Iterable[tuple[int, int, int]], numbers: Sequence[Number | None]) -> Effect:
    surplus: Number = 0
    blanks = 0
    for place, sign, blank in terms:
        number = numbers[place]
        if number is None:
            blanks |= blank
        else:
            surplus += sign * number
    return Effect(surplus, blanks)


class _Table:
    """The search over a table: the domains of its strips, what the other cells do to the rules, the print (completed
    by the first solution), and the cells found to differ from it."""

    def __init__(self, domains: Sequence[_Domain], base: Effects, printed: Mapping[str, Content]) -> None:
        self._domains, self._base, self._printed = domains, base, dict(printed)
        self._differing: set[str] = set()
        self._witnessed: set[tuple[int, Effects]] = set()

    def differing(self) -> frozenset[str] | None:
        """Return the cells that differ in some solution; None where none was found."""
        try:
            joint = Joint([list(one.classes) for one in self._domains], self._base)
            first = joint.solve()
        except TooLongError:
            return None
        if first is None:
            return None
        for domain, effects in zip(self._domains, first, strict=True):
            for cell, content in zip(domain.cells, domain.classes[effects][0], strict=True):
                self._printed.setdefault(cell, content)
        self._witness(first)
        self._ask(joint)
        return frozenset(self._differing)

    def _ask(self, joint: Joint) -> None:
        """Ask for a solution that tells something new until there is none."""
        while news := list(self._untold()):
            try:
                solution = joint.solve(news)
            except TooLongError:
                # Not refuted: to count their cells as undecided claims less.
                self._differing.update(*[self._news(at, effects) for at, effects in news])
                return
            if solution is None:
                return
            self._witness(solution)

    def _untold(self) -> Iterator[tuple[int, Effects]]:
        """Yield the classes, by their strips, that would tell something new if they occurred in a solution."""
        for at, domain in enumerate(self._domains):
            for effects in domain.classes:
                if (at, effects) not in self._witnessed and not self._news(at, effects) <= self._differing:
                    yield at, effects

    def _news(self, at: int, effects: Effects) -> set[str]:
        """Return the cells on which some reading of a class differs from the print."""
        cells, found = self._domains[at].cells, self._domains[at].classes[effects]
        return {
            cell
            for reading in found
            for cell, one in zip(cells, reading, strict=True)
            if not same(one, self._printed[cell])
        }

    def _witness(self, solution: Sequence[Effects]) -> None:
        """Mark a solution, and all that differ from it in one strip alone."""
        before = list(accumulate(solution, added, initial=self._base))
        nothing = (_NOTHING,) * len(self._base)
        behind = list(accumulate(reversed(solution), added, initial=nothing))[::-1]
        for at, domain in enumerate(self._domains):
            others = added(before[at], behind[at + 1])
            for effects in domain.classes:
                if (at, effects) not in self._witnessed and hold_together(others, effects):
                    self._witnessed.add((at, effects))
                    self._differing |= self._news(at, effects)
