"""Whether a run holds what its `run.json` tells, to the byte."""

from collections.abc import Iterator
from pathlib import Path

from girml.batch import manifest
from girml.batch.folder import REVIEW
from girml.batch.manifest import NAME, Manifest
from girml.batch.parts import DRAFTS, File, digest, place
from girml.batch.schemas import TABLES
from girml.errors import RunError


def verify(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the files of a run, a sentence each; RunError where it cannot be verified at all."""
    run = manifest.read(folder)
    if run is None:
        if (folder / DRAFTS).is_dir():
            raise RunError(f"{folder} holds a run that is not finished: give its own command again.")
        raise RunError(f"{folder} holds no {NAME}: name the folder of a run.")
    expected = _expected(folder, run)
    for path, file in expected.items():
        if wrong := _wrong(path, file):
            yield f"{path} {wrong}."
    for path in sorted(_there(folder, {path.parent.name for path in expected})):
        if path not in expected:
            yield f"{path} is foreign: no part of this run."


def _expected(folder: Path, run: Manifest) -> dict[Path, File]:
    return {place(folder, table, part.number): file for part in run.parts for table, file in part.files.items()}


def _there(folder: Path, tables: set[str]) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in tables.union(TABLES) and path.is_dir():
            yield from path.iterdir()
        elif path.name not in (NAME, REVIEW):
            yield path


def _wrong(path: Path, file: File) -> str | None:
    try:
        found = digest(path)
    except FileNotFoundError:
        return "is missing"
    except OSError as reason:
        return f"cannot be read ({reason.strerror})"
    if found.bytes < file.bytes:
        return f"is truncated: {found.bytes:,} of {file.bytes:,} bytes"
    return None if found == file else "was changed: it is not what its sha256 was taken of"
