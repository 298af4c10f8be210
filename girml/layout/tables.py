"""The tables of one report: the form of each, and the candidate readings of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, product

from girml.evidence import Evidence
from girml.forms import load
from girml.layout.candidates import Glue, Ranked, candidates, in_order, undecided, untraced
from girml.layout.heads import heads_of
from girml.layout.pieces import mend
from girml.layout.places import Row, is_open
from girml.layout.placing import hypotheses
from girml.layout.proving import earned, keeps_rules, local_rules
from girml.layout.runs import most_figures
from girml.layout.scrambled import has_own, respread
from girml.layout.segments import ORPHAN, TABLE_4, Entry, Segment
from girml.records import (
    Candidate,
    ExtraRow,
    Mention,
    Reading,
    RowReadings,
    RowSpec,
    Table,
    TableId,
    TableReadings,
    Tokens,
)
from girml.text.view import source_span


def read_tables(
    tokens: Tokens, found: Sequence[Segment], forms: dict[TableId, str | None], mentions: Sequence[Mention]
) -> list[TableReadings]:
    """Return the tables that stand in a report, each with the candidates of every row found; `mentions` are all of
    it."""
    mend(found)
    tables = [load(forms[table_id] or "2021").tables[table_id] for table_id in forms]
    segments_of = {table.id: _own(table, found) for table in tables}
    rows = [row for table in tables for row in segments_of[table.id]]
    theories = hypotheses(tokens, rows, heads_of(tokens, mentions)) if any(is_open(row) for row in rows) else []
    readings = []
    glues = {table_id: _glues(own) for table_id, own in segments_of.items()}
    around = _Around(tokens, found, blanks=any(glue is not Glue.ALL_PRINTED for own in glues.values() for glue in own))
    for table in tables:
        own = segments_of[table.id]
        if own:
            ranked = [(one, one.prior + earned(table, own, one)) for one in theories]
            readings.append(_read(table, own, (ranked, glues[table.id]), around))
    return readings


def _own(table: Table, found: Sequence[Segment]) -> list[Row]:
    """Return the rows of a table with their segments, in form order; of several segments of a label one that is filled
    wins, then the one that is named most surely, then the first."""
    if table.id == "t4":
        whole = RowSpec(TABLE_4, "", None, tuple(cell for row in table.rows for cell in row.cells))
        own = [(whole, one) for one in found if one.label == TABLE_4]
        headed = [row for row in own if row[1].mention.tag == "column"]
        chosen = ([row for row in own if row[1].printed] or headed)[:1]
        return _in_parts(table, chosen[0][1]) or chosen if chosen else []
    by_label: dict[str, Segment] = {}
    for segment in found:
        known = by_label.get(segment.label)
        if known is None or _rank(segment) > _rank(known):
            by_label[segment.label] = segment
    return [(row, by_label[row.label]) for row in table.rows if row.label in by_label]


def _in_parts(table: Table, segment: Segment) -> list[Row]:
    """Return the rows of table 4 where heads part its figures into as many stretches, none too long for its row."""
    parts = segment.parts()
    fitting = len(parts) == len(table.rows) and all(
        len(part.printed) <= len(row.cells) for row, part in zip(table.rows, parts, strict=True)
    )
    return list(zip(table.rows, parts, strict=True)) if fitting else []


def _rank(segment: Segment) -> tuple[bool, float]:
    """Return how well a segment stands for its label: whether it shows anything, and how surely it is named."""
    names = segment.mention.names
    return bool(segment.printed), round(names[0].score, 1) if names else 0.0


@dataclass(frozen=True, slots=True)
class _Around:
    """The tokens of a report, all its segments, and whether blanks show in any of its tables."""

    tokens: Tokens
    found: Sequence[Segment]
    blanks: bool


def _read(table: Table, rows: list[Row], signs: tuple[list[Ranked], Sequence[Glue]], around: _Around) -> TableReadings:
    tokens, found = around.tokens, around.found
    ranked, glues = signs
    places = _places(rows, found)
    rivals = _rivals(rows, found)
    spread = {} if has_own(rows) else respread(table, rows, _orphan(rows, found), _figures(rows, found, places))
    ordered = sorted(ranked, key=lambda entry: -entry[1])
    readings: list[RowReadings] = []
    for (spec, segment), glue in zip(rows, glues, strict=True):
        if spec.id in spread:
            own = spread[spec.id]
        elif len(segment.printed) == len(spec.cells):
            own = (in_order(segment.printed),)
        else:
            own = candidates((spec, segment), ordered, local_rules(table, spec), glue)
        contested = bool(rivals) and any(
            one.label == segment.label and _shown(one) != _shown(segment) for one in rivals
        )
        options = _doubted(own) if around.blanks else own
        if spec.id == TABLE_4:
            readings += _by_row(table, segment, options)
        else:
            readings.append(RowReadings(spec, tuple(options), segment.mention.probability, contested))
    inside = found[places[0] : places[-1] + 2]
    unknown = [segment for segment in inside if segment.label == "" and segment.printed]
    return TableReadings(
        table=table,
        rows=tuple(readings),
        extras=tuple(_extra(tokens, segment) for segment in unknown),
        repeated=tuple(_extra(tokens, one) for one in rivals),
    )


def _places(rows: Sequence[Row], found: Sequence[Segment]) -> list[int]:
    """Return where among all segments those of rows are."""
    own = {id(segment.mention) for _, segment in rows}
    return [number for number, segment in enumerate(found) if id(segment.mention) in own]


def _doubted(options: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates in which a split run is held in doubt: its report shows blanks, so it may have some too."""
    return [one._replace(evidence=Evidence.RUN_IN_DOUBT) if one.evidence is Evidence.RUN else one for one in options]


