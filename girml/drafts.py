"""Files and folders that appear whole or not at all: written beside their place, and given their name at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree


@contextmanager
def file_draft(target: Path) -> Iterator[Path]:
    """Give the path of a file to write; it takes the name of `target`, over what is there, only when all went well."""
    draft = _beside(target)
    try:
        yield draft
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def folder_draft(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the name of `target`, which is not there or empty, only when all went
    well."""
    draft = _beside(target)
    try:
        draft.mkdir()
        yield draft
        if target.exists():
            target.rmdir()
        draft.rename(target)
    finally:
        rmtree(draft, ignore_errors=True)


def _beside(target: Path) -> Path:
    # In the same folder, for a rename is whole only within one file system; opened plainly, for a file
    # of `tempfile` would not be readable by others.
    return target.with_name(f".{target.name}.{os.getpid()}.part")
