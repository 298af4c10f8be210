"""Where a command writes: standard output, or a file or folder that appears whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from girml.drafts import file_draft, folder_draft
from girml.errors import UsageError

STDOUT = "-"


@contextmanager
def destination(name: str, option: str = "-o") -> Iterator[TextIO]:
    """Give a text file to write to, as an option names it; it takes its name only when all went well.

    Raises UsageError where the place cannot be written.
    """
    if name == STDOUT:
        yield sys.stdout
        return
    target = Path(os.path.realpath(name))
    if target.is_dir():
        raise UsageError(f"{name} is a folder: name a file with {option}.")
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8", newline="") as device:
            yield device
        return
    try:
        with file_draft(target) as draft, draft.open("w", encoding="utf-8", newline="") as out:
            yield out
    except OSError as reason:
        raise UsageError(f"{name} cannot be written ({reason.strerror}): name another place with {option}.") from None


@contextmanager
def new_folder(name: str, option: str = "-o") -> Iterator[Path]:
    """Give an empty folder to fill, as an option names it; it takes its name only when all went well.

    Raises UsageError where the place cannot be written, or holds something already.
    """
    target = Path(os.path.realpath(name))
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise UsageError(f"{name} holds something already: name a new folder with {option}, or clear this one.")
        with folder_draft(target) as draft:
            yield draft
    except OSError as reason:
        raise UsageError(f"{name} cannot be written ({reason.strerror}): name another place with {option}.") from None
