"""Which cells the text of an annotated document does not decide, as the design defines it.

A reading gives what stands in a table to its cells, in the order that the layout allows; it is admissible if it
breaks no equality rule. A cell is decided if all admissible readings agree on it, and agree with the print. This is
worked out from the text, the places of what is printed, and the rules; the reader has no part in it.

What the layout shows is taken from the spans alone, so whoever makes them must give one to everything that a reader
sees in a table: to a blank that left a trace (a nil mark; an empty cell between delimiters, by a gap or by a column
that lines up: `start == end`) the span of its cell; to a figure that is misread, or glued, a span `figure` that names
no cell. A blank without a span is one without a trace.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from girml.forms import load
from girml.records import Rule, Table
from girml.records.annotation import Annotation
from girml.rules import Number, confront
from girml.synth.agreement import Options, disagreements, is_print, same
from girml.synth.readings import Allowed, Reading, Sides, figure_count, readings, rule_number
from girml.synth.strips import Content, Strip, Token, has_runs, is_cut, strips, tokens


@dataclass(frozen=True, slots=True)
class _Open:
    """A strip whose layout does not fix every place: what stands in it, and what its readings may do, as several
    ways whose readings are taken together; no way where they cannot be listed."""

    strip: Strip
    tokens: tuple[Token, ...]
    ways: Sequence[Allowed]


def undecided(annotation: Annotation) -> frozenset[str]:
    """Return the cells that the text does not decide.

    A lost cell is among them where readings differ on it, not for being lost. Where readings are too many to list or
    to search, all that they leave open counts as undecided: that claims less, never more.
    """
    found: set[str] = set()
    for table_id, own in strips(annotation).items():
        placed = [_in_place(annotation, strip) for strip in own]
        if None in placed:
            table = load(annotation.form[table_id]).tables[table_id]
            found |= _of_table(annotation, table, list(zip(own, placed, strict=True)))
    return frozenset(found)


def _in_place(annotation: Annotation, strip: Strip) -> Reading | None:
    """Return the one reading of a strip whose layout fixes every place, else None."""
    if not strip.entries:
        return (None,) * len(strip.cells)
    if len(strip.entries) != len(strip.cells) or has_runs(annotation.text, strip):
        return None
    if any(is_cut(annotation.text, strip, entry) for entry in strip.entries):
        return None
    reading = tuple([entry.content for entry in strip.entries])
    return reading if is_print(strip.cells, reading, _printed(annotation, strip.cells)) else None


def _printed(annotation: Annotation, cells: Iterable[str]) -> dict[str, Content]:
    """Return what the cells print, those that are lost left out."""
    return {cell: annotation.cells[cell] for cell in cells if cell not in annotation.lost}


def _of_table(annotation: Annotation, table: Table, placed: Sequence[tuple[Strip, Reading | None]]) -> frozenset[str]:
    """Return the undecided cells of a table that is open somewhere."""
    known = _numbers(pair for strip, reading in placed if reading for pair in zip(strip.cells, reading, strict=True))
    opened = list(_opened(annotation, placed))
    listed, unlisted = _listed(table, opened)
    every = frozenset(cell for one in opened for cell in one.strip.cells)
    certain = frozenset(_fixed(annotation, opened))
    # Where readings are not listed, only the print can tell that there is an admissible one at all.
    if unlisted and not _prints_are_readings(annotation, listed, unlisted):
        return every - certain
    shown = known | _numbers((entry.cell, entry.content) for one in opened for entry in one.strip.entries if entry.cell)
    if unlisted and any(confront(rule, shown) is False for rule in table.rules):
        return every - certain
    between = [rule for rule in table.rules if not any(_lies_within(rule, one.cells) for one in listed)]
    found = disagreements(listed, between, known, _printed(annotation, every))
    if found is None:
        return every - certain
    return found.union(*(one.strip.cells for one in unlisted))


def _fixed(annotation: Annotation, opened: Iterable[_Open]) -> Iterator[str]:
    """Yield the cells on which all readings of their strip agree whatever the rules, and agree with the print."""
    for one in opened:
        found, printed = _readings(one, ()), _printed(annotation, one.strip.cells)
        for at, cell in enumerate(one.strip.cells):
            if found and cell in printed and all(same(reading[at], printed[cell]) for reading in found):
                yield cell


def _opened(annotation: Annotation, placed: Sequence[tuple[Strip, Reading | None]]) -> Iterator[_Open]:
    """Yield the open strips of a table, with what its other strips show of blanks taken into account."""
    seen = [tokens(annotation, strip) for strip, _ in placed]
    shows = [_shows_blanks(strip, own) for (strip, _), own in zip(placed, seen, strict=True)]
    for at, (strip, reading) in enumerate(placed):
        if reading is None:
            elsewhere = any(shows[:at]) or any(shows[at + 1 :])
            ways = _ways(strip, seen[at], blanks_elsewhere=elsewhere)
            if (not ways or len(seen[at]) <= len(strip.cells)) and _is_pieced(annotation, strip):
                ways = (Allowed(cuts=False, blanks=True, joins=True),)
            yield _Open(strip, tuple(seen[at]), ways)


def _is_pieced(annotation: Annotation, strip: Strip) -> bool:
    """Return whether all that stands in a strip is the print of its cells in their order, numbers among it cut in
    parts: where these are no more than the cells, blanks without a trace may stand beside numbers to be joined."""
    cut = [entry for entry in strip.entries if is_cut(annotation.text, strip, entry)]
    whole = all(entry.cell for entry in strip.entries) and annotation.lost.isdisjoint(strip.cells)
    numbers = bool(cut) and all(isinstance(entry.content, (int, float)) for entry in cut)
    return whole and numbers and _is_ordered(strip) and not has_runs(annotation.text, strip)


def _shows_blanks(strip: Strip, seen: Sequence[Token]) -> bool:
    """Return whether a strip has an empty cell, or fewer figures than cells however its runs are cut."""
    empty = any(token.content is None for token in seen)
    return empty or figure_count(seen, cut=any(token.is_run for token in seen)) < len(strip.cells)


def _ways(strip: Strip, seen: Sequence[Token], *, blanks_elsewhere: bool) -> Sequence[Allowed]:
    """Return what the readings of an open strip may do."""
    cells, runs = len(strip.cells), any(token.is_run for token in seen)
    if not _is_ordered(strip) or len(seen) == cells:
        return ()
    if len(seen) > cells:
        # More than the cells can hold: numbers cut in parts, or figures that belong to none of them.
        return () if runs or _figures(strip) != cells else (Allowed(cuts=False, blanks=False),)
    if not runs:
        return (Allowed(cuts=False, blanks=True),)
    if blanks_elsewhere or figure_count(seen, cut=True) < cells:
        return (Allowed(cuts=True, blanks=True),)
    all_printed = Allowed(cuts=True, blanks=False)
    # Where figures stand apart, one too few may as well be a blank as two of them glued: nothing tells which.
    return (all_printed,) if _is_one_run(strip) else (all_printed, Allowed(cuts=False, blanks=True))


def _is_one_run(strip: Strip) -> bool:
    """Return whether all that stands in a strip touches: a run, of nil marks too, in which every cell is printed."""
    return all(one.end == other.start and one.start < one.end for one, other in pairwise(strip.entries))


def _figures(strip: Strip) -> int:
    """Return the number of things printed in a strip, the parts of a cut one taken together."""
    return len({entry.cell for entry in strip.entries if entry.cell}) + sum(not entry.cell for entry in strip.entries)


def _is_ordered(strip: Strip) -> bool:
    """Return whether the figures stand in the order of their cells."""
    places = [strip.cells.index(entry.cell) for entry in strip.entries if entry.cell]
    return all(one <= other for one, other in pairwise(places))


def _listed(table: Table, opened: Sequence[_Open]) -> tuple[list[Options], list[_Open]]:
    """Return the readings of the strips that can be listed, and the strips that have too many."""
    listed, unlisted = [], []
    for one in opened:
        found = _readings(one, _sides(table.rules, one.strip.cells))
        if found is None:
            unlisted.append(one)
        else:
            listed.append(Options(one.strip.cells, found))
    return listed, unlisted


def _readings(one: _Open, rules: tuple[Sides, ...]) -> list[Reading] | None:
    found: dict[Reading, None] = {}
    for way in one.ways:
        some = readings(one.tokens, len(one.strip.cells), rules, way)
        if some is None:
            return None
        found.update(dict.fromkeys(some))
    return list(found) if one.ways else None


def _sides(rules: Sequence[Rule], cells: Sequence[str]) -> tuple[Sides, ...]:
    """Return the rules that lie within a strip."""
    at = {cell: place for place, cell in enumerate(cells)}
    within = [rule for rule in rules if _lies_within(rule, at)]
    return tuple(
        [(tuple([at[cell] for cell in rule.left]), tuple([at[cell] for cell in rule.right])) for rule in within]
    )


def _lies_within(rule: Rule, cells: Collection[str]) -> bool:
    return all(cell in cells for cell in (*rule.left, *rule.right))


def _prints_are_readings(annotation: Annotation, listed: Sequence[Options], unlisted: Sequence[_Open]) -> bool:
    """Return whether the print of every open strip is one of its readings."""
    for one in listed:
        printed = _printed(annotation, one.cells)
        if not any(is_print(one.cells, reading, printed) for reading in one.readings):
            return False
    return all(_may_print(annotation, one) for one in unlisted)


def _may_print(annotation: Annotation, one: _Open) -> bool:
    """Return whether the print of a strip with too many readings is among them: it is where nothing of it is lost,
    unless it has blanks that the text tells nothing of."""
    if not annotation.lost.isdisjoint(one.strip.cells):
        return False
    shown = {entry.cell for entry in one.strip.entries}
    return any(way.blanks for way in one.ways) or shown.issuperset(one.strip.cells)


def _numbers(contents: Iterable[tuple[str, Content]]) -> dict[str, Number]:
    """Return what cells count in rules, those that count nothing left out."""
    return {cell: number for cell, content in contents if (number := rule_number(content)) is not None}
