"""Why each cell has its value: the tokens, tags, candidates and rules behind it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from girml.layout.segments import TABLE_4, Segment
from girml.pipeline.extractor import Extractor, Tables
from girml.reconcile.deciding import Known, known_values, rule_number
from girml.records import Cell, Check, Labeling, Reading, Report, RowReadings, Rule, State, Tokens, Value
from girml.rules import confront
from girml.text.view import source_span


@dataclass(frozen=True, slots=True)
class TaggedToken:
    """A token with its tag in BIO and the tag's probability; `text` is that of the normalised view, the place
    that of the source."""

    text: str
    tag: str
    probability: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Way:
    """A way to read a row: what it rests on, its log-score, the state and value of each cell, and the rules it breaks
    with the other rows as the report has them: those decide against it."""

    evidence: str
    score: float
    states: tuple[State, ...]
    values: tuple[Value, ...]
    breaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a cell rests on: its row's label and entries as tagged, the ways to read the row, likeliest first,
    the cell's position in these, and the rules it stands in."""

    report: int
    cell: Cell
    label: tuple[TaggedToken, ...]
    entries: tuple[TaggedToken, ...]
    position: int | None
    candidates: tuple[Way, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A labelled text, and where each of its tokens stands in the source."""

    tokens: Tokens
    labeling: Labeling
    starts: list[int]


def explain(extractor: Extractor, text: str) -> list[Explanation]:
    """Return an explanation of every cell of every report in a text, in form order."""
    outline = extractor.outline(text)
    tokens = outline.tokens
    labelled = _Text(tokens, outline.labeling, [_span(tokens, at)[0] for at in range(len(tokens))])
    explained: list[Explanation] = []
    for report, part in zip(extractor.all(text), outline.parts, strict=True):
        if report.form is not None:
            explained += _report(labelled, report, extractor.tables(tokens, part))
    return explained


def _span(tokens: Tokens, at: int) -> tuple[int, int]:
    return source_span(tokens.view, tokens.starts[at], tokens.ends[at])


def _report(text: _Text, report: Report, tables: Tables) -> Iterator[Explanation]:
    known = _known(report.cells)
    by_cell = {
        spec.id: (position, row, ways)
        for table in tables.readings.values()
        for row in table.rows
        for ways in [tuple(_ways(row, table.table.rules, known))]
        for position, spec in enumerate(row.row.cells)
    }
    for cell in report.cells:
        position, row, ways = by_cell.get(cell.id, (None, None, ()))
        segment = _segment(tables.rows, row) if row else None
        yield Explanation(
            report=report.index,
            cell=cell,
            label=tuple(_tagged(text, [segment.mention.first])) if segment else (),
            entries=tuple(_tagged(text, _entries(text, segment, row))) if segment and row else (),
            position=position,
            candidates=ways,
            checks=tuple(check for check in report.checks if cell.id in check.cells),
        )


def _known(cells: Sequence[Cell]) -> Known:
    """Return what the cells of a report count in rules."""
    numbers = {cell.id: rule_number(Reading(cell.state, cell.value, cell.text)) for cell in cells}
    return {cell: number for cell, number in numbers.items() if number is not None}


def _ways(row: RowReadings, rules: Sequence[Rule], known: Known) -> Iterator[Way]:
    own = {cell.id for cell in row.row.cells}
    others = {cell: number for cell, number in known.items() if cell not in own}
    touched = [rule for rule in rules if not own.isdisjoint((*rule.left, *rule.right))]
    for one in row.candidates:
        numbers = others | known_values(row, one.readings)
        breaks = tuple(rule.id for rule in touched if confront(rule, numbers) is False)
        states = tuple(reading.state for reading in one.readings)
        values = tuple(reading.value for reading in one.readings)
        yield Way(one.evidence.phrase, one.score, states, values, breaks)


def _segment(rows: Sequence[Segment], row: RowReadings) -> Segment | None:
    """Return the segment that layout read a row from: the first filled one under its label."""
    label = TABLE_4 if row.row.id.startswith(TABLE_4) else row.row.label
    own = [segment for segment in rows if segment.label == label]
    return next((segment for segment in own if segment.printed), own[0] if own else None)


def _entries(text: _Text, segment: Segment, row: RowReadings) -> list[int]:
    """Return the first tokens of what stands beside the label, or elsewhere in a scrambled table."""
    places = {reading.start for way in row.candidates for reading in way.readings if reading.start is not None}
    read = {bisect_right(text.starts, place) - 1 for place in places}
    return sorted(read.union(entry.token for entry in segment.entries))


def _tagged(text: _Text, firsts: Sequence[int]) -> Iterator[TaggedToken]:
    """Yield the tokens of the mentions that begin at `firsts`."""
    tags = text.labeling.tags
    for first in firsts:
        last = first
        while last + 1 < len(tags) and tags[last + 1] == f"I-{tags[first][2:]}":
            last += 1
        yield from (_token(text, at) for at in range(first, last + 1))


def _token(text: _Text, at: int) -> TaggedToken:
    start, end = _span(text.tokens, at)
    return TaggedToken(text.tokens.texts[at], text.labeling.tags[at], text.labeling.probabilities[at], start, end)
