"""The checks of a form: unique ids, references to what exists, grids that tile."""

from collections import Counter
from collections.abc import Collection, Iterable

from girml.errors import FormError
from girml.records import Form, GridCell, Table

ROLES = (
    "block_title", "stub_head", "column", "column_group", "corner", "row", "row_group",
)  # fmt: skip
KINDS = ("count", "signed_count", "decimal")
SEVERITIES = ("error", "warning")


def check(form: Form, file: str) -> None:
    """Raise FormError where the form contradicts itself; return nothing when it is sound."""
    cells = [cell.id for table in form.tables.values() for row in table.rows for cell in row.cells]
    check_twins(file, "cell", cells)
    check_twins(file, "rule", [rule.id for table in form.tables.values() for rule in (*table.rules, *table.heuristics)])
    check_twins(file, "section", [str(section.number) for section in form.sections])
    check_known(file, set(cells), _references(form))
    check_known(file, set(form.labels), _label_references(form))
    check_known(file, {*form.tables, None}, ((f"section {one.number}", one.table) for one in form.sections))
    _closed(file, form)
    for table in form.tables.values():
        _tiles(file, table)


def check_twins(file: str, what: str, ids: list[str]) -> None:
    """Raise FormError where an id is declared more than once."""
    for name, count in Counter(ids).items():
        if count > 1:
            raise FormError(f"{file}: the {what} {name} is declared {count} times; keep one entry.")


def _references(form: Form) -> Iterable[tuple[str, str]]:
    for table in form.tables.values():
        for rule in (*table.rules, *table.heuristics):
            yield from ((f"rule {rule.id}", cell) for cell in (*rule.left, *rule.right))
    for relation in form.years:
        yield from ((f"relation {relation.id}", cell) for cell, _ in (*relation.left, *relation.right))
    for prose in form.prose:
        yield from ((f"relation {prose.id}", cell) for terms in prose.sums for cell in terms)


def _closed(file: str, form: Form) -> None:
    """Refuse words outside the closed lists: a typing error there would change meanings in silence."""
    used: list[tuple[str, str, str, tuple[str, ...]]]
    used = [("label", label.id, label.role, ROLES) for label in form.labels.values()]
    for table in form.tables.values():
        used += [("cell", cell.id, cell.kind, KINDS) for row in table.rows for cell in row.cells]
        used += [("rule", rule.id, rule.severity, SEVERITIES) for rule in (*table.rules, *table.heuristics)]
    used += [("remark", one.id, one.severity, SEVERITIES) for one in form.plausibility]
    for what, name, word, words in used:
        if word not in words:
            raise FormError(f"{file}: the {what} {name} has {word!r}, which is none of {', '.join(words)}; correct it.")


def _label_references(form: Form) -> Iterable[tuple[str, str]]:
    for table in form.tables.values():
        for row in table.rows:
            yield f"row {row.id}", row.label
            if row.group:
                yield f"row {row.id}", row.group
        for name, grid in table.grids:
            for line in grid:
                yield from ((f"grid {name}", place.id) for place in line if place.id.startswith("l."))


def check_known(file: str, known: Collection[str | None], references: Iterable[tuple[str, str | None]]) -> None:
    """Raise FormError where an entry, the first of a pair, refers to a name that is not known."""
    for entry, name in references:
        if name not in known:
            raise FormError(f"{file}: {entry} names {name}, which the form does not have; correct the name.")


def _tiles(file: str, table: Table) -> None:
    wanted = sorted(cell.id for row in table.rows for cell in row.cells)
    for name, grid in table.grids:
        where = f"{file}: grid {name} of table {table.id}"
        printed = sorted(place.id for line in grid for place in line if place.id.startswith("t"))
        if printed != wanted:
            odd = sorted(set(printed) ^ set(wanted)) or ["a cell twice"]
            raise FormError(f"{where} and the rows differ in {odd[0]}; print every cell once.")
        _covers(where, grid)


def _covers(where: str, grid: tuple[tuple[GridCell, ...], ...]) -> None:
    taken: set[tuple[int, int]] = set()
    width = sum(place.columns for place in grid[0])
    for y, line in enumerate(grid):
        x = 0
        for place in line:
            while (y, x) in taken:
                x += 1
            spots = {(y + dy, x + dx) for dy in range(place.rows) for dx in range(place.columns)}
            if spots & taken or x + place.columns > width or y + place.rows > len(grid):
                raise FormError(f"{where}: {place.id} in line {y + 1} overlaps or leaves the grid; mend its spans.")
            taken |= spots
    if len(taken) < width * len(grid):
        y, x = min({(y, x) for y in range(len(grid)) for x in range(width)} - taken)
        raise FormError(f"{where}: line {y + 1} has nothing in column {x + 1}; mend the spans around it.")
