"""The annotated reports that a training learns from, drawn and checked, and the hash that tells which they were."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

from girml.corpus import SPLITS, check, read
from girml.corpus.features import to_row
from girml.errors import UsageError
from girml.records.annotation import Annotation


def gather(sources: Sequence[str], beside: Path) -> list[Annotation]:
    """Return the documents of all sources, by id; a source is a path from `beside`, with `:split` behind it where one
    split alone is meant. UsageError where a source holds none, or two hold documents of one id."""
    found: dict[str, Annotation] = {}
    for source in sources:
        path, split = _parted(source)
        own = list(read(beside / path, split))
        if not own:
            raise UsageError(f"{source} holds no document to learn from: check the path and the name of the split.")
        for one in own:
            if found.setdefault(one.id, one) is not one:
                raise UsageError(f"{source} holds the document {one.id}, as another source does: leave one out.")
    return [found[name] for name in sorted(found)]


def check_all(sources: Iterable[str], beside: Path) -> None:
    """Raise UsageError where `girml check` finds a fault in the annotations of a source."""
    for path in sorted({_parted(source)[0] for source in sources}):
        faults = list(check(beside / path))
        if faults:
            raise UsageError(f"{path} has {len(faults)} faults, the first {faults[0]}: mend what `girml check` finds.")


def drawn(documents: Sequence[Annotation], most: int, seed: int) -> list[Annotation]:
    """Return at most so many documents (0: all), drawn by seed, in their order."""
    if not most or most >= len(documents):
        return list(documents)
    return sorted(Random(seed).sample(documents, most), key=lambda one: one.id)


def digest(documents: Iterable[Annotation]) -> str:
    """Return the SHA-256 of documents with all that is annotated in them."""
    whole = sha256()
    for one in documents:
        whole.update(json.dumps(to_row(one), sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def _parted(source: str) -> tuple[str, str | None]:
    path, _, split = source.rpartition(":")
    return (path, split) if path and split in SPLITS else (source, None)
