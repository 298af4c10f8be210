"""What the command says on standard error: messages, and a bar where many files are read."""

import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

from girml.batch.documents import Document


def tell(message: str) -> None:
    """Write one message on standard error."""
    sys.stderr.write(f"girml: {message}\n")


def with_bar(documents: Iterator[Document], total: int, out: TextIO | None) -> Iterator[Document]:
    """Return the documents of so many inputs, under a progress bar where there are several and someone watches.

    Where the reports themselves run over the terminal, a bar would only break their lines; `out` is None where they go
    to a folder.
    """
    watched = sys.stderr.isatty() and not (out and out.isatty())
    return iter(_bar(documents, total)) if watched and total > 1 else documents


def _bar(documents: Iterator[Document], total: int) -> Iterable[Document]:
    from rich.console import Console
    from rich.progress import track

    return track(documents, "reading", total, console=Console(stderr=True), transient=True)
