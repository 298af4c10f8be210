"""What stands between the pieces of a line, and between lines: the empty cells that delimiters show, and the gap."""

import re
from functools import lru_cache

from girml.records import Gap

Empties = tuple[tuple[int, int, Gap], ...]
"""Empty cells: where in a gap, after how many line ends of it, and behind which gap."""

_DELIMITER = re.compile(r"[|\t]")
_CELL = Gap(0, 1, 0)
_MEMO = 80


def read_gap(gap: str) -> tuple[Empties, Gap, int]:
    """Return the empty cells of a gap, the gap after the last of them, and the line ends in all; what is short is
    remembered."""
    return _known(gap) if len(gap) <= _MEMO else _parse(gap)


def _parse(gap: str) -> tuple[Empties, Gap, int]:
    begin = gap.rfind("\n") + 1
    first = gap.find("\n")
    newlines = gap.count("\n")
    spaces = len(gap) - 1 - max(gap.rfind(char) for char in "|\t\n")
    if not newlines:
        delimiters = [match.start() for match in _DELIMITER.finditer(gap)]
        empties = tuple((offset + 1, 0, _CELL) for offset in delimiters[:-1])
        return empties, Gap(0, min(len(delimiters), 1), spaces), 0
    trailing = [match.start() for match in _DELIMITER.finditer(gap, 0, first)]
    if trailing and gap[trailing[-1]] == "|":
        trailing.pop()
    found = [(offset + 1, 0, _CELL) for offset in trailing]
    leading = [match.start() for match in _DELIMITER.finditer(gap, begin)]
    border = bool(leading) and gap[leading[0]] == "|"
    places = [offset + 1 for offset in leading[:-1]] if border else [begin, *(offset + 1 for offset in leading[:-1])]
    if not leading or not places:
        return tuple(found), Gap(newlines, len(leading), spaces), newlines
    found.append((places[0], newlines, Gap(newlines, int(border), 0)))
    found += [(offset, newlines, _CELL) for offset in places[1:]]
    return tuple(found), Gap(0, 1, spaces), newlines


_known = lru_cache(maxsize=1 << 12)(_parse)
