"""Tags in BIO: from tags to mentions and back."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from girml.records import Labeling, Mention, Tokens

OUTSIDE = ("prose", "furniture")


@cache
def tags() -> tuple[str, ...]:
    """Return the tags in declared order, without their B- and I-."""
    declared = tomllib.loads((files("girml") / "labels.toml").read_text(encoding="utf-8"))
    return tuple(declared["tags"])


def mentions(tokens: Tokens, labeling: Labeling) -> Iterator[Mention]:
    """Return the mentions in reading order, those of prose and furniture left out.

    An I- tag that follows no token of its kind begins a mention.
    """
    first = 0
    marks = labeling.tags
    while first < len(marks):
        tag = marks[first][2:]
        last = first
        while last + 1 < len(marks) and marks[last + 1] == f"I-{tag}":
            last += 1
        if tag not in OUTSIDE:
            yield _mention(tokens, labeling, first, last)
        first = last + 1


def _mention(tokens: Tokens, labeling: Labeling, first: int, last: int) -> Mention:
    return Mention(
        tag=labeling.tags[first][2:],
        first=first,
        last=last,
        start=tokens.starts[first],
        end=tokens.ends[last],
        probability=min(labeling.probabilities[first : last + 1]),
        names=labeling.names.get(first, ()),
    )


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