def _glues(rows: Sequence[Row]) -> list[Glue]:
    """Return what runs of digits may mean in each row of a table."""
    short = [_shows_blanks(*row) for row in rows]
    if not any(short):
        return [Glue.ALL_PRINTED] * len(rows)
    wide = [segment for spec, segment in rows if len(spec.cells) > 1 and segment.printed]
    lone = [segment for segment in wide if _is_lone_number(segment)]
    shown = Glue.BLANKS_SHOW if 2 * len(lone) > len(wide) else Glue.NONE
    return [shown if sum(short) > own else Glue.ALL_PRINTED for own in short]


def _shows_blanks(spec: RowSpec, segment: Segment) -> bool:
    """Return whether a row has an empty cell, or fewer figures than cells however its digits are cut."""
    if len(segment.printed) < len(segment.entries):
        return True
    return len(segment.printed) < len(spec.cells) and most_figures(segment) < len(spec.cells)


def _is_lone_number(segment: Segment) -> bool:
    return len(segment.printed) == 1 and segment.printed[0].digits.isdecimal()


def _orphan(rows: list[Row], found: Sequence[Segment]) -> Segment | None:
    """Return the segment of figures that stands before the first label of a table, if there is one."""
    first = min((segment for _, segment in rows), key=lambda segment: segment.mention.first)
    at = next(number for number, segment in enumerate(found) if segment.mention is first.mention)
    return found[at - 1] if at and found[at - 1].label == ORPHAN else None


def _figures(rows: list[Row], found: Sequence[Segment], places: Sequence[int]) -> list[Entry]:
    """Return all that is printed from the first label of a table to what stands behind its last, in reading order; what
    stands before the first label too, if there are too few without."""
    inside = found[places[0] : places[-1] + 1]
    if not {segment.label for segment in inside} <= {"", ORPHAN, *(segment.label for _, segment in rows)}:
        return []
    figures = [entry for segment in inside for entry in segment.printed]
    before = _orphan(rows, found)
    wanted = sum(len(spec.cells) for spec, _ in rows)
    return [*before.printed, *figures] if before and len(figures) < wanted else figures


def _by_row(table: Table, segment: Segment, options: Sequence[Candidate]) -> list[RowReadings]:
    """Return the readings of the three rows of table 4."""
    probability = segment.mention.probability
    if len(segment.printed) > 1 and options[0].evidence in (Evidence.NO_TRACE, Evidence.TOO_MANY):
        found = _untraced_by_row(table, segment.printed)
        return [RowReadings(row, own, probability) for row, own in zip(table.rows, found, strict=True)]
    # What the rules of its three rows refute is left out before they go apart.
    if len(options) > 1:
        cells = [cell for row in table.rows for cell in row.cells]
        options = [one for one in options if keeps_rules(table.rules, cells, one)] or options
    ends = [0]
    for row in table.rows:
        ends.append(ends[-1] + len(row.cells))
    return [
        RowReadings(row, tuple(Candidate(one.readings[a:b], one.score, one.evidence) for one in options), probability)
        for row, (a, b) in zip(table.rows, pairwise(ends), strict=True)
    ]


def _untraced_by_row(table: Table, printed: Sequence[Entry]) -> list[tuple[Candidate, ...]]:
    """Return for each row of table 4 every way to set the figures that it may take into its cells, from left to right,
    which leaves the other rows one that keeps their rules too."""
    found: list[dict[tuple[Reading, ...], Candidate]] = [{} for _ in table.rows]
    for takes in product(*(range(len(row.cells) + 1) for row in table.rows)):
        if sum(takes) == len(printed):
            ends = [0, *accumulate(takes)]
            ways = [
                [one for one in untraced(len(row.cells), printed[a:b]) if keeps_rules(table.rules, row.cells, one)]
                for row, (a, b) in zip(table.rows, pairwise(ends), strict=True)
            ]
            if all(ways):
                for own, some in zip(found, ways, strict=True):
                    own.update({one.readings: one for one in some})
    whole = [tuple(own.values()) for own in found]
    return whole if all(whole) else [(undecided(len(row.cells)),) for row in table.rows]


def _extra(tokens: Tokens, segment: Segment) -> ExtraRow:
    start, end = source_span(tokens.view, segment.mention.start, segment.mention.end)
    figures = tuple(entry.reading.text or "" for entry in segment.printed)
    return ExtraRow(tokens.view.source[start:end], figures, start, segment.printed[-1].reading.end or end)


def _rivals(rows: Sequence[Row], found: Sequence[Segment]) -> list[Segment]:
    """Return the segments that print the label of a row, and figures, beside the one that was chosen for it."""
    used = {id(segment.mention) for _, segment in rows}
    labels = {segment.label for _, segment in rows} - {TABLE_4}
    return [one for one in found if one.label in labels and id(one.mention) not in used and one.printed]


def _shown(segment: Segment) -> list[str]:
    return [entry.digits for entry in segment.printed]
