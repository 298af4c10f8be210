"""The verb `inspect`: why each cell of an input has its value."""

import sys
from argparse import Namespace
from collections.abc import Sequence

import girml
from girml.batch.paths import load, shown
from girml.cli.status import READ
from girml.cli.telling import tell
from girml.documents import text_of
from girml.errors import UsageError
from girml.pipeline.explaining import Explanation, explain
from girml.writers.contract import write_json
from girml.writers.plain import as_plain


def inspect(options: Namespace) -> int:
    """Write why the cells of an input have their values; return the exit status."""
    explanations = explain(girml.load(options.model), text_of(load(options.file), shown(options.file)))
    if not explanations:
        tell(f"{shown(options.file)} holds no table of the statutory form, so there is no cell to explain.")
    elif options.cell:
        explanations = _only(explanations, options.cell)
    _write(explanations, options)
    return READ


def _only(explanations: Sequence[Explanation], cell_id: str) -> list[Explanation]:
    chosen = [one for one in explanations if one.cell.id == cell_id]
    if not chosen:
        raise UsageError(f"The report has no cell {cell_id}: `girml forms` lists the ids of each form.")
    return chosen


def _write(explanations: Sequence[Explanation], options: Namespace) -> None:
    if options.format == "json":
        write_json(as_plain(explanations), sys.stdout)
        return
    from girml.writers.explanations import write_full, write_overview

    write = write_full if options.cell else write_overview
    if explanations:
        write(explanations, sys.stdout)
