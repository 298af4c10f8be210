"""Blocks: lines of a table that stand together, with a rule or a blank line above and below them.

Where the cells of one row make a block, its label may wrap and go on behind the figures; then it is the piece that
names a row most surely that tells whose figures they are, wherever it stands in the block.
"""

from collections.abc import Sequence
from itertools import pairwise

from girml.records import Mention, Tokens

_SURE = 0.9
_SURER = 0.1
_INDENT = 8
_LEAST = 3
"""A label, a figure and a label make the smallest block in which one may go first."""
_IN_CELLS = ("figure", "blank")


def labels_first(tokens: Tokens, mentions: Sequence[Mention], roles: dict[str, str]) -> list[Mention]:
    """Return mentions in reading order, but the label that names a block of one row most surely before its figures."""
    found = list(mentions)
    if not _may_follow(tokens.lines, mentions):
        return found
    for begin, end in pairwise([0, *_cuts(tokens.lines, mentions), len(found)]):
        if end - begin >= _LEAST:
            found[begin:end] = _label_first(tokens, found[begin:end], roles)
    return found


def _may_follow(lines: Sequence[int], mentions: Sequence[Mention]) -> bool:
    """Return whether any label may stand in one block with what is before it: mostly none does in rows of cells."""
    labels = [at for at, one in enumerate(mentions) if one.tag == "row" and at]
    pairs = ((mentions[at - 1].last, mentions[at].first) for at in labels)
    return any(lines[first] - lines[last] <= first - last for last, first in pairs)


def _cuts(lines: Sequence[int], mentions: Sequence[Mention]) -> list[int]:
    """Return the mentions before which a line is left out."""
    firsts, lasts = [one.first for one in mentions], [one.last for one in mentions]
    return [
        at
        for at, (last, first) in enumerate(zip(lasts, firsts[1:], strict=False), 1)
        if lines[first] - lines[last] > 1
        if first - last == 1 or any(b - a > 1 for a, b in pairwise(lines[last : first + 1]))
    ]


def _label_first(tokens: Tokens, block: list[Mention], roles: dict[str, str]) -> list[Mention]:
    tags = [one.tag for one in block]
    first = next((at for at, tag in enumerate(tags) if tag in _IN_CELLS and block[at].start < block[at].end), len(tags))
    # A label behind the figures goes before them where another one stands there.
    if "row" not in tags[:first] or "row" not in tags[first:]:
        return block
    lines = {tokens.lines[one.first] for one in block[first:] if one.tag in _IN_CELLS and one.start < one.end}
    if len(lines) > 1 or _begins_line(tokens, block[first].first):
        return block
    names = {
        at: one.names[0]
        for at, one in enumerate(block)
        if one.tag == "row" and one.names and roles[one.names[0].label] == "row"
        if at < first or tokens.lines[one.first] not in lines
    }
    before = max((name.score for at, name in names.items() if at < first), default=0.0)
    behind = max((name.score for at, name in names.items() if at > first), default=0.0)
    if before >= _SURE or behind < before + _SURER:
        return block
    at = next(at for at, name in names.items() if name.score == behind and at > first)
    return [*block[:first], block[at], *block[first:at], *block[at + 1 :]]


def _begins_line(tokens: Tokens, at: int) -> bool:
    gap = tokens.gaps[at]
    return gap.newlines > 0 and not gap.delimiters and gap.spaces < _INDENT
