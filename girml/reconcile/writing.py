"""The cells of a table, written down: what each holds, how far it can be trusted, and whether it asks for review."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, repeat
from typing import NamedTuple

from girml.evidence import Evidence
from girml.reconcile.confidence import LOOSE, MOST_OF_TABLE, Confidence, Grounds
from girml.reconcile.work import Work
from girml.records import Cell, Check, Reading, State
from girml.records.cells import new_cell


class Around(NamedTuple):
    """What a cell rests on beside its reading: how many rules hold that it stands in, of each cell as many as count;
    how many rules of the table fail; how many figures of the report no row takes."""

    holding: Sequence[int]
    failing: int
    loose: int


_Own = tuple[State, str, int, bool, int]
"""What tells cells of one row apart: state and what is printed, the rules that hold, whether failing rules point at it,
and how many alternatives it has."""


def trusts(work: Work, around: Around, confidence: Confidence) -> list[float]:
    """Return the confidence of each cell; of cells that rest on the same it is told once."""
    absent = sum([evidence is None for _, evidence, _ in work.rows])
    missing = min(absent, MOST_OF_TABLE) if absent < len(work.rows) else MOST_OF_TABLE + 1
    table = (min(around.failing, MOST_OF_TABLE), missing, bisect_right(LOOSE, around.loose))
    owns = _owns(work, around.holding)
    found: list[float] = []
    told: dict[tuple[Evidence | None, float], dict[_Own, float]] = {}
    for size, evidence, label in work.rows:
        known = told.setdefault((evidence, label), {})
        for own in islice(owns, size):
            trust = known.get(own)
            if trust is None:
                state, printed, holding, suspect, alternatives = own
                grounds = Grounds(state, printed, evidence, label, holding, suspect, alternatives, *table)
                trust = known[own] = confidence(grounds)
            found.append(trust)
    return found


def _owns(work: Work, holding: Sequence[int]) -> Iterator[_Own]:
    values = [reading.value for reading in work.readings]
    zeros = 0 in values
    return zip(
        [reading.state for reading in work.readings],
        [
            # Most cells hold a count.
            ("figure" if value else "zero")
            if value.__class__ is int and reading.parts is None
            else _printed(reading, zeros=zeros)
            for value, reading in zip(values, work.readings, strict=True)
        ],
        holding,
        [cell in work.suspect for cell in work.cells] if work.suspect else repeat(False),
        [len(work.alternatives.get(cell, ())) for cell in work.cells] if work.alternatives else repeat(0),
        strict=False,
    )


def _printed(reading: Reading, *, zeros: bool) -> str:
    """Return what stands in a cell, in a word: nothing at all is stranger in a table that prints zeros."""
    value = reading.value
    if reading.parts:
        return "parts"
    if reading.state == "blank":
        without_trace = "gone" if zeros and reading.start is None else "nothing"
        return "mark" if reading.text else without_trace
    if isinstance(value, str):
        return "words"
    return "nothing" if value is None else "figure" if value else "zero"


def written(work: Work, checks: Sequence[Check], trusted: Sequence[float], threshold: float) -> Iterator[Cell]:
    """Return the cells of a table, so far trusted; those less sure than a threshold ask for review."""
    states, values, texts, starts, ends, parts, units = zip(*work.readings, strict=True)
    reviews = [trust < threshold or state == "unresolved" for trust, state in zip(trusted, states, strict=True)]
    asking = work.suspect | work.chosen
    if work.rules:
        doubtful = {cell for cell, trust in zip(work.cells, trusted, strict=True) if trust < threshold}
        asking |= _unsure(work, checks, doubtful)
    if asking:
        reviews = [review or cell in asking for cell, review in zip(work.cells, reviews, strict=True)]
    rules = [work.rules.get(cell, ()) for cell in work.cells] if work.rules else repeat(())
    suggested = [work.suggested.get(cell) for cell in work.cells] if work.suggested else repeat(None)
    others = [work.alternatives.get(cell, ()) for cell in work.cells] if work.alternatives else repeat(())
    read = values, texts, starts, ends, parts, units, states
    return map(new_cell, zip(work.cells, *read, trusted, reviews, rules, suggested, others, strict=False))


def _unsure(work: Work, checks: Sequence[Check], doubtful: set[str]) -> set[str]:
    """Return the derived cells that ask for review at any threshold: those that rest on a cell which is not read, or
    asks for it."""
    asking = doubtful | work.suspect | work.chosen
    sure = {cell for cell, reading in work.by_cell().items() if reading.state == "read"} - asking
    members = {check.id: check.cells for check in checks}
    return {
        cell
        for cell, rules in work.rules.items()
        if not {one for rule in rules for one in members[rule]} - {cell} <= sure
    }
