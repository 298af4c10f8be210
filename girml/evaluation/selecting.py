"""The documents that an evaluation takes: all of a split, or some of each kind drawn by seed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from girml.corpus import read
from girml.errors import InputError, UsageError
from girml.evaluation.planning import Plan
from girml.evaluation.strata import by_kind
from girml.records.annotation import Annotation

NAMED = 5
"""So many ids at most stand in a message."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The documents of a split, and those of them that are drawn, both by id."""

    documents: tuple[Annotation, ...]
    drawn: tuple[Annotation, ...]


def select(plan: Plan) -> Selection:
    """Return the documents that a plan asks for; UsageError where there is none, InputError where an id is doubled."""
    documents = sorted(read(plan.annotations, plan.split), key=lambda one: one.id)
    if not documents:
        of = f" of the split {plan.split}" if plan.split else ""
        raise UsageError(f"{plan.annotations} has no document{of}: name another split, or other annotations.")
    counts = Counter(one.id for one in documents)
    if doubled := [name for name, count in counts.items() if count > 1]:
        raise InputError(f"{plan.annotations} has documents of one id ({listed(doubled)}): keep one of each.")
    return Selection(tuple(documents), tuple(draw(documents, plan.limit, plan.seed)))


def draw(documents: Iterable[Annotation], limit: int | None, seed: int) -> list[Annotation]:
    """Return the documents by id, at most so many of each kind, drawn by seed."""
    kinds: dict[str, list[Annotation]] = {}
    for annotation in sorted(documents, key=lambda one: one.id):
        kinds.setdefault(by_kind(annotation), []).append(annotation)
    rng = Random(seed)
    kept = (rng.sample(kinds[kind], min(limit or len(kinds[kind]), len(kinds[kind]))) for kind in sorted(kinds))
    return sorted((one for some in kept for one in some), key=lambda one: one.id)


def digest(documents: Iterable[Annotation]) -> str:
    """Return the SHA-256 over ids and texts, in order; a NUL ends each."""
    found = sha256()
    for one in documents:
        found.update(f"{one.id}\0{one.text}\0".encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def listed(names: Sequence[str]) -> str:
    """Return names for a message, the first NAMED of them and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
