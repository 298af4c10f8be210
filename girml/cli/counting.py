"""The verb `count`: how many annotated documents there are, by split, kind, flattener and form."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from girml.batch.paths import shown
from girml.cli.status import READ
from girml.corpus.counting import Counts, count_all
from girml.corpus.splits import SPLITS
from girml.errors import InputError, UsageError

_TITLES = {"kind": "Kind", "flattener": "Flattener", "form": "Form of tables 2 and 3", "damage": "Damage"}


def count_annotations(options: Namespace) -> int:
    """Write Markdown tables of counts; return the exit status."""
    try:
        counts = count_all(Path(options.path))
    except InputError as error:
        raise UsageError(str(error)) from None
    sys.stdout.write(f"{shown(options.path)} holds {counts.total:,} documents.\n")
    for key, title in _TITLES.items():
        sys.stdout.write("\n" + "\n".join(_table(title, counts, key)) + "\n")
    return READ


def _table(title: str, counts: Counts, key: str) -> Sequence[str]:
    heads = (title, *SPLITS, "none")
    rows = [(name, *(str(own[split]) for split in (*SPLITS, None))) for name, own in sorted(counts.by[key].items())]
    return [f"| {' | '.join(row)} |" for row in (heads, ("---", *("---:",) * 4), *rows)]
