"""A panel built from reports: versions told apart, years and bodies confronted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from girml.panel.entries import Entry, PanelFinding, entry
from girml.panel.parents import confront_parents
from girml.panel.years import confront_years
from girml.records import Report

Children = Mapping[str, Sequence[str]]
"""The bodies under each body, by name."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The reports by body, year and version, those without a body or year last, and what is to be told of them."""

    entries: tuple[Entry, ...]
    findings: tuple[PanelFinding, ...]


def panel(reports: Iterable[Report], children: Children | None = None) -> Panel:
    """Return the panel of reports; `children` names the bodies under a body, whose figures its own ones sum up.

    Every report is kept. Of several versions of a body and year the last one, by day of publication, then in the order
    given, is confronted with other years and bodies.
    """
    entries = tuple(_numbered(map(entry, reports)))
    placed = [one for one in entries if one.name and one.year is not None]
    last = [one for one in placed if one.version == one.versions]
    findings = (
        *map(_unplaced, (one for one in entries if not one.name or one.year is None)),
        *_versions(placed),
        *confront_years(last),
        *confront_parents(last, children or {}),
    )
    return Panel(entries, findings)


def _numbered(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries by body and year, with the number of each version."""
    ordered = sorted(entries, key=lambda one: (not one.name or one.year is None, *_place(one), one.published or ""))
    for (name, year), some in groupby(ordered, key=_place):
        versions = list(some)
        if name and year:
            yield from (replace(one, version=at, versions=len(versions)) for at, one in enumerate(versions, 1))
        else:
            yield from versions


def _place(one: Entry) -> tuple[str, int]:
    return one.name, one.year or 0


def _unplaced(one: Entry) -> PanelFinding:
    lacks = " and no ".join(what for what, value in (("body", one.name), ("year", one.year)) if not value)
    message = f"{one.source} tells no {lacks} in its title: it stands in the panel, and is compared with nothing."
    return PanelFinding("unplaced", "warning", one.body, one.year, message, sources=(one.source,))


def _versions(placed: Sequence[Entry]) -> Iterator[PanelFinding]:
    """Yield a finding where a version says otherwise than the one before it."""
    for before, one in pairwise(placed):
        if _place(before) != _place(one):
            continue
        ids = dict.fromkeys((*before.cells, *one.cells))
        cells = tuple(cell for cell in ids if _said(before, cell) != _said(one, cell))
        if cells:
            message = (
                f"{before.source} and {one.source} are both the report of {one.body} for {one.year}, and differ in "
                f"{len(cells)} cells; the second is compared with other years."
            )
            review = before.asks(cells) or one.asks(cells)
            sources = (before.source, one.source)
            yield PanelFinding("versions_differ", "warning", one.body, one.year, message, cells, (), sources, review)


def _said(one: Entry, cell: str) -> object:
    found = one.cells.get(cell)
    return found and (found.state, found.value)
