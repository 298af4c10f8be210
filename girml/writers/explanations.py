"""Explanations of cells for people: an overview, or one cell in full."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Column
from rich.table import Table as Grid
from rich.text import Text

from girml.pipeline.explaining import Explanation, TaggedToken, Way
from girml.writers.terminal import mark, plain, show, shown_value, side

_VERDICTS = {True: "holds", False: "fails", None: "is open"}
_COUNTED = {True: "hold", False: "fail", None: "open"}
_MOST_WAYS = 20


def write_overview(explanations: Iterable[Explanation], out: TextIO) -> None:
    """Write a line a row, with what its reading rests on, and below it a line a cell: value, confidence, rules."""
    grid = Grid(Column("cell", no_wrap=True), "shows", "state", "confidence", "rules", box=SIMPLE_HEAD)
    for (_, row), cells in groupby(explanations, key=lambda one: (one.report, one.cell.id.rpartition(".")[0])):
        own = list(cells)
        grid.add_row(plain(f"{row}: {_evidence(own[0])}", "bold"))
        for one in own:
            grid.add_row(*map(plain, _overview(one)), style="yellow" if one.cell.review else "")
    show(Group(grid, plain("Name a cell with --cell to see its tokens, tags, candidates and rules.", "dim")), out)


def _evidence(one: Explanation) -> str:
    if not one.candidates:
        return "not in the text"
    more = len(one.candidates) - 1
    return one.candidates[0].evidence + (f", or {more} other ways" if more else "")


def _overview(one: Explanation) -> tuple[object, ...]:
    verdicts = Counter(_COUNTED[check.holds] for check in one.checks)
    rules = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items())
    cell = one.cell
    return f"  .{cell.id.rpartition('.')[2]}", mark(cell), cell.state, cell.confidence, rules


def write_full(explanations: Sequence[Explanation], out: TextIO) -> None:
    """Write everything that a few cells rest on."""
    for one in explanations:
        show(Group(*_full(one)), out)


def _full(one: Explanation) -> Iterator[RenderableType]:
    cell = one.cell
    review = ", asks for review" if cell.review else ""
    yield plain(f"{cell.id}: {mark(cell)}", "bold")
    yield plain(f"{cell.state} with confidence {cell.confidence}{review}{_place(cell.start, cell.end)}")
    yield plain("label: " + ("none in the text" if not one.label else ""))
    yield from map(_token, one.label)
    yield plain("entries: " + ("none in the text" if not one.entries else ""))
    yield from map(_token, one.entries)
    ways = sorted(one.candidates, key=lambda way: bool(way.breaks))
    fitting = sum(not way.breaks for way in ways)
    yield plain(f"ways to read the row: {len(ways)}" + (f", {fitting} break no rule" if fitting < len(ways) else ""))
    yield from (_way(way, one.position) for way in ways[:_MOST_WAYS])
    yield plain("rules: " + ("none" if not one.checks else ""))
    for check in one.checks:
        verdict = f"{check.id} {_VERDICTS[check.holds]}: {side(check.left)} {check.relation} {side(check.right)}"
        yield plain(f"  {verdict}", "red" if check.holds is False else "")
    for rule in cell.rules:
        yield plain(f"  {rule} gives the value", "yellow")


def _token(token: TaggedToken) -> Text:
    text = token.text or "(empty cell)"
    return plain(f"  {text}  {token.tag} {token.probability:.3f}{_place(token.start, token.end)}")


def _place(start: int | None, end: int | None) -> str:
    return "" if start is None else f" [{start}:{end}]"


def _way(way: Way, position: int | None) -> Text:
    line = plain(f"  {way.score:+.2f} {way.evidence}:")
    for number, value in enumerate(way.values):
        line.append(" ")
        line.append_text(plain(shown_value(value), "bold underline" if number == position else ""))
    if way.breaks:
        line.append_text(plain(f"  breaks {', '.join(way.breaks)}", "red"))
    return line
