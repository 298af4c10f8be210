"""The folder of a run: what it holds, what of it stands, how it is begun, finished and emptied."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from girml.batch import journal, manifest
from girml.batch.journal import Journaled, Lock
from girml.batch.manifest import NAME, Manifest
from girml.batch.parts import DRAFTS, stands, write_whole
from girml.batch.plan import Plan
from girml.batch.schemas import TABLES
from girml.errors import RunError

REVIEW = "review"
"""The folder in a run where people's decisions on it stand; a run leaves it alone."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep a run's folder for this process; RunError where it is no run's, is worked on, or cannot be written."""
    try:
        _check(folder)
        with Lock(folder):
            yield
    except OSError as reason:
        why = reason.strerror or str(reason)
        cure = "see to that, then give the same command again, and it goes on where it was"
        raise RunError(f"{folder} cannot be written ({why}): {cure}.") from None


def _check(folder: Path) -> None:
    if not folder.exists() or is_run(folder):
        return
    if not folder.is_dir() or any(folder.iterdir()):
        raise RunError(f"{folder} is no run and stays as it is: name a new folder.")


def is_run(folder: Path) -> bool:
    """Return whether a folder holds a run, done or not."""
    return (folder / NAME).exists() or (folder / DRAFTS).is_dir()


class Found(NamedTuple):
    """A run that a folder holds, with its parts that stand; it is whole where these are known to be all."""

    run: Manifest
    whole: bool


def found(folder: Path, plan: Plan) -> Found | None:
    """Return the run in a folder, None where there is none yet; RunError where it is of another plan."""
    there = _told(folder)
    if there is None:
        return None
    run, expected = there
    if difference := run.plan.difference(plan):
        raise RunError(f"{folder} holds another run ({difference}): name another folder, or start over with --fresh.")
    parts = tuple(part for part in run.parts if stands(folder, part))
    return Found(run._replace(parts=parts), len(parts) == expected)


def _told(folder: Path) -> Journaled | None:
    finished = manifest.read(folder)
    return Journaled(finished, len(finished.parts)) if finished else journal.read(folder)


def begin(folder: Path, run: Manifest, expected: int | None = None) -> None:
    """Begin to work on a run that has some parts already, of so many in all if that is known."""
    journal.begin(folder, run, expected)
    (folder / NAME).unlink(missing_ok=True)
    for table in TABLES:
        (folder / table).mkdir(exist_ok=True)


def finish(folder: Path, run: Manifest) -> None:
    """Write the manifest of a run that is done, the last of all files."""
    for table in TABLES:
        keep_names(folder / table)
    draft = folder / DRAFTS / NAME
    write_whole(draft, manifest.dump(run))
    draft.replace(folder / NAME)
    tidy(folder)


def tidy(folder: Path) -> None:
    """Remove what was needed only until a run was done."""
    shutil.rmtree(folder / DRAFTS, ignore_errors=True)


def empty(folder: Path) -> None:
    """Remove a run from its folder, and nothing else that stands there."""
    for table in TABLES:
        for file in folder.glob(f"{table}/[0-9]*.parquet"):
            file.unlink()
    (folder / NAME).unlink(missing_ok=True)
    for file in folder.glob(f"{DRAFTS}/*"):
        if file.name != journal.LOCK:
            file.unlink()


def keep_names(folder: Path) -> None:
    """See to it that the names in a folder stay when the power fails."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
