"""What paths name: files, folders, globs, and `-` for standard input."""

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from girml.documents.kinds import SUFFIXES
from girml.errors import InputError
from girml.text.source import UTF_8

STDIN = "-"
ENDS = tuple(SUFFIXES)
"""What the name of a text or a document ends in, where a folder or an archive is searched for them."""
MOST_BYTES = 64_000_000
"""No document may be larger: no report is."""
_DATASET, _DATASETS = ("state.json", "dataset_info.json"), ("dataset_dict.json",)
"""What stands in a folder that `datasets` saved, with one split or several."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs that were found, each once, and what was named in vain."""

    names: tuple[str, ...]
    errors: tuple[InputError, ...]


def find(paths: Sequence[str]) -> Inputs:
    """Return the inputs that paths name, in the order of the paths, sorted within a folder or a glob.

    A folder stands for the texts and documents below it, unless `datasets` saved it: that is an input itself.
    """
    names: dict[str, None] = {}
    errors: list[InputError] = []
    for path in paths:
        found = list(_expand(path, errors))
        names |= dict.fromkeys(found)
        if not found:
            errors.append(_nothing(path))
    return Inputs(tuple(names), tuple(errors))


def is_dataset(path: str) -> bool:
    """Return whether a path is a folder that `datasets` saved."""
    return any(all(os.path.isfile(os.path.join(path, name)) for name in names) for names in (_DATASET, _DATASETS))


def _expand(path: str, errors: list[InputError]) -> Iterator[str]:
    if path == STDIN or is_dataset(path):
        yield path
    elif os.path.isdir(path):
        yield from _below(path, errors)
    elif os.path.lexists(path):
        yield path
    else:
        for match in sorted(glob.glob(path, recursive=True)):
            yield from _expand(match, errors)


def _below(folder: str, errors: list[InputError]) -> Iterator[str]:
    """Yield the texts and documents in a folder and all folders below it, sorted by path."""

    def refuse(reason: OSError) -> None:
        errors.append(unreadable(shown(str(reason.filename)), reason))

    found = [
        os.path.join(place, name)
        for place, _, names in os.walk(folder, onerror=refuse)
        for name in names
        if name.lower().endswith(ENDS)
    ]
    yield from sorted(found)


def _nothing(path: str) -> InputError:
    name = shown(path)
    if os.path.isdir(path):
        ends = ", ".join(ENDS)
        return InputError(f"{name} holds no text and no document ({ends}): name its files or a glob, '{name}/*'.")
    if glob.has_magic(path):
        return InputError(f"{name} matches no file: check the pattern.")
    return InputError(f"{name} does not exist: check the path.")


def unreadable(name: str, reason: OSError) -> InputError:
    """Return the error of an input that the system does not give."""
    return InputError(f"{name} cannot be read ({reason.strerror}): check that it is there and may be opened.")


def too_large(name: str) -> InputError:
    """Return the error of a document that is larger than any report."""
    return InputError(f"{name} is larger than {MOST_BYTES:,} bytes, which no report is: divide it first.")


def shown(path: str) -> str:
    """Return a path as text that can be written down, whatever bytes its name is made of."""
    return "standard input" if path == STDIN else os.fsencode(path).decode(UTF_8, "replace")


def load(path: str) -> bytes:
    """Return the bytes of an input; InputError where they cannot be had, or are too many."""
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except OSError as reason:
        raise unreadable(shown(path), reason) from None
    if len(data) > MOST_BYTES:
        raise too_large(shown(path))
    return data
