"""`extract --run`: many inputs read into a folder of Parquet parts."""

import os
import sys
from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from girml.batch.documents import Columns, holds_many
from girml.batch.paths import STDIN, find
from girml.cli.output import STDOUT
from girml.cli.status import FOUND, INTERRUPTED, READ, UNREADABLE
from girml.cli.telling import tell
from girml.errors import UsageError

if TYPE_CHECKING:
    from girml.batch.pool import Budget
    from girml.batch.running import Job
    from girml.batch.tabling import Counts

SECONDS, MEGABYTES, SIZE = 120.0, 4000, 500
"""What a document may take unless said, and how many documents a part holds."""


def extract_run(options: Namespace) -> int:
    """Carry out a run; return the exit status."""
    carry_out = _carry_out_on_cluster if options.engine == "ray" else _carry_out
    try:
        counts = carry_out(options)
    except KeyboardInterrupt:
        tell(f"Stopped. Give the same command again, and {options.run} goes on where it was.")
        return INTERRUPTED
    if counts is None:
        return UNREADABLE
    _show(options.run, counts)
    return _status(options, counts)


def _carry_out(options: Namespace) -> "Counts | None":
    """Carry out a run on this machine; return what it holds, None where an input was named in vain."""
    from girml.batch import manifest, running
    from girml.batch.counting import count
    from girml.cli.progress import watched

    found = find(options.paths)
    for error in found.errors:
        tell(str(error))
    if found.errors:
        return None
    job = _job(options, found.names)
    way = {"fresh": running.start_over, "add": running.add, "retry": running.retry}.get(options.way, running.go_on)
    total = None if options.way in ("add", "retry") else count(found.names)
    for _ in watched(way(job), total):
        pass
    done = manifest.read(job.folder)
    assert done is not None
    return done.counts


def _carry_out_on_cluster(options: Namespace) -> "Counts":
    """Carry out a run by Ray; return what it holds."""
    from girml.batch.tabling import Counts
    from girml.batch.worker import Setup
    from girml.cli.progress import watched
    from girml.distributed.engine import Job, run

    job = Job(
        folder=options.run,
        names=tuple(options.paths),
        columns=columns(options),
        setup=Setup(options.model, options.threshold, options.prose),
        size=options.part or SIZE,
        actors=options.workers,
        budget=budget(options),
    )
    *_, counts = (Counts(), *watched(run(job), None))
    return counts


def check(options: Namespace) -> None:
    """Raise UsageError where options do not go together."""
    if options.run:
        _check_run(options)
        return
    if options.keep or options.part or options.way or options.engine != "local":
        raise UsageError("--keep, --part, --engine, --fresh, --add and --retry tell of a run: name it with --run.")
    if options.format in ("parquet", "xlsx") and options.output == STDOUT:
        raise UsageError(f"{options.format} is no text for a terminal or a pipe: name a file with -o.")
    if options.format == "xlsx" and find_spec("xlsxwriter") is None:
        raise UsageError("--format xlsx needs XlsxWriter: install girml[xlsx].")
    if options.format == "html" and options.output == STDOUT:
        raise UsageError("html is a folder of pages: name a new one with -o.")
    if options.children and not options.panel:
        raise UsageError("--children tells of bodies in a panel: give --panel, too.")


def _check_run(options: Namespace) -> None:
    from girml.batch.schemas import own_columns

    if options.format or options.panel or options.output != STDOUT:
        raise UsageError("--run writes Parquet to its folder: leave out -o, --format and --panel.")
    if STDIN in options.paths:
        raise UsageError("Standard input cannot be read again where a run is stopped: give a file.")
    if options.engine == "ray" and find_spec("ray") is None:
        raise UsageError("--engine ray needs Ray: install girml[ray].")
    if options.engine == "ray" and options.way:
        raise UsageError("--fresh, --add and --retry are for the local engine: leave them out with --engine ray.")
    for column in options.keep:
        if column in own_columns():
            raise UsageError(f"--keep {column}: reports have a column of that name; give it another in the input.")


def _job(options: Namespace, names: tuple[str, ...]) -> "Job":
    from girml.batch.running import Job
    from girml.batch.worker import Setup

    if options.keep and not any(map(holds_many, names)):
        raise UsageError("--keep names columns, but no input is a table.")
    return Job(
        folder=Path(options.run),
        names=names,
        columns=columns(options),
        setup=Setup(options.model, options.threshold, options.prose),
        size=options.part or SIZE,
        workers=options.workers or os.cpu_count() or 1,
        budget=budget(options),
    )


def budget(options: Namespace) -> "Budget":
    """Return what a document may take; UsageError where this system does not tell what is asked."""
    from girml.batch.hand import memory_is_known
    from girml.batch.pool import Budget

    if options.memory and not memory_is_known():
        raise UsageError("--memory needs a system that tells how large a process is, by /proc.")
    return Budget(options.seconds or SECONDS, options.memory or (MEGABYTES if memory_is_known() else None))


def columns(options: Namespace) -> Columns:
    """Return the columns that options name."""
    return Columns(options.text, options.id, tuple(dict.fromkeys(options.keep)))


def _show(folder: str, counts: "Counts") -> None:
    """Write what a run holds."""
    rows = {
        "documents": counts.documents,
        "reports": counts.reports,
        "for review": counts.review,
        "with a failing check": counts.failed,
        "cells": counts.cells,
        "findings": counts.findings,
        "errors": counts.errors,
    }
    lines = [f"{name:21}{number:>13,}" for name, number in rows.items()]
    sys.stdout.write("\n".join([f"{folder} holds", *lines]) + "\n")


def _status(options: Namespace, counts: "Counts") -> int:
    if counts.errors:
        return UNREADABLE
    conditions = {"review": counts.review, "check": counts.failed}
    return FOUND if any(conditions[name] for name in options.fail_on) else READ
