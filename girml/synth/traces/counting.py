"""Blanks counted in gaps: a gap with more separators than its like holds blank cells, a fixed number for each.

What separates is what parts figures in this text: delimiters, else line ends, else spaces. It counts as a trace only
where the gaps of the text agree on how much a blank adds.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from girml.synth.traces.ends import Ends, ends
from girml.synth.traces.gaps import (
    AGREEING,
    DELIMITERS,
    LINES,
    SPACES,
    counter,
    gap_ends,
    line_end,
    separator_of,
    stand_on_lines,
)
from girml.synth.traces.rows import Gap, Side, TextRow

EMPTY_LINES = re.compile(r"(?<=\n)[^\S\n\t]*\u00a0[^\S\n\t]*(?=\n)")
PLAIN_SPACES, _HARD_SPACE = re.compile(r" "), re.compile(r"(?<= )\u00a0+(?= )")
_LINE_BEGINS = re.compile(r"[^\S\n\t]*[|│┃║]")

Key = tuple[Side, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Counting:
    """How a text counts blanks: what separates, how many of it stand in a gap without blanks (`assumed` for those that
    no row shows), how many a blank adds."""

    text: str
    separator: re.Pattern[str]
    units: dict[Key, int]
    assumed: frozenset[Key]
    step: int
    within_lines: bool

    def positions(self, gap: Gap) -> list[int]:
        """Return the places right behind each separator of a gap, none where something else stands in it."""
        start, end = gap_ends(self.text, gap, within_lines=self.within_lines)
        return [match.end() for match in self.separator.finditer(self.text, start, end)] if end is not None else []

    def unit(self, gap: Gap) -> int | None:
        """Return how many separators a gap of this sort has without blanks, None where the text does not show it."""
        return self.units.get((gap.side, gap.group))

    def agrees(self, gap: Gap) -> bool:
        """Return whether a gap has as many separators as its blanks call for; a row without an item needs enough."""
        count = len(self.positions(gap))
        if gap.side == "whole":
            enough = count > gap.blanks or (count == gap.blanks and self.within_lines)
            return enough if self.separator is DELIMITERS else self.separator is EMPTY_LINES and count == gap.blanks
        unit = self.unit(gap)
        return unit is not None and count == unit + gap.blanks * self.step

    def contradicts(self, gap: Gap) -> bool:
        """Return whether a gap has more or fewer separators than its blanks call for."""
        return self.unit(gap) is not None and (gap.side, gap.group) not in self.assumed and not self.agrees(gap)

    def is_short(self, gap: Gap) -> bool:
        """Return whether a gap has fewer separators than any without a blank."""
        unit = self.unit(gap)
        return unit is not None and len(self.positions(gap)) < unit

    def places(self, gap: Gap) -> Iterator[tuple[int, int]]:
        """Yield the column of each blank of a gap, and the place where it shows: behind the separator before it."""
        found = self.positions(gap)
        first = self._first(gap, len(found))
        for number, column in enumerate(range(gap.first, gap.last)):
            at = first + number * self.step
            if found:
                # A blank that a line begins with has no separator before it: it stands before the first, if that is
                # none itself.
                yield column, found[min(at, len(found) - 1)] if at >= 0 else found[0] - self._is_begun(gap)

    def _is_begun(self, gap: Gap) -> bool:
        """Return whether a blank before the first separator of a gap stands before it: not where it is a space, nor a
        delimiter behind a label."""
        begin = gap_ends(self.text, gap, within_lines=self.within_lines)[0]
        at_line = self.text[begin - 1 : begin] in ("", "\n")
        return self.separator not in (SPACES, PLAIN_SPACES) and (at_line or self.separator is not DELIMITERS)

    def _first(self, gap: Gap, count: int) -> int:
        """Return behind which separator the first blank of a gap shows: before an item they are counted from it."""
        if gap.side == "lead":
            return count - gap.blanks * self.step - (self.separator is not EMPTY_LINES)
        lead = ("lead", gap.group)
        if gap.side == "whole" and lead in self.units and lead not in self.assumed:
            return self.units[lead] - 1
        return self.step - 1 if gap.side != "whole" else 0


def counting(text: str, rows: Sequence[TextRow]) -> Counting | None:
    """Return how a text counts blanks, None where its gaps do not agree."""
    gaps = [gap for row in rows for gap in row.gaps]
    inner = [gap for gap in gaps if gap.side == "inner"]
    separator = separator_of(text, [gap for gap in inner if not gap.blanks] or [gap for gap in gaps if not gap.blanks])
    return None if separator is None else _counting(text, rows, separator)


def hard_spaces(text: str, rows: Sequence[TextRow]) -> Counting | None:
    """Return how a text counts blanks by hard spaces that stand between plain ones, None where it has none of these:
    figures may have hard spaces beside them, so that plain spaces alone part what stands in a row."""
    return _counting(text, rows, PLAIN_SPACES) if _HARD_SPACE.search(text) else None


def _counting(text: str, rows: Sequence[TextRow], separator: re.Pattern[str]) -> Counting | None:
    gaps = [gap for row in rows for gap in row.gaps]
    inner = [gap for gap in gaps if gap.side == "inner"]
    within = separator is not LINES and stand_on_lines(text, gaps)
    count = counter(text, separator, within_lines=within)
    units = dict(_units(gaps, count))
    if separator is DELIMITERS:
        units.setdefault(("inner", ()), 1)
    lead = _lead(units)
    if all(gap.blanks for gap in inner) and lead is not None:
        # No row shows two figures: what parts them is what parts a label from its figure.
        units["inner", ()] = lead
    if ("inner", ()) not in units or lead is None:
        return None
    step = _step(inner, units, count) or _step(gaps, units, count)
    if not step and separator is DELIMITERS and _are_all_shown(text, rows, count):
        step = 1
    observed = set(units)
    # Lines that hold a hard space show blanks better.
    ended = None if step or within or EMPTY_LINES.search(text) else ends(rows, lead, count)
    if ended:
        step = ended.step
        # Rows end in many ways where cells are merged: what stands at an end is not held against the other one.
        observed = {("inner", ())}
        _add_ends(gaps, ended, units)
    if not step:
        return None
    found = _with_ends(Counting(text, separator, units, frozenset(units.keys() - observed), step, within), rows)
    blank = [gap for gap in inner if gap.blanks]
    return found if sum(map(found.agrees, blank)) >= AGREEING * len(blank) else None


def _lead(units: Mapping[Key, int]) -> int | None:
    """Return what stands between a label and its figure: the same in all rows that show it, else as between figures."""
    leads = {unit for (side, _), unit in units.items() if side == "lead"}
    return leads.pop() if len(leads) == 1 else units.get(("inner", ()))


def _with_ends(counts: Counting, rows: Sequence[TextRow]) -> Counting:
    """Return how a text counts blanks, with what stands at ends that always hold some, as other gaps tell it."""
    units, observed = counts.units, counts.units.keys() - counts.assumed
    gaps = [gap for row in rows for gap in row.gaps]
    if counts.separator is DELIMITERS and counts.within_lines:
        _add_tails(counts.text, rows, units)
    units.update(_told_by_other_ends(replace(counts, assumed=frozenset(units.keys() - observed)), rows))
    if not counts.within_lines:
        _add_lead_of_table_4(gaps, units)
    elif counts.separator is DELIMITERS:
        _add_border_of_table_4(counts.text, rows, units)
    return _with_leads(replace(counts, assumed=frozenset(units.keys() - observed)), gaps)


def _told_by_other_ends(counts: Counting, rows: Sequence[TextRow]) -> dict[Key, int]:
    """Return the units of ends that always hold blanks, by rows that tell their columns from the other end."""
    found: dict[Key, Counter[int]] = {}
    for row in rows:
        ends = [gap for gap in row.gaps if gap.side in ("lead", "tail")]
        if any(map(counts.agrees, ends)):
            for gap in ends:
                if counts.unit(gap) is None:
                    count = len(counts.positions(gap)) - gap.blanks * counts.step
                    found.setdefault((gap.side, gap.group), Counter())[count] += 1
    most = {key: numbers.most_common(1)[0] for key, numbers in found.items()}
    return {key: number for key, (number, times) in most.items() if times > 1 and number >= 0}


def empty_lines(text: str, rows: Sequence[TextRow]) -> Counting | None:
    """Return how a text counts blanks by lines that hold nothing but a hard space, None where it has none of these."""
    if not EMPTY_LINES.search(text):
        return None
    units: dict[Key, int] = {(gap.side, gap.group): 0 for row in rows for gap in row.gaps}
    return Counting(text, EMPTY_LINES, units, frozenset(), 1, within_lines=False)


def _units(gaps: Iterable[Gap], count: Callable[[Gap], int | None]) -> Iterator[tuple[Key, int]]:
    """Yield how many separators most gaps of a sort have that hold no blank; inner ones must agree."""
    found: dict[Key, Counter[int]] = {}
    for gap in gaps:
        if not gap.blanks and (number := count(gap)) is not None:
            found.setdefault((gap.side, gap.group), Counter())[number] += 1
    for key, numbers in found.items():
        number, times = numbers.most_common(1)[0]
        # A gap at an end is no evidence for itself.
        if times > 1 and (key[0] != "inner" or times >= AGREEING * numbers.total()):
            yield key, number


def _step(gaps: Iterable[Gap], units: dict[Key, int], count: Callable[[Gap], int | None]) -> int | None:
    """Return how many separators most blanks add; None where no gap has any, or they add none."""
    steps: Counter[Fraction] = Counter()
    for gap in gaps:
        unit, number = units.get((gap.side, gap.group)), count(gap)
        if gap.blanks and unit is not None and number is not None:
            steps[Fraction(number - unit, gap.blanks)] += 1
    if not steps:
        return None
    step, times = steps.most_common(1)[0]
    agreeing = step > 0 and step.denominator == 1 and times >= AGREEING * steps.total()
    return int(step) if agreeing else 0


def _are_all_shown(text: str, rows: Sequence[TextRow], count: Callable[[Gap], int | None]) -> bool:
    """Return whether nearly every gap has a delimiter for each of its blanks, and one more where no line ends."""
    blank = [gap for row in rows for gap in row.gaps if gap.blanks]
    shown = sum((count(gap) or 0) >= gap.blanks + (line_end(text, gap) is None) for gap in blank)
    return shown >= AGREEING * len(blank)


def _add_ends(gaps: Iterable[Gap], ended: Ends, units: dict[Key, int]) -> None:
    """Add what stands at ends that always hold blanks."""
    for gap in gaps:
        if gap.side in ("lead", "tail") and gap.group[0] != "t4":
            units.setdefault((gap.side, gap.group), ended.lead if gap.side == "lead" else ended.tail)


def _with_leads(counts: Counting, gaps: Iterable[Gap]) -> Counting:
    """Return how a text counts blanks, with what stands between a label and its figure where that always holds blanks:
    as much as between two figures, if it is so in other rows."""
    leads: set[Key] = {("lead", gap.group) for gap in gaps if gap.side == "lead" and gap.group[0] != "t4"}
    unit = counts.units["inner", ()]
    added = leads - counts.units.keys()
    if {counts.units[key] for key in leads - added} != {unit}:
        return counts
    return replace(counts, units=counts.units | dict.fromkeys(added, unit), assumed=counts.assumed | added)


def _add_lead_of_table_4(gaps: Iterable[Gap], units: dict[Key, int]) -> None:
    """Add what stands between the heads of table 4 and its row: as much as between two rows of table 3."""
    between = units.get(("tail", ("t3", "7")))
    for gap in gaps:
        if between is not None and gap.side == "lead" and gap.group[0] == "t4":
            units.setdefault((gap.side, gap.group), between)


def _add_border_of_table_4(text: str, rows: Sequence[TextRow], units: dict[Key, int]) -> None:
    """Add how many delimiters begin the line of table 4 before its first cell: as many as those of other rows."""
    lines = [text.rfind("\n", 0, row.items[0].start) + 1 for row in rows if row.items and row.table != "t4"]
    begun = sum(_LINE_BEGINS.match(text, line) is not None for line in lines)
    if begun in (0, len(lines)):
        for row in rows:
            for gap in row.gaps:
                if gap.side == "lead" and gap.group[0] == "t4":
                    units.setdefault((gap.side, gap.group), int(begun > 0))


def _add_tails(text: str, rows: Sequence[TextRow], units: dict[Key, int]) -> None:
    """Add how many delimiters end a line where no row shows it: one where lines begin with one, else none."""
    for row in rows:
        for gap in row.gaps:
            if gap.side == "tail" and line_end(text, gap) is not None:
                line = text.rfind("\n", 0, gap.start) + 1
                units.setdefault((gap.side, gap.group), 1 if _LINE_BEGINS.match(text, line) else 0)
