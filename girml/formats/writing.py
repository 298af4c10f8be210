"""Where formats are written: files and folders that appear whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import TextIO

from girml.errors import InputError


@contextmanager
def destination(target: Path) -> Iterator[TextIO]:
    """Give a text file to write to; it takes its name only when all went well."""
    draft = target.with_name(f".{target.name}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as out:
            yield out
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def folder(target: Path) -> Iterator[Path]:
    """Give a folder to write into; it takes its name only when all went well. InputError where one with files is there
    already, for it may hold the work of others."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(f"{target} is there and not empty: name a new folder with -o.")
    draft = target.with_name(f".{target.name}.part")
    rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
        yield draft
        draft.replace(target)
    finally:
        rmtree(draft, ignore_errors=True)
