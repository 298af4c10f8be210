"""Tags in BIO: from tags to mentions and back."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from girml.records import Labeling, Mention, Tokens

OUTSIDE = ("prose", "furniture")
LABELS = ("heading", "column", "row")
"""The tags whose mentions have names."""


@cache
def tags() -> tuple[str, ...]:
    """Return the tags in declared order, without their B- and I-."""
    declared = tomllib.loads((files("girml") / "labels.toml").read_text(encoding="utf-8"))
    return tuple(declared["tags"])


def mentions(tokens: Tokens, labeling: Labeling) -> Iterator[Mention]:
    """Return the mentions in reading order, those of prose and furniture left out."""
    names, sure = labeling.names, labeling.probabilities
    starts, ends = tokens.starts, tokens.ends
    for tag, first, last in ranges(labeling.tags):
        probability = sure[first] if first == last else min(sure[first : last + 1])
        yield Mention._make((tag, first, last, starts[first], ends[last], probability, names.get(first, ())))


def ranges(marks: Sequence[str], wanted: tuple[str, ...] = ()) -> Iterator[tuple[str, int, int]]:
    """Yield the runs (tag, first, last) that BIO tags tell, in order: those of the tags that are wanted, or where none
    is named of all but prose and furniture.

    An I- tag that follows no token of its kind begins a run.

    >>> list(ranges(["B-row", "I-row", "B-prose", "I-figure"]))
    [('row', 0, 1), ('figure', 3, 3)]
    """
    known = _parts(wanted)
    tag, inside, first, last = "", "", 0, -1
    for at in [at for at, mark in enumerate(marks) if mark in known]:
        mark = marks[at]
        if mark == inside and at == last + 1:
            last = at
            continue
        if tag:
            yield tag, first, last
        first = last = at
        tag, inside = known[mark]
    if tag:
        yield tag, first, last


@cache
def _parts(wanted: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Return for each tag in BIO of those wanted the tag alone, and as it goes on."""
    inside = wanted or tuple(tag for tag in tags() if tag not in OUTSIDE)
    return {f"{mark}-{tag}": (tag, f"I-{tag}") for tag in inside for mark in "BI"}


def tag_spans(length: int, spans: list[tuple[str, int, int]]) -> list[str]:
    """Return BIO tags for `length` tokens from (tag, first, last) spans; the rest is prose.

    >>> tag_spans(3, [("row", 0, 1)])
    ['B-row', 'I-row', 'B-prose']
    """
    marks = ["B-prose"] * length
    for tag, first, last in spans:
        marks[first] = f"B-{tag}"
        marks[first + 1 : last + 1] = [f"I-{tag}"] * (last - first)
    return marks
