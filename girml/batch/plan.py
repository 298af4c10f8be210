"""What tells a run from others: its inputs, model, versions and options; not its workers, budgets or stops."""

import os
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import girml
from girml.batch.documents import Columns
from girml.batch.paths import is_dataset, shown
from girml.batch.worker import Setup
from girml.pack.contents import FILES
from girml.pipeline.models import DETERMINISTIC, LEARNED, shipped


class Inputs(NamedTuple):
    """Inputs that were given together: how many, a SHA-256 over the name and size of each, and the numbers of their
    first part and first document. Their content is not read for it; the `sha256` of each text stands in `reports`."""

    inputs: int
    sha256: str
    first_part: int = 1
    first_document: int = 1


class Plan(NamedTuple):
    """What a run is made with: versions, model, options."""

    versions: dict[str, str]
    model: dict[str, str | None]
    options: dict[str, Any]

    @property
    def keep(self) -> tuple[str, ...]:
        """The columns that travel with a document."""
        return tuple(self.options["keep"])

    @property
    def size(self) -> int:
        """How many documents a part holds."""
        return int(self.options["part"])

    def difference(self, other: "Plan") -> str | None:
        """Return in words what sets this plan apart from another; None where nothing does."""
        theirs = other.flat()
        for key, value in self.flat().items():
            if value != theirs.get(key):
                return f"{key} {value}, not {theirs.get(key)}"
        return None

    def flat(self) -> dict[str, Any]:
        """Return all that the plan tells."""
        return {**self.versions, **self.model, **self.options}


def plan(setup: Setup, columns: Columns, size: int) -> Plan:
    """Return the plan of a run; PackError where its model cannot be read."""
    import pyarrow as pa

    extractor = setup.extractor()
    return Plan(
        # The bytes of a Parquet file hang on the version that writes it, too.
        versions={"girml": girml.__version__, "pyarrow": pa.__version__},
        model={"model": extractor.model, "model_sha256": _model_hash(setup.model)},
        options={
            "threshold": extractor.threshold,
            "prose": setup.prose,
            "text": columns.text,
            "id": columns.name,
            "keep": list(columns.keep),
            "part": size,
        },
    )


def inputs(names: Sequence[str]) -> Inputs:
    """Return what tells inputs from others."""
    digest = sha256()
    for name, size in _sizes(names):
        digest.update(f"{shown(name)}\0{size}\n".encode())
    return Inputs(len(names), digest.hexdigest())


def _sizes(names: Iterable[str]) -> Iterable[tuple[str, int | None]]:
    for name in names:
        if is_dataset(name):
            yield from _sizes(sorted(map(str, Path(name).rglob("*.arrow"))))
            continue
        try:
            yield name, os.path.getsize(name)
        except OSError:
            yield name, None


def _model_hash(model: str) -> str | None:
    """Return the SHA-256 of a pack's files; None for the labeler that learned nothing."""
    if model == DETERMINISTIC:
        return None
    folder = shipped() if model == LEARNED else Path(model)
    digest = sha256()
    for file in FILES:
        digest.update((folder / file).read_bytes())
    return digest.hexdigest()
