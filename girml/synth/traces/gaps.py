"""The gaps of rows measured: what separates in a text, where a gap ends, and how many separators it has."""

import re
from collections.abc import Callable, Sequence

from girml.synth.traces.rows import Gap

DELIMITERS, LINES, SPACES = re.compile(r"[|\t│┃║]"), re.compile(r"\n"), re.compile(r"[^\S\n]")
AGREEING = 0.8
"""So many of the gaps of a text have to agree."""
# Asterisks are Markdown's marks of bold print.
_BETWEEN = re.compile(r"[\s|│┃║*]*")


def separator_of(text: str, gaps: Sequence[Gap]) -> re.Pattern[str] | None:
    """Return what most of these gaps have: the first of delimiters, line ends and spaces."""
    plain = [text[gap.start : gap.end] for gap in gaps]
    for separator in (DELIMITERS, LINES, SPACES):
        if plain and sum(bool(separator.search(one)) for one in plain) >= AGREEING * len(plain):
            return separator
    return None


def stand_on_lines(text: str, gaps: Sequence[Gap]) -> bool:
    """Return whether rows stand on lines of their own: none within a row, one behind nearly every row."""
    tails = [gap for gap in gaps if gap.side == "tail"]
    ending = sum(line_end(text, gap) is not None for gap in tails)
    return ending >= AGREEING * len(tails) and not any(
        "\n" in text[gap.start : gap.end] for gap in gaps if gap.side == "inner"
    )


def gap_ends(text: str, gap: Gap, *, within_lines: bool) -> tuple[int, int | None]:
    """Return where a gap begins and ends: a tail ends at what stands next, or at the end of its line, and what leads to
    table 4 begins at that of its own; the end is None where it holds more than white space and delimiters."""
    start = gap.start
    if within_lines and gap.side == "lead":
        start = max(start, text.rfind("\n", 0, gap.end) + 1)
    match = _BETWEEN.match(text, start, gap.end)
    assert match is not None
    if gap.side not in ("tail", "whole"):
        return start, gap.end if match.end() == gap.end else None
    if not within_lines:
        return start, match.end()
    line = text.find("\n", start)
    line = len(text) if line < 0 else line
    return start, line if line <= match.end() else None


def counter(text: str, separator: re.Pattern[str], *, within_lines: bool) -> Callable[[Gap], int | None]:
    def count(gap: Gap) -> int | None:
        start, end = gap_ends(text, gap, within_lines=within_lines)
        return None if end is None else len(separator.findall(text, start, end))

    return count


def line_end(text: str, gap: Gap) -> int | None:
    """Return where the line of a tail ends, None for other gaps and where something stands before its end."""
    return gap_ends(text, gap, within_lines=True)[1] if gap.side in ("tail", "whole") else None
