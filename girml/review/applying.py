"""Decisions merged into the extracted data set: a new folder beside the old one, which stays as it is.

Cells hold what was decided, checks are confronted anew, and every decision is told with who made it, when, and what was
there before. The same data and decisions give the same bytes.
"""

import json
from pathlib import Path
from typing import NamedTuple

from girml.batch.folder import REVIEW
from girml.drafts import folder_draft
from girml.errors import RunError, UsageError
from girml.readers import contract as readers
from girml.review import journal
from girml.review.applying_run import apply_run
from girml.review.folder import data_set
from girml.review.lines import Lines, numbered_lines
from girml.review.merging import Merger
from girml.writers import contract as writers


class Done(NamedTuple):
    """How many reports a new data set holds, how many of them were decided on, and by how many decisions."""

    reports: int
    decided: int
    decisions: int


def apply(folder: Path, out: Path) -> Done:
    """Write the data set of a folder, with the decisions of its review, to a new folder, which appears whole or not at
    all; UsageError where that is there already, InputError or RunError where the data cannot be read."""
    if out.exists():
        raise UsageError(f"{out} is there already and stays as it is: name a new folder with -o.")
    data = data_set(folder)
    merge = Merger(journal.read(folder / REVIEW))
    try:
        with folder_draft(out) as draft:
            if isinstance(data, Lines):
                _apply_lines(data, merge, draft)
            else:
                apply_run(data, merge, draft)
    except OSError as reason:
        raise RunError(f"{out} cannot be written ({reason.strerror}): name another place with -o.") from None
    return Done(merge.counts["reports"], merge.counts["decided"], merge.counts["decisions"])


def _apply_lines(data: Lines, merge: Merger, out: Path) -> None:
    for file in data.files:
        with (out / file.name).open("w", encoding="utf-8", newline="") as new:
            for _, number, line in numbered_lines(file):
                report = readers.parse(line, f"{file}:{number}")
                merged = merge(report)
                # A report that nobody decided on keeps its line; all keep the version of girml that read them.
                told = writers.as_dict(merged) | {"girml": json.loads(line)["girml"]}
                new.write(line.rstrip("\r\n") if merged is report else writers.plain_line(told))
                new.write("\n")
