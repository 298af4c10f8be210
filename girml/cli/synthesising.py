"""The verb `synth`: reports printed and flattened, as annotated documents."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from girml.batch.paths import shown
from girml.cli.status import READ
from girml.cli.telling import tell
from girml.errors import UsageError


def synthesise(options: Namespace) -> int:
    """Build a corpus in a folder; return the exit status."""
    from girml.building import Build, build, unusable, usable
    from girml.corpus.splits import find

    folder = Path(options.output)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{shown(options.output)} is no folder: name one with -o.")
    if missing := sorted(set(unusable(options.without))):
        tell(f"Some flatteners cannot run here and are left out, for want of {', '.join(missing)}.")
    flatteners = usable(options.without)
    if not flatteners:
        raise UsageError("No flattener can run here: install girml[synth].")
    one = Build(folder, options.seed, options.number, flatteners, find(folder.resolve()), loose=options.loose)
    _show(build(one, options.workers))
    tell(f"{shown(options.output)} holds the documents: `girml count` counts them, `girml check` checks them.")
    return READ


def _show(steps: Iterator[int]) -> None:
    """Carry out a build under a progress bar, where someone watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("printing and flattening"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task("documents", total=next(steps))
        for count in steps:
            progress.advance(bar, count)
