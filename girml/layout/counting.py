"""Places by counting: what stands between the figures of full rows shows how many separators a gap has without blanks,
the short rows how many a blank adds."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from girml.layout.fields import label_span, vacant_columns
from girml.layout.gaps import Gaps
from girml.layout.places import Place, Places, Row, delimited, whole
from girml.layout.segments import TABLE_4

# What parts figures, in the order in which it is looked for.
_SEPARATORS = (re.compile(r"[|\t│┃║]"), re.compile(r"\n"), re.compile(r"[^\S\n]"))
_, _LINES, _SPACES = _SEPARATORS
_PLAIN_SPACES, _HARD_SPACE = re.compile(r" "), re.compile(r"(?<= )\u00a0+(?= )")
_AGREEING = 0.8
_LAST = "$"
_LEAST_ROWS, _LEAST_SHARE = 2, 0.1

Sort = tuple[str, str, int]
"""Gaps that are alike but for their blanks: at which side of a row, of which table (behind it, for a tail: how many
label columns the next row leaves empty, `$` for the last row), and of how many label columns (lead) or cells
(tail)."""
INNER: Sort = ("inner", "", 0)
Extras = list[int | None] | None
"""How many separators each gap of a row has more than without a blank."""


class _Counted(NamedTuple):
    """The gaps of a row: before its first figure, between each two, and behind its last, each with its sort and how
    many separators it has, None where something else stands in it; and how many cells of the row are blank."""

    sorts: tuple[Sort, ...]
    counts: tuple[int | None, ...]
    blanks: int


def by_counting(gaps: Gaps, rows: Sequence[Row]) -> tuple[Place, Place]:
    """Return two ways to place figures by the separators that blanks add to the gaps of a row: one for rows whose cells
    delimiters part on a line, one for all others."""
    separator = _separator(gaps.values())
    within = separator is not _LINES and not any("\n" in gap for own in gaps.values() for gap in own[1:-1] if gap)
    counts = {row: tuple([_count(gap, separator, within) for gap in own]) for row, own in gaps.items()}
    last = {spec.id[:2]: id(segment) for spec, segment in rows}
    after = {id(segment): vacant_columns(spec, other) for (spec, segment), (other, _) in pairwise(rows)}

    def counted(row: Row, vacant: dict[int, int]) -> _Counted:
        spec, segment = row
        table = spec.id[:2]
        end = table + (_LAST if last[table] == id(segment) else str(vacant.get(id(segment), 0)))
        inner = [INNER] * (len(segment.printed) - 1)
        sorts = (("lead", table, label_span(spec)), *inner, ("tail", end, len(spec.cells)))
        return _Counted(sorts, counts[id(segment)], len(spec.cells) - len(segment.printed))

    def learned(vacant: dict[int, int]) -> tuple[dict[int, int], dict[Sort, int], int]:
        shown = [counted(row, vacant) for row in rows if 0 < len(row[1].printed) <= len(row[0].cells)]
        units = _units(shown)
        extras = [_extras(row, units) for row in shown]
        step = _step(shown, extras)
        units |= _told(shown, extras, step)
        return vacant, units | _assumed(shown, units), step

    # Some converters print the label columns that a row leaves to labels above it: behind the row before, it seems.
    plain = learned({})
    spanning = learned(after) if not plain[2] else plain
    vacant, units, step = spanning if spanning[2] else plain

    def places(row: Row) -> Places | None:
        if not row[1].printed:
            return None
        own = counted(row, vacant)
        extras = _ended(own, _extras(own, units), units, step)
        return _places(own, extras, step or _own_step(own, extras, units), len(row[0].cells))

    def on_lines(row: Row) -> Places | None:
        return places(row) if delimited(row[1]) else None

    def apart(row: Row) -> Places | None:
        return None if delimited(row[1]) else places(row)

    return on_lines, apart


def _separator(gaps: Iterable[Sequence[str | None]]) -> re.Pattern[str]:
    inner = [gap for one in gaps for gap in one[1:-1] if gap is not None]
    fitting = (
        one for one in _SEPARATORS if inner and sum(bool(one.search(gap)) for gap in inner) >= _AGREEING * len(inner)
    )
    found = next(fitting, _LINES)
    # A hard space between plain ones is a blank; figures may have some beside them, too.
    return _PLAIN_SPACES if found is _SPACES and any(map(_HARD_SPACE.search, inner)) else found


@lru_cache(maxsize=1 << 12)
def _count(gap: str | None, separator: re.Pattern[str], within: bool) -> int | None:
    if gap is None:
        return None
    return len(separator.findall(gap.split("\n")[0] if within else gap))


def _units(rows: Sequence[_Counted]) -> dict[Sort, int]:
    """Return how many separators most gaps of a sort have in rows without a blank."""
    whole = [pair for row in rows if not row.blanks for pair in zip(row.sorts, row.counts, strict=True)]
    units, common = {}, _common(rows)
    for sort, counts in _by_sort((sort, count) for sort, count in whole if count is not None):
        unit, times = counts.most_common(1)[0]
        if times >= _LEAST_ROWS and (sort != INNER or times >= _AGREEING * counts.total()):
            units[sort] = min(unit, common.get(sort, unit))
    if INNER not in units and (least := _least_inner(rows)):
        units[INNER] = least
    return units | _assumed(rows, units)


def _common(rows: Iterable[_Counted]) -> dict[Sort, int]:
    """Return how many separators nearly all gaps of a sort have at an end of a row: a blank only adds some, so that
    full rows with more stand before something else."""
    found = [pair for row in rows for pair in zip(row.sorts, row.counts, strict=True)]
    ends = dict(_by_sort((sort, count) for sort, count in found if sort != INNER and count is not None))
    most = {sort: counts.most_common(1)[0] for sort, counts in ends.items()}
    return {sort: count for sort, (count, times) in most.items() if times >= _AGREEING * ends[sort].total()}


def _by_sort(counts: Iterable[tuple[Sort, int]]) -> Iterable[tuple[Sort, Counter[int]]]:
    """Return how often gaps of each sort have how many separators."""
    found: dict[Sort, Counter[int]] = {}
    for (sort, count), times in Counter(counts).items():
        found.setdefault(sort, Counter())[count] = times
    return found.items()


def _least_inner(rows: Iterable[_Counted]) -> int | None:
    """Return the least that stands between two figures, where it does so again and again: numbers that are cut have
    less within them, but are few."""
    inner = Counter([count for row in rows for count in row.counts[1:-1] if count is not None])
    enough = max(_LEAST_ROWS, _LEAST_SHARE * inner.total())
    return min((count for count, times in inner.items() if times >= enough), default=None)


def _assumed(rows: Iterable[_Counted], units: dict[Sort, int]) -> dict[Sort, int]:
    """Return the units of gaps that no row without a blank shows, as other gaps of the text have them, where these are
    all alike: those before a first figure, those behind a last one; before table 4 as between two rows of table 3."""
    leads = {unit for (side, table, _), unit in units.items() if side == "lead" and table != TABLE_4}
    tails = {unit for (side, table, _), unit in units.items() if side == "tail" and table[2:] == "0"}
    between = {unit for (side, table, _), unit in units.items() if side == "tail" and table == "t30"}
    found: dict[Sort, int] = {}
    for sort in {sort for row in rows for sort in row.sorts if sort != INNER} - units.keys():
        side, table, _ = sort
        alike = tails if table[2:] == "0" else set()
        if side == "lead":
            alike = between if table == TABLE_4 else leads
        if len(alike) == 1:
            found[sort] = next(iter(alike))
    return found


def _told(rows: Iterable[_Counted], extras_of: Iterable[Extras], step: int) -> dict[Sort, int]:
    """Return the units of ends that always hold blanks, or none, by rows whose other gaps tell of all their blanks."""
    found: list[tuple[Sort, int]] = []
    for row, extras in zip(rows, extras_of, strict=True):
        if not step or extras is None or extras.count(None) != 1:
            continue
        at = extras.index(None)
        count = row.counts[at]
        rest = row.blanks * step - sum(extra for extra in extras if extra is not None)
        if count is not None and 0 <= rest <= count:
            found.append((row.sorts[at], count - rest))
    most = {sort: counts.most_common(1)[0] for sort, counts in _by_sort(found)}
    return {sort: unit for sort, (unit, times) in most.items() if times >= _LEAST_ROWS}


def _step(rows: Sequence[_Counted], extras_of: Sequence[Extras]) -> int:
    """Return how many separators most blanks add, 0 where rows do not tell, or do not agree."""
    steps: Counter[tuple[int, int]] = Counter()
    for row, extras in zip(rows, extras_of, strict=True):
        if row.blanks and extras is not None and None not in extras:
            steps[divmod(sum(extra for extra in extras if extra is not None), row.blanks)] += 1
    if not steps:
        return _step_within(rows, extras_of)
    (step, rest), times = steps.most_common(1)[0]
    return step if step > 0 and not rest and times >= _AGREEING * steps.total() else 0


def _step_within(rows: Sequence[_Counted], extras_of: Sequence[Extras]) -> int:
    """Return how many separators a blank adds where no end of a row tells: as many as make several rows whole by what
    stands within them, and fit nearly all others; 0 where none does."""
    told = [
        ([extra for extra in extras if extra], row.blanks)
        for row, extras in zip(rows, extras_of, strict=True)
        if row.blanks and extras is not None
    ]
    votes = Counter([sum(extras) // blanks for extras, blanks in told if extras and sum(extras) % blanks == 0])
    for step, times in votes.most_common():
        fitting = sum(
            all(extra % step == 0 for extra in extras) and sum(extras) <= step * blanks for extras, blanks in told
        )
        if step and times >= _LEAST_ROWS and fitting >= _AGREEING * len(told):
            return step
    return 0


def _own_step(row: _Counted, extras_of: Extras, units: dict[Sort, int]) -> int:
    """Return how many separators a blank adds by the gaps of its row alone: as many as stand between two figures or one
    less; 0 where none of both fits several gaps, or both do."""
    found = extras_of or ()
    extras = [extra for extra in found if extra]
    unit = units.get(INNER, 0)
    steps = [
        step
        for step in (unit, unit - 1)
        if step > 0 and all(extra % step == 0 for extra in extras) and sum(extras) <= step * row.blanks
    ]
    if len(steps) != 1:
        return 0
    whole = None not in found and sum(extras) == steps[0] * row.blanks
    return steps[0] if len(extras) >= _LEAST_ROWS or (extras and whole) else 0


def _extras(row: _Counted, units: dict[Sort, int]) -> Extras:
    """Return how many separators each gap of a row has more than one without a blank, None for an end that no row
    shows; None in all where figures have fewer between them. An end with fewer, as where cells are merged, has none
    more."""
    least = units.get(INNER)
    lead, *inner, tail = row.counts
    if inner and (least is None or any(count is None or count < least for count in inner)):
        return None
    return [
        _extra(lead, units.get(row.sorts[0])),
        *[(count or 0) - (least or 0) for count in inner],
        _extra(tail, units.get(row.sorts[-1])),
    ]


def _ended(row: _Counted, extras: Extras, units: dict[Sort, int], step: int) -> Extras:
    """Return the extras of table 4 with those of its end where they make the row whole: what is assumed to lead to it
    ends it, too, if all of its blanks then stand somewhere."""
    lead = units.get(row.sorts[0])
    if row.sorts[0][1] != TABLE_4 or not step or lead is None or not extras or extras.count(None) != 1:
        return extras
    rest = row.blanks * step - sum(extra for extra in extras if extra)
    return [*extras[:-1], rest] if extras[-1] is None and row.counts[-1] == lead + rest else extras


def _extra(count: int | None, unit: int | None) -> int | None:
    return None if unit is None or count is None else max(count - unit, 0)


def _places(row: _Counted, extras: Extras, step: int, cells: int) -> Places | None:
    """Return the places of a row whose gaps hold whole blanks, all of them where both ends tell."""
    if not step or extras is None or any(extra is not None and extra % step for extra in extras):
        return None
    lead, *inner, tail = [None if extra is None else extra // step for extra in extras]
    between = sum(blanks for blanks in inner if blanks is not None)
    rest = row.blanks - between
    if lead is None and tail is None and rest:
        return None
    # What leads to table 4 is assumed: it tells nothing where all blanks stand between figures.
    if lead is None or (row.sorts[0][1] == TABLE_4 and not rest):
        lead = rest - (tail or 0)
    # What leads to table 4 is assumed: blanks in it count where they are all that are left.
    if row.sorts[0][1] == TABLE_4 and tail is None and 0 < lead < rest:
        return None
    if lead < 0 or rest - lead < 0 or (tail is not None and lead + between + tail != row.blanks):
        return None
    found = [lead]
    for blanks in inner:
        found.append(found[-1] + 1 + (blanks or 0))
    return whole([float(at) for at in found], cells)
