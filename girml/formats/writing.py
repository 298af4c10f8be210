"""Where formats are written: files and folders that appear whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from girml.drafts import file_draft, folder_draft
from girml.errors import InputError


@contextmanager
def destination(target: Path) -> Iterator[TextIO]:
    """Give a text file to write to; it takes its name only when all went well."""
    with file_draft(target) as draft, draft.open("w", encoding="utf-8", newline="") as out:
        yield out


@contextmanager
def folder(target: Path) -> Iterator[Path]:
    """Give a folder to write into; it takes its name only when all went well. InputError where one with files is there
    already, for it may hold the work of others."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(f"{target} is there and not empty: name a new folder with -o.")
    with folder_draft(target) as draft:
        yield draft
