"""The tables of one report: the form of each, and the candidate readings of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, pairwise, product

from girml.evidence import Evidence
from girml.forms import load
from girml.layout.candidates import Glue, Ranked, candidates, undecided, untraced
from girml.layout.heads import heads_of
from girml.layout.pieces import mend
from girml.layout.places import Row
from girml.layout.placing import Hypothesis, hypotheses
from girml.layout.runs import Local, most_figures
from girml.layout.scrambled import respread
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
from girml.rules import confront
from girml.text.view import source_span

# A row that balances is weak proof, as the total may be met by chance; one that cannot is strong.
_EARNED, _LOST = 1.0, -2.0


def read_tables(
    tokens: Tokens, found: Sequence[Segment], forms: dict[TableId, str | None], mentions: Sequence[Mention]
) -> list[TableReadings]:
    """Return the tables that stand in a report, each with the candidates of every row found; `mentions` are all of
    it."""
    mend(found)
    tables = [load(forms[table_id] or "2021").tables[table_id] for table_id in forms]
    segments_of = {table.id: _own(table, found) for table in tables}
    rows = [row for table in tables for row in segments_of[table.id]]
    theories = hypotheses(tokens, rows, heads_of(tokens, mentions)) if any(_is_open(row) for row in rows) else []
    readings = []
    glues = {table_id: _glues(own) for table_id, own in segments_of.items()}
    around = _Around(tokens, found, blanks=any(glue is not Glue.ALL_PRINTED for own in glues.values() for glue in own))
    for table in tables:
        own = segments_of[table.id]
        if own:
            ranked = [(one, one.prior + _evidence(table, own, one)) for one in theories]
            readings.append(_read(table, own, (ranked, glues[table.id]), around))
    return readings


def _is_open(row: Row) -> bool:
    """Return whether a row shows fewer entries than it has cells, so that their places are in question."""
    return 0 < len(row[1].printed) < len(row[0].cells)


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


def local_rules(table: Table, spec: RowSpec) -> Local:
    """Return the rules of a table whose cells all stand in one row, as positions in that row."""
    return _local_rules(table.form, table.id, spec.id, spec.id == TABLE_4)


@cache
def _local_rules(form_id: str, table_id: TableId, row_id: str, whole: bool) -> Local:
    table = load(form_id).tables[table_id]
    cells = [cell.id for row in table.rows if whole or row.id == row_id for cell in row.cells]
    at = {cell: number for number, cell in enumerate(cells)}
    return [
        (tuple(at[cell] for cell in rule.left), tuple(at[cell] for cell in rule.right))
        for rule in table.rules
        if all(cell in at for cell in (*rule.left, *rule.right))
    ]


def _evidence(table: Table, rows: Sequence[Row], theory: Hypothesis) -> float:
    """Return what a hypothesis earns: the rows with figures above zero that it makes balance, or break."""
    earned = 0.0
    for spec, segment in rows:
        printed = segment.printed
        if not _is_open((spec, segment)) or not any(entry.reading.value for entry in printed):
            continue
        places = theory.place((spec, segment))
        if places is None:
            continue
        values = {spec.cells[at].id: entry.reading.value for at, entry in zip(places, printed, strict=True)}
        known = {cell: value for cell, value in values.items() if isinstance(value, (int, float))}
        verdicts = [confront(rule, known) for rule in table.rules if rule.left[0].startswith(spec.id + ".")]
        earned += _LOST * verdicts.count(False) + _EARNED * _completes(table, spec, known)
    return earned


def _completes(table: Table, spec: RowSpec, known: dict[str, int | float]) -> bool:
    """Return whether a row would balance if its blanks were zeros (it shows a figure, so it may also fail)."""
    filled = {cell.id: known.get(cell.id, 0) for cell in spec.cells}
    rules = [rule for rule in table.rules if all(cell in filled for cell in (*rule.left, *rule.right))]
    return bool(rules) and all(confront(rule, filled) for rule in rules)


@dataclass(frozen=True, slots=True)
class _Around:
    """The tokens of a report, all its segments, and whether blanks show in any of its tables."""

    tokens: Tokens
    found: Sequence[Segment]
    blanks: bool


def _read(table: Table, rows: list[Row], signs: tuple[list[Ranked], Sequence[Glue]], around: _Around) -> TableReadings:
    tokens, found = around.tokens, around.found
    ranked, glues = signs
    rivals = _rivals(rows, found)
    spread = respread(table, rows, _orphan(rows, found), _figures(rows, found))
    ordered = sorted(ranked, key=lambda entry: -entry[1])
    readings = []
    for (spec, segment), glue in zip(rows, glues, strict=True):
        own = spread.get(spec.id) or candidates((spec, segment), ordered, local_rules(table, spec), glue)
        contested = any(one.label == segment.label and _shown(one) != _shown(segment) for one in rivals)
        options = _doubted(own) if around.blanks else own
        readings += _by_row(table, (spec, segment), options, contested=contested)
    unknown = [segment for segment in _inside(rows, found) if segment.label == "" and segment.printed]
    return TableReadings(
        table=table,
        rows=tuple(readings),
        extras=tuple(_extra(tokens, segment) for segment in unknown),
        repeated=tuple(_extra(tokens, one) for one in rivals),
    )


def _doubted(options: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates in which a split run is held in doubt: its report shows blanks, so it may have some too."""
    return [replace(one, evidence=Evidence.RUN_IN_DOUBT) if one.evidence is Evidence.RUN else one for one in options]


