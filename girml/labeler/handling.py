"""（六）其他处理: a row of the 2019 form, and the group of three rows in the 2021 form, under the same words."""

from collections.abc import Sequence
from dataclasses import replace

from girml.bio import OUTSIDE
from girml.records import Name

ROW, GROUP = "l.t3.row.other_handling", "l.t3.group.other_handling"
"""What the words name in the 2019 form, and in the 2021 form."""

_IN_CELLS = ("figure", "blank")
Names = dict[int, tuple[Name, ...]]


def told_apart(tags: Sequence[str], names: Names) -> Names:
    """Return names of labels by first token, with （六）其他处理 named by what follows it: the group where one of its
    rows is the next label, else the row where a figure or blank comes next; as it was named where neither does.

    `tags` are those of all tokens in BIO, `names` are in reading order.
    """
    either = {first: own for first, own in names.items() if own and own[0].label in (ROW, GROUP)}
    if not either:
        return names
    others = [(first, own) for first, own in names.items() if first not in either]
    return names | {first: _as(_meant(first, tags, others, either), own) for first, own in either.items()}


def _meant(at: int, tags: Sequence[str], others: Sequence[tuple[int, tuple[Name, ...]]], either: Names) -> str | None:
    """Return what the label at a token means by what follows it, None where nothing tells."""
    label = next((own[0].label if own else "" for first, own in others if first > at), "")
    if label.startswith(ROW + "."):
        return GROUP
    begun = (token for token in range(at + 1, len(tags)) if token not in either and tags[token][0] == "B")
    following = next((tags[token][2:] for token in begun if tags[token][2:] not in OUTSIDE), "")
    return ROW if following in _IN_CELLS else None


def _as(label: str | None, own: tuple[Name, ...]) -> tuple[Name, ...]:
    if label is None or own[0].label == label:
        return own
    return (replace(own[0], label=label), *(name for name in own[1:] if name.label != label))
