"""How many annotated documents there are of each sort, by split."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from girml.corpus import features, parquet
from girml.corpus.files import PARQUET, files, located
from girml.corpus.splits import SPLITS, needed

_NEEDED = ("kind", "flattener", "library", "body", "form", "damage")


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of documents, and by kind, flattener, form and damage how many serve each split, or none."""

    total: int
    by: dict[str, dict[str, Counter[str | None]]]


def count(path: Path | str) -> dict[str | None, int]:
    """Return how many documents of a folder serve each split, and under None how many fall between."""
    splits = needed(Path(path))
    found = Counter(splits.of(file, row["body"], row["library"]) for file in files(Path(path)) for row in _rows(file))
    return {split: found[split] for split in (*SPLITS, None)}


def count_all(path: Path) -> Counts:
    """Return the counts of a folder or file; InputError where it has no splits, or cannot be read."""
    splits = needed(path)
    by: dict[str, dict[str, Counter[str | None]]] = defaultdict(lambda: defaultdict(Counter))
    for file in files(path):
        for row in _rows(file):
            split = splits.of(file, row["body"], row["library"])
            for key, name in _sorts(row):
                by[key][name][split] += 1
    return Counts(sum(map(Counter.total, by["kind"].values())), by)


def _rows(file: Path) -> Iterator[Mapping[str, Any]]:
    """Yield what is counted of the documents of a file."""
    if file.suffix == PARQUET:
        yield from parquet.opened(file).read(columns=list(_NEEDED)).to_pylist()
    else:
        yield from (features.to_row(one.annotation) for one in located(file))


def _sorts(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    state = "damaged" if row["damage"] else "undamaged"
    yield "kind", f"{row['kind']}, {state}"
    yield "flattener", f"{row['library']}: {row['flattener']} ({row['kind']})"
    yield "form", " and ".join(row["form"][table] or "none" for table in ("t2", "t3"))
    for damage in row["damage"]:
        yield "damage", damage
