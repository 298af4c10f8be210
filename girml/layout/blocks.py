"""Blocks: lines of a table that stand together, with a rule or a blank line above and below them.

Where the cells of one row make a block, its label may wrap and go on behind the figures; then it is the piece that
names a row most surely that tells whose figures they are, wherever it stands in the block.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from girml.records import Mention, Tokens

_SURE = 0.9
_SURER = 0.1
_INDENT = 8
_IN_CELLS = ("figure", "blank")


def labels_first(tokens: Tokens, mentions: Sequence[Mention], roles: dict[str, str]) -> list[Mention]:
    """Return mentions in reading order, but the label that names a block of one row most surely before its figures."""
    found: list[Mention] = []
    for block in _blocks(tokens, mentions):
        found += _label_first(tokens, block, roles)
    return found


def _blocks(tokens: Tokens, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield mentions in runs between which no line is left out."""
    block = list(mentions[:1])
    for one, other in pairwise(mentions):
        first, last = one.last, other.first
        if any(tokens.lines[at + 1] - tokens.lines[at] > 1 for at in range(first, last)):
            yield block
            block = []
        block.append(other)
    yield block


def _label_first(tokens: Tokens, block: list[Mention], roles: dict[str, str]) -> list[Mention]:
    figures = [at for at, one in enumerate(block) if one.tag in _IN_CELLS and one.start < one.end]
    lines = {tokens.lines[block[at].first] for at in figures}
    if len(lines) != 1 or _begins_line(tokens, block[figures[0]].first):
        return block
    names = {
        at: one.names[0]
        for at, one in enumerate(block)
        if one.tag == "row" and one.names and roles[one.names[0].label] == "row"
        if at < figures[0] or tokens.lines[one.first] not in lines
    }
    before = max((name.score for at, name in names.items() if at < figures[0]), default=0.0)
    behind = max((name.score for at, name in names.items() if at > figures[0]), default=0.0)
    begun = any(one.tag == "row" for one in block[: figures[0]])
    if not begun or before >= _SURE or behind < before + _SURER:
        return block
    at = next(at for at, name in names.items() if name.score == behind and at > figures[0])
    rest = block[figures[0] : at] + block[at + 1 :]
    return [*block[: figures[0]], block[at], *rest]


def _begins_line(tokens: Tokens, at: int) -> bool:
    gap = tokens.gaps[at]
    return gap.newlines > 0 and not gap.delimiters and gap.spaces < _INDENT
