"""The verbs `review` and `apply`: people decide on extracted reports, and what they decided goes back into the data."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from girml.cli.status import READ
from girml.cli.telling import tell
from girml.errors import UsageError

if TYPE_CHECKING:
    from girml.review.heads import Head

_NEEDED = ("fastapi", "uvicorn")


def review_reports(options: Namespace) -> int:
    """Serve the page of a review until it is interrupted; return the exit status."""
    if not all(map(find_spec, _NEEDED)):
        raise UsageError("girml review needs FastAPI and uvicorn: install girml[review].")
    from girml.review.annotating import Made
    from girml.review.opening import Settings, review
    from girml.review.serving import LOOPBACK, door, listening, serve
    from girml.review.texts import Sought

    made = Made(options.kind, options.flattener, options.library)
    settings = Settings(Sought(tuple(options.texts), options.text), made, options.model)
    with (
        review(Path(options.folder), settings, tell, _watched) as desk,
        listening(options.host, options.port) as listener,
    ):
        here = door(options.host, listener)
        if options.host != LOOPBACK:
            tell("Others on the network reach the page, and it does not encrypt: give the address only to who may.")
        tell(f"{len(desk.heads):,} reports are open at the address below; Ctrl-C ends the review.")
        sys.stdout.write(f"{here.address}\n")
        sys.stdout.flush()
        serve(desk, here, listener, options.who)
    return READ


def apply_decisions(options: Namespace) -> int:
    """Write a data set with the decisions of its review; return the exit status."""
    from girml.review.applying import apply

    done = apply(Path(options.folder), Path(options.output))
    tell(
        f"{options.output} holds {done.reports:,} reports, {done.decided:,} of them with {done.decisions:,} decisions."
    )
    return READ


def _watched(heads: "Iterable[Head]") -> "Iterator[Head]":
    """Yield the reports, under a bar that counts them where someone watches."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("opening {task.completed:,} reports"), TimeElapsedColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("reports", total=None)
        for one in heads:
            bar.advance(task)
            yield one
