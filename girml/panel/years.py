"""The years of a body confronted: what is carried over, and stock against flow, by the relations of the forms."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from girml.forms import load
from girml.panel.entries import Entry, PanelFinding
from girml.records import TableId, YearRelation
from girml.rules import Number

_NEAR = 1e-6


def confront_years(entries: Sequence[Entry]) -> Iterator[PanelFinding]:
    """Yield what the reports of one body for years that follow each other say against each other; one of each body and
    year, in this order."""
    for before, one in pairwise(entries):
        if before.name != one.name or before.year is None or one.year is None:
            continue
        if one.year != before.year + 1:
            yield _missing(before, one)
            continue
        for table, form in one.form.items():
            yield from _table(before, one, table=table, form=form)


def _missing(before: Entry, one: Entry) -> PanelFinding:
    message = f"Between {before.year} and {one.year} a report of {one.body} is missing: they are not compared."
    return PanelFinding("missing_year", "note", one.body, one.year, message, sources=(before.source, one.source))


def _table(before: Entry, one: Entry, *, table: TableId, form: str) -> Iterator[PanelFinding]:
    own = [relation for relation in load(form).years if relation.left[0][0].startswith(table)]
    earlier = load(before.form[table]).tables[table] if table in before.form else None
    printed = {cell.id for row in earlier.rows for cell in row.cells} if earlier else set()
    comparable = [relation for relation in own if printed.issuperset(_cells(relation, -1))]
    if before.form.get(table) != form and len(comparable) < len(own):
        rules = tuple(relation.id for relation in own if relation not in comparable)
        message = (
            f"{one.body} used the form of {before.form.get(table, 'no table')} for {before.year} and that of {form} "
            f"for {one.year}: {len(rules)} relations of table {table[1:]} between the years count other things there, "
            f"and are not compared."
        )
        sources = (before.source, one.source)
        yield PanelFinding("forms_differ", "note", one.body, one.year, message, (), rules, sources)
    for relation in comparable:
        yield from _broken(before, one, relation)


def _cells(relation: YearRelation, year: int) -> tuple[str, ...]:
    return tuple(cell for cell, offset in (*relation.left, *relation.right) if offset == year)


def _broken(before: Entry, one: Entry, relation: YearRelation) -> Iterator[PanelFinding]:
    left, right = (_sum(before, one, terms) for terms in (relation.left, relation.right))
    if left is None or right is None or abs(left - right) <= _NEAR:
        return
    now, then = _cells(relation, 0), _cells(relation, -1)
    review = one.asks(now) or before.asks(then)
    message = (
        f"{one.body}: {_told(relation.left, one)} = {left:g} for {one.year}, but {_told(relation.right, one)} = "
        f"{right:g}{'; a cell asks for review' if review else ''}."
    )
    sources = (before.source, one.source)
    yield PanelFinding(
        "year_break",
        relation.severity,
        one.body,
        one.year,
        message,
        tuple(dict.fromkeys((*now, *then))),
        (relation.id,),
        sources,
        review,
    )


def _sum(before: Entry, one: Entry, terms: Sequence[tuple[str, int]]) -> Number | None:
    known = [(before if year else one).known.get(cell) for cell, year in terms]
    numbers = [number for number in known if number is not None]
    return sum(numbers) if len(numbers) == len(known) else None


def _told(terms: Sequence[tuple[str, int]], one: Entry) -> str:
    assert one.year is not None
    return " + ".join(f"{cell} of {one.year + year}" if year else cell for cell, year in terms)
