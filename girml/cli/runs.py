"""The verbs `verify` and `diff`: what became of runs."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from girml.cli.output import destination
from girml.cli.status import FAULTY, READ
from girml.cli.telling import tell

if TYPE_CHECKING:
    from girml.batch.differing import Change, Seen


def verify_run(options: Namespace) -> int:
    """Write what is wrong with the files of a run; return the exit status."""
    from girml.batch.verifying import verify

    faults = list(verify(Path(options.run)))
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    if not faults:
        tell(f"{options.run} holds what its run.json tells.")
    return FAULTY if faults else READ


def diff_runs(options: Namespace) -> int:
    """Write what changed from one run to another; return the exit status."""
    from girml.batch.differing import as_dict, differences

    number = 0
    with destination(options.output) as out:
        for change in differences(Path(options.old), Path(options.new)):
            number += 1
            line = _line(change) if options.format == "table" else json.dumps(as_dict(change), ensure_ascii=False)
            out.write(f"{line}\n")
    tell(f"{number:,} differences.")
    return READ


def _line(change: "Change") -> str:
    where = f"{change.source} {change.report}"
    if change.only_in:
        return f"{where}: only in the {change.only_in} run"
    return f"{where} {change.id}: {_told(change.old)} -> {_told(change.new)}"


def _told(seen: "Seen | None") -> str:
    if seen is None:
        return "no such cell"
    value = "" if seen.value is None else f" {seen.value}"
    return f"{seen.state}{value}{'?' * seen.review}"
