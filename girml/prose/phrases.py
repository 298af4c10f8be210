"""The phrases by which prose tells counts, as patterns over words: read from `phrases.json`, which tells how they are
written."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

NUMBER = r"^(?:\d{1,9}|[一二两三四五六七八九十百零]{1,5}[件份条宗起例]?)$"
"""A number in figures, or in words, which jieba leaves with their unit."""
_STOPS = ",;:!?。"
_GAP, _LONG_GAP, _COUNT = "..", "...", "#"
_WIDTH = "{0,8}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that tells the count of a relation: its pattern of words, whether it names a number (else it tells of
    none), how many of its words are told, what the clause before may not hold, what the sentence must hold one of and
    what it may not, and the units that may follow the number."""

    relation: str
    pattern: tuple[dict[str, Any], ...]
    is_counted: bool
    words: int
    without: re.Pattern[str] | None
    beside: re.Pattern[str] | None
    absent: re.Pattern[str] | None
    units: re.Pattern[str]


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return all phrases, in the order of the file."""
    data = json.loads((files("girml.prose") / "phrases.json").read_text(encoding="utf-8"))
    return tuple(_phrase(entry, data["units"]) for entry in data["phrases"])


def _phrase(entry: dict[str, str], units: str) -> Phrase:
    parts = entry["phrase"].split()
    return Phrase(
        relation=entry["relation"],
        pattern=tuple(map(_word, parts)),
        is_counted=_COUNT in parts,
        words=sum(part not in (_GAP, _LONG_GAP, _COUNT) for part in parts),
        without=_any(entry.get("without")),
        beside=_any(entry.get("beside")),
        absent=_any(entry.get("absent")),
        units=re.compile(rf"^(?:{entry.get('units', units)})"),
    )


def _any(words: str | None) -> re.Pattern[str] | None:
    return re.compile(words) if words else None


def _word(part: str) -> dict[str, Any]:
    """Return the pattern of a word of a phrase, as spaCy's Matcher takes it."""
    if part in (_GAP, _LONG_GAP):
        stops = _STOPS + ("、" if part == _GAP else "")
        return {"TEXT": {"REGEX": rf"^[^{stops}\d]+$"}, "OP": _WIDTH}
    return {"TEXT": {"REGEX": NUMBER if part == _COUNT else f"(?:{part})$"}}
