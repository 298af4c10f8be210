"""（六）其他处理: a row of the 2019 form, and the group of three rows in the 2021 form, under the same words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from girml.records import Name

ROW, GROUP = "l.t3.row.other_handling", "l.t3.group.other_handling"
"""What the words name in the 2019 form, and in the 2021 form."""

_IN_CELLS = ("figure", "blank")
Range = tuple[str, int, int]
Names = Mapping[int, tuple[Name, ...]]


def told_apart(found: Sequence[Range], names: Names) -> dict[int, tuple[Name, ...]]:
    """Return names of labels by first token, with （六）其他处理 named by what follows it: the group where one of its
    rows is the next label, else the row where a figure or blank comes next; as it was named where neither does.

    `found` are the mentions (tag, first, last) in reading order.
    """
    return {first: _as(_meant(found, names, at), own) for at, first, own in _labels(found, names)}


def _labels(found: Sequence[Range], names: Names) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
    return ((at, first, names[first]) for at, (_, first, _) in enumerate(found) if first in names)


def _meant(found: Sequence[Range], names: Names, at: int) -> str | None:
    """Return what a label means, None where that is not one of the two or nothing tells."""
    if _name(names, found[at][1]) not in (ROW, GROUP):
        return None
    behind = [one for one in islice(found, at + 1, None) if _name(names, one[1]) not in (ROW, GROUP)]
    label = next((_name(names, first) for _, first, _ in behind if first in names), "")
    if label.startswith(ROW + "."):
        return GROUP
    return ROW if behind and behind[0][0] in _IN_CELLS else None


def _name(names: Names, first: int) -> str:
    own = names.get(first, ())
    return own[0].label if own else ""


def _as(label: str | None, own: tuple[Name, ...]) -> tuple[Name, ...]:
    if label is None or own[0].label == label:
        return own
    return (replace(own[0], label=label), *(name for name in own[1:] if name.label != label))
