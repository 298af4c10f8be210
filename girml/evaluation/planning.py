"""What is asked of an evaluation, and whether it can be had at all."""

import os
from dataclasses import dataclass
from pathlib import Path

from girml.errors import UsageError
from girml.evaluation.strata import STRATA
from girml.evaluation.systems import BUILT_IN, system


@dataclass(frozen=True, slots=True)
class Plan:
    """An evaluation: the annotations, the split (None: all documents), systems by name, files of reports written
    before by the name they go under, the strata, at most how many documents of each kind, the seed of the documents
    drawn and of the intervals, the number of processes."""

    annotations: Path
    split: str | None = "test"
    systems: tuple[str, ...] = BUILT_IN
    predictions: tuple[tuple[str, Path], ...] = ()
    by: tuple[str, ...] = ("kind",)
    limit: int | None = None
    seed: int = 1
    workers: int = os.cpu_count() or 1

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all that is scored, systems first."""
        return *self.systems, *(name for name, _ in self.predictions)


def check(plan: Plan) -> None:
    """Raise UsageError where a plan names what there is not, or one name twice."""
    for stratum in plan.by:
        if stratum not in STRATA:
            raise UsageError(f"There is no stratum {stratum!r}: name one of {', '.join(STRATA)}.")
    for name in plan.systems:
        system(name)
    for name in plan.names:
        if plan.names.count(name) > 1:
            raise UsageError(f"Two systems go by the name {name!r}: give each a name of its own.")
