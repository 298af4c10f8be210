"""Why each cell has its value: the tokens, tags, candidates and rules behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from girml.bio import mentions
from girml.layout import read_tables
from girml.layout.choice import choose
from girml.layout.segments import TABLE_4, Segment, segments
from girml.pipeline.extractor import Extractor
from girml.records import Candidate, Cell, Check, Labeling, Mention, Report, RowReadings, State, Tokens, Value
from girml.text.view import source_span, view


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
    """A way to read a row: what it rests on, its log-score, and the state and value of each cell."""

    evidence: str
    score: float
    states: tuple[State, ...]
    values: tuple[Value, ...]


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


def explain(extractor: Extractor, text: str) -> list[Explanation]:
    """Return an explanation of every cell of every report in a text, in form order."""
    tokens = extractor.tokenize(view(text))
    labeling = extractor.labeler(tokens)
    found = list(mentions(tokens, labeling))
    reports = extractor.all(text)
    explained: list[Explanation] = []
    for report, part in zip(reports, _parts(tokens, found, reports), strict=True):
        if report.form is not None:
            rows = segments(tokens, part, extractor.roles)
            explained += _report(tokens, labeling, report, (part, rows))
    return explained


def _parts(tokens: Tokens, found: Sequence[Mention], reports: Sequence[Report]) -> Iterator[list[Mention]]:
    """Yield the mentions that stand in each report."""
    starts = [source_span(tokens.view, mention.start, mention.end)[0] for mention in found]
    for begin, end in pairwise([*(report.start for report in reports), len(tokens.view.source) + 1]):
        yield [mention for mention, start in zip(found, starts, strict=True) if begin <= start < end]


def _report(
    tokens: Tokens, labeling: Labeling, report: Report, parts: tuple[list[Mention], list[Segment]]
) -> Iterator[Explanation]:
    part, rows = parts
    forms = choose((one, tokens.view.text[one.start : one.end]) for one in part if one.tag in ("row", "column"))
    by_cell = {
        spec.id: (position, row)
        for table in read_tables(tokens, rows, forms)
        for row in table.rows
        for position, spec in enumerate(row.row.cells)
    }
    for cell in report.cells:
        position, row = by_cell.get(cell.id, (None, None))
        segment = _segment(rows, row) if row else None
        yield Explanation(
            report=report.index,
            cell=cell,
            label=tuple(_tokens(tokens, labeling, [segment.mention.first])) if segment else (),
            entries=tuple(_tokens(tokens, labeling, [entry.token for entry in segment.entries])) if segment else (),
            position=position,
            candidates=tuple(map(_way, row.candidates)) if row else (),
            checks=tuple(check for check in report.checks if cell.id in check.cells),
        )


def _segment(rows: Sequence[Segment], row: RowReadings) -> Segment | None:
    """Return the segment that layout read a row from: the first filled one under its label."""
    label = TABLE_4 if row.row.id.startswith(TABLE_4) else row.row.label
    own = [segment for segment in rows if segment.label == label]
    return next((segment for segment in own if segment.printed), own[0] if own else None)


def _tokens(tokens: Tokens, labeling: Labeling, firsts: Sequence[int]) -> Iterator[TaggedToken]:
    """Yield the tokens of the mentions that begin at `firsts`."""
    for first in firsts:
        yield _token(tokens, labeling, first)
        following = f"I-{labeling.tags[first][2:]}"
        at = first + 1
        while at < len(tokens) and labeling.tags[at] == following:
            yield _token(tokens, labeling, at)
            at += 1


def _token(tokens: Tokens, labeling: Labeling, at: int) -> TaggedToken:
    start, end = source_span(tokens.view, tokens.starts[at], tokens.ends[at])
    return TaggedToken(tokens.texts[at], labeling.tags[at], labeling.probabilities[at], start, end)


def _way(candidate: Candidate) -> Way:
    states = tuple(reading.state for reading in candidate.readings)
    values = tuple(reading.value for reading in candidate.readings)
    return Way(candidate.evidence.phrase, candidate.score, states, values)
