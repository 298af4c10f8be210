"""The bar of a run: how much is done, how fast, how long it takes, what asks for review, what went wrong."""

import sys
from collections.abc import Iterable, Iterator

from girml.batch.pool import Tick
from girml.batch.running import Begun, Event
from girml.batch.tabling import Counts


def watched(events: Iterable[Event], total: int | None) -> Iterator[Counts]:
    """Yield what stands after each part, under a bar where someone watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(), TextColumn("{task.fields[told]}"),
    )  # fmt: skip
    counts = Counts()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task("documents", total=total, rate="", told="")
        for event in events:
            reading = 0
            match event:
                case Tick(reading):
                    pass
                case Begun(counts):
                    # Else what was done before would count as speed.
                    progress.reset(bar, completed=counts.documents)
                case part:
                    counts = counts.plus(part.counts)
            speed = progress.tasks[0].speed
            rate = f"{speed:,.0f} a second" if speed else ""
            told = f"{counts.review:,} for review, {counts.errors:,} errors"
            progress.update(bar, completed=counts.documents + reading, rate=rate, told=told)
            if not isinstance(event, Tick):
                yield counts
