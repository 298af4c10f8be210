"""The verb `evaluate`: systems scored on annotated documents."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from girml.cli.output import STDOUT, destination
from girml.cli.status import READ
from girml.errors import UsageError

if TYPE_CHECKING:
    from girml.evaluation import Plan, Results
    from girml.evaluation.outcome import Outcome


Writer = Callable[["Results", TextIO], None]


def evaluate(options: Namespace) -> int:
    """Score systems on annotated documents, write what came of it; return the exit status."""
    from girml.evaluation.planning import check

    plan = _plan(options)
    check(plan)
    with ExitStack() as stack:
        # Opened first, so that a place that cannot be written is told before the work.
        places = [(write, stack.enter_context(destination(name, option))) for write, name, option in _asked(options)]
        results = _evaluated(plan)
        for write, out in places:
            write(results, out)
    return READ


def _json(results: "Results", out: TextIO) -> None:
    from girml.evaluation import document

    document.write(results, out)


def _html(results: "Results", out: TextIO) -> None:
    from girml.evaluation import page

    page.write(results, out)


def _table(results: "Results", out: TextIO) -> None:
    from girml.evaluation import terminal

    terminal.write(results, out)


def _asked(options: Namespace) -> list[tuple[Writer, str, str]]:
    """Return what writes, where, and by which option; tables on standard output unless something else goes there."""
    files = [(_json, options.json, "--json"), (_html, options.html, "--html")]
    asked: list[tuple[Writer, str, str]] = [one for one in files if one[1]]
    places = {os.path.realpath(name) for _, name, _ in asked}
    if len(places) < len(asked):
        raise UsageError(f"--json and --html both name {options.json}: give each a place of its own.")
    return asked if STDOUT in (options.json, options.html) else [*asked, (_table, STDOUT, "")]


def _plan(options: Namespace) -> "Plan":
    from girml.evaluation import Plan
    from girml.evaluation.systems import BUILT_IN

    return Plan(
        annotations=Path(options.annotations),
        split=None if options.split == "all" else options.split,
        systems=tuple(options.system or (() if options.predictions else BUILT_IN)),
        predictions=tuple(map(_named, options.predictions)),
        by=tuple(dict.fromkeys(options.by or ("kind",))),
        limit=options.limit,
        seed=options.seed,
        workers=options.workers,
    )


def _named(words: str) -> tuple[str, Path]:
    name, equals, file = words.partition("=")
    if not name or not equals or not file:
        raise UsageError(f"--predictions {words} names no file: write NAME=FILE.")
    return name, Path(file)


def _evaluated(plan: "Plan") -> "Results":
    from girml.evaluation import outcomes, select, sum_up

    selection = select(plan)
    found = list(_watched(outcomes(plan, selection), len(selection.drawn)))
    return sum_up(plan, selection, found)


def _watched(found: "Iterable[Outcome]", total: int) -> "Iterable[Outcome]":
    """Return the outcomes under a progress bar, where someone watches."""
    from rich.console import Console
    from rich.progress import track

    return track(
        found, "evaluating", total, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
    )
