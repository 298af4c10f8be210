"""What the command says on standard error: messages, and a bar where many files are read."""

import sys
from collections.abc import Iterable, Sequence
from typing import TextIO


def tell(message: str) -> None:
    """Write one message on standard error."""
    sys.stderr.write(f"girml: {message}\n")


def with_bar(names: Sequence[str], out: TextIO) -> Iterable[str]:
    """Return the names, under a progress bar where several are read and someone watches.

    Where the reports themselves run over the terminal, a bar would only break their lines.
    """
    watched = sys.stderr.isatty() and not out.isatty()
    return _bar(names) if watched and len(names) > 1 else names


def _bar(names: Sequence[str]) -> Iterable[str]:
    from rich.console import Console
    from rich.progress import track

    return track(names, "reading", console=Console(stderr=True), transient=True)
