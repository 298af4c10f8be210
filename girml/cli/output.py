"""Where a command writes: standard output, or a file that appears whole or not at all."""

import os
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


def _whole(target: Path) -> Iterator[TextIO]:
    # In the same folder, for a rename is whole only within one file system; opened plainly, for a file
    # of `tempfile` would not be readable by others.
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as out:
            yield out
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
