"""A body confronted with those under it, whose figures its own ones sum up."""

from collections.abc import Iterator, Mapping, Sequence

from girml.forms import load
from girml.panel.entries import Entry, PanelFinding, body_key
from girml.records import TableId

_NEAR = 1e-6
_MOST_NAMED = 5


def confront_parents(entries: Sequence[Entry], children: Mapping[str, Sequence[str]]) -> Iterator[PanelFinding]:
    """Yield where the figures of a body for a year are not the sum of those of the bodies under it; where one of these
    has no report, only where they are more than their body has."""
    placed = {(one.name, one.year): one for one in entries}
    for parent, names in children.items():
        for one in entries:
            if one.name == body_key(parent):
                found = [placed.get((body_key(name), one.year)) for name in names]
                there = [child for child in found if child]
                missing = [name for name, child in zip(names, found, strict=True) if not child]
                if missing:
                    yield _missing(one, missing)
                for table in one.form:
                    yield from _table(one, there, table=table, is_whole=not missing)


def _missing(one: Entry, names: Sequence[str]) -> PanelFinding:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    message = (
        f"Of the bodies under {one.body} no report for {one.year} is there of {', '.join(names[:_MOST_NAMED])}{more}: "
        f"the others are only held to be no more than it."
    )
    return PanelFinding("missing_child", "note", one.body, one.year, message, sources=(one.source,))


def _table(one: Entry, children: Sequence[Entry], *, table: TableId, is_whole: bool) -> Iterator[PanelFinding]:
    other = [child for child in children if child.form.get(table) != one.form[table]]
    if other:
        names = ", ".join(str(child.body) for child in other[:_MOST_NAMED])
        message = (
            f"Table {table[1:]} of {one.body} for {one.year} is on the form of {one.form[table]}, that of {names} on "
            f"another: they are not summed."
        )
        sources = (one.source, *(child.source for child in other))
        yield PanelFinding("forms_differ", "note", one.body, one.year, message, sources=sources)
        return
    for row in load(one.form[table]).tables[table].rows:
        for cell in row.cells:
            if children and (broken := _broken(one, children, cell.id, is_whole=is_whole)):
                yield broken


def _broken(one: Entry, children: Sequence[Entry], cell: str, *, is_whole: bool) -> PanelFinding | None:
    known = [child.known.get(cell) for child in children]
    numbers = [number for number in known if number is not None]
    own = one.known.get(cell)
    if own is None or (is_whole and len(numbers) < len(known)):
        return None
    total = sum(numbers)
    if abs(total - own) <= _NEAR or (not is_whole and total < own):
        return None
    review = any(some.asks((cell,)) for some in (one, *children))
    message = (
        f"{one.body} prints {cell} = {own:g} for {one.year}, the {len(numbers)} bodies under it {total:g} together"
        f"{'; a cell asks for review' if review else ''}."
    )
    sources = (one.source, *(child.source for child in children))
    return PanelFinding("sum_break", "warning", one.body, one.year, message, (cell,), (), sources, review)
