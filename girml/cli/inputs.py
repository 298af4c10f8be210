"""The inputs that paths name: files, folders, globs, and `-` for standard input."""

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from girml.errors import InputError
from girml.pipeline import Extractor
from girml.records import Report
from girml.text.source import UTF_8

STDIN = "-"
_SUFFIX = ".txt"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs that were found, each once, and what was named in vain."""

    names: tuple[str, ...]
    errors: tuple[InputError, ...]


def find(paths: Sequence[str]) -> Inputs:
    """Return the inputs that paths name, in the order of the paths, sorted within a folder or a glob."""
    names: dict[str, None] = {}
    errors: list[InputError] = []
    for path in paths:
        found = list(_expand(path, errors))
        names |= dict.fromkeys(found)
        if not found:
            errors.append(_nothing(path))
    return Inputs(tuple(names), tuple(errors))


def _expand(path: str, errors: list[InputError]) -> Iterator[str]:
    if path == STDIN:
        yield path
    elif os.path.isdir(path):
        yield from _below(path, errors)
    elif os.path.lexists(path):
        yield path
    else:
        for match in sorted(glob.glob(path, recursive=True)):
            yield from _expand(match, errors)


def _below(folder: str, errors: list[InputError]) -> Iterator[str]:
    """Yield the texts in a folder and all folders below it, sorted by path."""

    def refuse(reason: OSError) -> None:
        errors.append(_unreadable(shown(str(reason.filename)), reason))

    found = [
        os.path.join(place, name)
        for place, _, names in os.walk(folder, onerror=refuse)
        for name in names
        if name.lower().endswith(_SUFFIX)
    ]
    yield from sorted(found)


def _nothing(path: str) -> InputError:
    name = shown(path)
    if os.path.isdir(path):
        return InputError(f"{name} holds no {_SUFFIX} file: name its files or a glob such as '{name}/*'.")
    if glob.has_magic(path):
        return InputError(f"{name} matches no file: check the pattern.")
    return InputError(f"{name} does not exist: check the path.")


def _unreadable(name: str, reason: OSError) -> InputError:
    return InputError(f"{name} cannot be read ({reason.strerror}): check that it is there and may be opened.")


def shown(path: str) -> str:
    """Return a path as text that can be written down, whatever bytes its name is made of."""
    return "standard input" if path == STDIN else os.fsencode(path).decode(UTF_8, "replace")


def load(path: str) -> bytes:
    """Return the bytes of an input; InputError where they cannot be had."""
    try:
        return sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as reason:
        raise _unreadable(shown(path), reason) from None


def read(path: str, extractor: Extractor) -> list[Report]:
    """Return the reports of an input."""
    return extractor.read(load(path), shown(path))
