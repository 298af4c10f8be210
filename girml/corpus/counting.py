"""How many annotated documents there are of each sort, by split."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from girml.corpus.files import located
from girml.corpus.splits import needed
from girml.records.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of documents, and by kind, flattener, form and damage how many serve each split, or none."""

    total: int
    by: dict[str, dict[str, Counter[str | None]]]


def count_all(path: Path) -> Counts:
    """Return the counts of a folder or file; InputError where it has no splits, or cannot be read."""
    splits = needed(path)
    by: dict[str, dict[str, Counter[str | None]]] = defaultdict(lambda: defaultdict(Counter))
    for one in located(path):
        split = splits.of(one.file, one.annotation.body, one.annotation.library)
        for key, name in _sorts(one.annotation):
            by[key][name][split] += 1
    return Counts(sum(map(Counter.total, by["kind"].values())), by)


def _sorts(annotation: Annotation) -> Iterator[tuple[str, str]]:
    state = "damaged" if annotation.damage else "undamaged"
    yield "kind", f"{annotation.kind}, {state}"
    yield "flattener", f"{annotation.library}: {annotation.flattener} ({annotation.kind})"
    yield "form", " and ".join(annotation.form.get(table, "none") for table in ("t2", "t3"))
    for damage in annotation.damage:
        yield "damage", damage
