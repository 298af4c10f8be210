"""What may be wrong with annotated documents: one record for all checks, and the closed list of kinds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from girml.records.annotation import Annotation

KINDS = (
    "unreadable", "range", "overlap", "character", "unknown", "value", "cells", "rules", "tags",
    "duplicate_id", "shared_body", "near_duplicate",
)  # fmt: skip
"""The kinds of fault: a line that is no annotation; a span outside its text or empty; spans that overlap; a border
within a character; an id that no form or list knows; text that does not print its cell's value; cells and spans
that contradict each other; a broken rule without a recorded misprint; tags that BIO loses; and between documents:
an id, a body or a text that comes again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a document (its id, "" where it cannot be read) at a line of a file; `kind` is one of KINDS."""

    file: str
    line: int
    document: str
    kind: str
    message: str


class Flaw(NamedTuple):
    """A fault before its place is known: its kind and its message."""

    kind: str
    message: str


Check = Callable[[Annotation], Iterator[Flaw]]
"""A check of one document by itself."""
