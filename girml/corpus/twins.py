"""Checks between documents: ids that come twice, and bodies or prose that stand in two splits."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from girml.corpus.faults import Fault
from girml.corpus.files import Located
from girml.corpus.prose import BINS, ROWS, estimated, jaccard, prose, shingles, sketch
from girml.corpus.splits import Splits

MOST_ALIKE = 0.5
"""The Jaccard similarity of prose shingles that documents of different splits may have at most."""

# A sketch errs by about 0.04 at one half: what it takes for less alike than this is surely less than half alike.
_WORTH_A_LOOK = 0.35


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of a document: its place, id and split, its body's family, and its prose with a sketch of it."""

    file: Path
    line: int
    id: str
    split: str | None
    family: str
    prose: str
    sketch: "array[int]"

    def __str__(self) -> str:
        """Return the document as messages name it."""
        return f"{self.id} ({self.file}:{self.line}, {self.split})"


def seen(one: Located, splits: Splits | None) -> Seen:
    """Return what is kept of a document; without splits only its id can come again."""
    annotation = one.annotation
    if splits is None:
        return Seen(one.file, one.line, annotation.id, None, annotation.body, "", array("I"))
    split = splits.of(one.file, annotation.body, annotation.library)
    text = prose(annotation) if split else ""
    family = splits.family(annotation.body)
    return Seen(one.file, one.line, annotation.id, split, family, text, sketch(shingles(text)))


def check_ids(documents: Sequence[Seen]) -> Iterator[Fault]:
    """Yield the documents whose id an earlier one has."""
    first: dict[str, Seen] = {}
    for one in documents:
        other = first.setdefault(one.id, one)
        if other is not one:
            message = f"The id stands at {other.file}:{other.line} too; give each document its own."
            yield _fault(one, "duplicate_id", message)


def check_bodies(documents: Sequence[Seen]) -> Iterator[Fault]:
    """Yield the documents whose body's family serves another split elsewhere."""
    first: dict[str, Seen] = {}
    for one in documents:
        other = first.setdefault(one.family, one) if one.split else one
        if other.split != one.split:
            message = f"The body's family {one.family} is of {one.split} here, but of {other}; keep it in one split."
            yield _fault(one, "shared_body", message)


def check_prose(documents: Sequence[Seen]) -> Iterator[Fault]:
    """Yield the documents whose prose is more than half that of an earlier one in another split."""
    told: set[int] = set()
    for first, second in sorted(_candidates(documents)):
        one, other = documents[first], documents[second]
        if second in told or estimated(one.sketch, other.sketch) < _WORTH_A_LOOK:
            continue
        alike = jaccard(shingles(one.prose), shingles(other.prose))
        if alike > MOST_ALIKE:
            told.add(second)
            message = f"Its prose ({other.split}) is {alike:.0%} that of {one}; keep one, or both in one split."
            yield _fault(other, "near_duplicate", message)


def _candidates(documents: Sequence[Seen]) -> set[tuple[int, int]]:
    """Return the pairs of documents in different splits whose sketches share a band."""
    pairs: set[tuple[int, int]] = set()
    for band in range(0, BINS, ROWS):
        groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for number, one in enumerate(documents):
            if one.sketch:
                groups[tuple(one.sketch[band : band + ROWS])].append(number)
        for group in groups.values():
            pairs.update(pair for pair in combinations(group, 2) if _apart(documents, pair))
    return pairs


def _apart(documents: Sequence[Seen], pair: tuple[int, int]) -> bool:
    return documents[pair[0]].split != documents[pair[1]].split


def _fault(one: Seen, kind: str, message: str) -> Fault:
    return Fault(str(one.file), one.line, one.id, kind, message)
