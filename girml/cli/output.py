"""Where a command writes: standard output, or a file or folder that appears whole or not at all."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

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
        yield from _whole(target)
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
        yield from _whole_folder(target)
    except OSError as reason:
        raise UsageError(f"{name} cannot be written ({reason.strerror}): name another place with {option}.") from None


def _whole_folder(target: Path) -> Iterator[Path]:
    draft = _draft(target)
    try:
        draft.mkdir()
        yield draft
        if target.exists():
            target.rmdir()
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _draft(target: Path) -> Path:
    # In the same folder, for a rename is whole only within one file system; opened plainly, for a file
    # of `tempfile` would not be readable by others.
    return target.with_name(f".{target.name}.{os.getpid()}.part")


def _whole(target: Path) -> Iterator[TextIO]:
    draft = _draft(target)
    try:
        with draft.open("w", encoding="utf-8", newline="") as out:
            yield out
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
