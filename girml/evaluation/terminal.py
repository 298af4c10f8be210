"""The results of an evaluation for people, as tables of text."""

from typing import TextIO

from rich.console import Group, RenderableType
from rich.table import Table

from girml.evaluation.results import About, Results
from girml.evaluation.tables import Shown, tables
from girml.writers.terminal import plain, show

_LEFT = 2
"""So many columns hold words, the others figures."""


def write(results: Results, out: TextIO) -> None:
    """Write what was evaluated, then its tables."""
    parts: list[RenderableType] = []
    for shown in tables(results):
        parts += ["", plain(shown.title, "bold"), _table(shown)]
    show(Group(plain(told(results.about)), *parts), out)


def told(about: About) -> str:
    """Return in one line what was evaluated."""
    drawn = "" if about.limit is None else f", at most {about.limit} of a kind, seed {about.seed}"
    return f"girml {about.girml}: n = {about.n} of the split {about.split}{drawn}, sha256 {about.sha256[:12]}"


def _table(shown: Shown) -> Table:
    table = Table(box=None, pad_edge=False)
    for at, head in enumerate(shown.heads):
        table.add_column(plain(head), justify="left" if at < _LEFT else "right", overflow="fold")
    for row in shown.rows:
        table.add_row(*map(plain, row))
    return table