def _glues(rows: Sequence[Row]) -> list[Glue]:
    """Return what runs of digits may mean in each row of a table."""
    wide = [segment for spec, segment in rows if len(spec.cells) > 1 and segment.printed]
    lone = [segment for segment in wide if _is_lone_number(segment)]
    shown = Glue.BLANKS_SHOW if 2 * len(lone) > len(wide) else Glue.NONE
    short = [_shows_blanks(*row) for row in rows]
    return [shown if sum(short) > own else Glue.ALL_PRINTED for own in short]


def _shows_blanks(spec: RowSpec, segment: Segment) -> bool:
    """Return whether a row has an empty cell, or fewer figures than cells however its digits are cut."""
    return len(segment.printed) < len(segment.entries) or most_figures(segment) < len(spec.cells)


def _is_lone_number(segment: Segment) -> bool:
    return len(segment.printed) == 1 and segment.printed[0].digits.isdecimal()


def _orphan(rows: list[Row], found: Sequence[Segment]) -> Segment | None:
    """Return the segment of figures that stands before the first label of a table, if there is one."""
    first = min((segment for _, segment in rows), key=lambda segment: segment.mention.first)
    at = next(number for number, segment in enumerate(found) if segment.mention is first.mention)
    return found[at - 1] if at and found[at - 1].label == ORPHAN else None


def _figures(rows: list[Row], found: Sequence[Segment]) -> list[Entry]:
    """Return all that is printed from the first label of a table to what stands behind its last, in reading order; what
    stands before the first label too, if there are too few without."""
    own = {id(segment.mention) for _, segment in rows}
    places = [number for number, segment in enumerate(found) if id(segment.mention) in own]
    inside = found[places[0] : places[-1] + 1]
    if not {segment.label for segment in inside} <= {"", ORPHAN, *(segment.label for _, segment in rows)}:
        return []
    figures = [entry for segment in inside for entry in segment.printed]
    before = _orphan(rows, found)
    wanted = sum(len(spec.cells) for spec, _ in rows)
    return [*before.printed, *figures] if before and len(figures) < wanted else figures


def _by_row(table: Table, whole: Row, options: Sequence[Candidate], *, contested: bool) -> list[RowReadings]:
    """Return the readings of a row, or of the three rows of table 4."""
    spec, segment = whole
    probability = segment.mention.probability
    if spec.id != TABLE_4:
        return [RowReadings(spec, tuple(options), probability, contested)]
    if len(segment.printed) > 1 and options[0].evidence in (Evidence.NO_TRACE, Evidence.TOO_MANY):
        found = _untraced_by_row(table, segment.printed)
        return [RowReadings(row, own, probability) for row, own in zip(table.rows, found, strict=True)]
    # What the rules of its three rows refute is left out before they go apart.
    options = [one for one in options if _keeps_rules(table, spec, one)] or options
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
                [one for one in untraced(len(row.cells), printed[a:b]) if _keeps_rules(table, row, one)]
                for row, (a, b) in zip(table.rows, pairwise(ends), strict=True)
            ]
            if all(ways):
                for own, some in zip(found, ways, strict=True):
                    own.update({one.readings: one for one in some})
    whole = [tuple(own.values()) for own in found]
    return whole if all(whole) else [(undecided(len(row.cells)),) for row in table.rows]


def _keeps_rules(table: Table, spec: RowSpec, candidate: Candidate) -> bool:
    """Return whether a reading breaks no rule; a nil mark counts as 0, a blank may be anything."""
    known: dict[str, int | float] = {}
    for cell, reading in zip(spec.cells, candidate.readings, strict=True):
        if isinstance(reading.value, (int, float)):
            known[cell.id] = reading.value
        elif reading.state == "blank" and reading.text:
            known[cell.id] = 0
    return all(confront(rule, known) is not False for rule in table.rules)


def _inside(rows: list[Row], found: Sequence[Segment]) -> list[Segment]:
    """Return the segments between the first and the last row of a table."""
    own = {id(segment.mention) for _, segment in rows}
    places = [number for number, segment in enumerate(found) if id(segment.mention) in own]
    return list(found[places[0] : places[-1] + 2])


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
