"""The headline rates, taken from the tables of `benchmarks/README.md` so that no page copies a figure."""

from borrowed import ROOT

COLUMNS = ("kind", "system", "n", "exactly right", "non-zero cells right", "silent errors", "right under review")
"""Those of the many columns that a page shows."""


def rates(caption: str, systems: tuple[str, ...]) -> str:
    """Return the rows of some systems in the first table under a caption, as a Markdown table of a few columns.

    ValueError where the benchmarks have no such table, column or system.
    """
    text = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    _, found, rest = text.partition(f"\n{caption}: n = ")
    if not found:
        raise ValueError(f"benchmarks/README.md has no table {caption!r}: name one that it has.")
    heads, dashes, *rows = (_cut(line) for line in rest.split("\n\n")[1].splitlines())
    wanted = [heads.index(name) for name in COLUMNS]
    chosen = [row for row in rows if row[heads.index("system")] in systems]
    if {row[heads.index("system")] for row in chosen} != set(systems):
        raise ValueError(f"{caption!r} in benchmarks/README.md lacks one of {', '.join(systems)}: name those it has.")
    return "\n".join(f"| {' | '.join(row[place] for place in wanted)} |" for row in (heads, dashes, *chosen))


def _cut(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
