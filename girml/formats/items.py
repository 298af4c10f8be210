"""The records between annotations and the formats of other tools; offsets count code points of the text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from girml.records.annotation import AnnotatedSpan, Annotation

Told = Callable[[float], None]
"""What is told how many more bytes of an input are read."""


class Mark(NamedTuple):
    """A stretch [start, end) of a text as a tool shows it, under the one name that tools know."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """An annotation on its way out; `model` names what proposed it, "" where a person annotated."""

    annotation: Annotation
    model: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A document as a tool wrote it: where it stands, what it is called there, its text and marks, its sheet ("" where
    it has none), and what is told of it because an annotation has no place for it."""

    place: str
    name: str
    text: str
    marks: tuple[Mark, ...]
    sheet: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that cannot be taken over, and why: a sentence that begins with its place."""

    message: str


Shown = Callable[[str, tuple[AnnotatedSpan, ...]], list[Mark | None]]
"""Returns the mark under which a format shows each span of a text, None for a span that it has no way to show."""
