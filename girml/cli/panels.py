"""Reports written as one panel."""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from girml.errors import UsageError
from girml.panel import Panel, panel
from girml.records import Report

_COLUMNS = ("parent", "child")


def panel_writer(name: str | None, children: str | None) -> Callable[[Iterable[Report], TextIO], None]:
    """Return what writes reports as a panel in a format, a table where none is named; UsageError where a panel has no
    such format, or the file of children cannot be read."""
    from girml.writers import wide

    under = _children(Path(children)) if children else {}
    writers: dict[str, Callable[[Panel, TextIO], None]] = {
        "table": wide.write_table,
        "json": wide.write_json,
        "csv": wide.write_csv,
        "parquet": lambda found, out: wide.write_parquet(found, out.buffer),
    }
    chosen = name or "table"
    if chosen not in writers:
        raise UsageError(f"A panel is not written as {chosen}: name one of {', '.join(writers)} with --format.")
    return lambda reports, out: writers[chosen](panel(reports, under), out)


def _children(file: Path) -> dict[str, list[str]]:
    """Return the bodies under each body, as a CSV file names them."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if not set(_COLUMNS) <= set(reader.fieldnames or ()):
                raise UsageError(f"{file} has no columns parent and child: write them in its first line.")
            found: dict[str, list[str]] = {}
            for row in reader:
                if not row["parent"] or not row["child"]:
                    raise UsageError(f"{file}, line {reader.line_num}: a parent or a child is missing; name both.")
                found.setdefault(row["parent"], []).append(row["child"])
            return found
    except (OSError, UnicodeDecodeError) as reason:
        what = reason.strerror if isinstance(reason, OSError) else "it is not UTF-8"
        raise UsageError(f"{file} cannot be read ({what}): name a CSV file in UTF-8.") from None
