"""The sections of a report in order: of all that may be headings, the sequence in which sections rise and that is worth
the most."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

ENOUGH_ROWS = 5
"""How many rows of tables a report has at least before another one begins."""


class Candidate(NamedTuple):
    """What may be a heading: what it is worth as that of each section, and as a further part of the candidate before
    it, of the same section; how many rows of tables stand before it."""

    heads: Mapping[int, float]
    goes_on: Mapping[int, float]
    rows: int


class _Path(NamedTuple):
    """The worth of the headings taken so far, the rows before the report began, and the headings, last first."""

    worth: float
    begin: int
    taken: "_Taken"


_Taken = tuple[int, int, "_Taken"] | None


def rising(candidates: Sequence[Candidate], begins: float = float("-inf")) -> dict[int, int]:
    """Return which candidates are headings, by their index, and of which section; each section has one heading, which
    may be in parts. Where enough rows stand between, another report may begin, which is worth `begins`."""
    # By the last section, and whether the candidate before is taken: of all ways to come there the best.
    best: dict[tuple[int, bool], _Path] = {(0, False): _Path(0.0, 0, None)}
    for at, one in enumerate(candidates):
        after: dict[tuple[int, bool], _Path] = {}
        for (last, is_taken), path in best.items():
            _keep(after, (last, False), path)
            for section, worth in one.heads.items():
                if section > last:
                    whole, begin = path.worth + worth, path.begin
                elif one.rows - path.begin >= ENOUGH_ROWS:
                    whole, begin = path.worth + worth + begins, one.rows
                else:
                    continue
                known = after.get((section, True))
                if known is None or whole > known.worth:
                    after[section, True] = _Path(whole, begin, (at, section, path.taken))
            if is_taken and last in one.goes_on:
                whole = path.worth + one.goes_on[last]
                _keep(after, (last, True), _Path(whole, path.begin, (at, last, path.taken)))
        best = after
    taken = max(best.values(), key=lambda path: path.worth).taken
    return dict(_unrolled(taken))


def _keep(paths: dict[tuple[int, bool], _Path], key: tuple[int, bool], path: _Path) -> None:
    if key not in paths or path.worth > paths[key].worth:
        paths[key] = path


def _unrolled(taken: _Taken) -> Sequence[tuple[int, int]]:
    found = []
    while taken:
        at, section, taken = taken
        found.append((at, section))
    return found[::-1]
