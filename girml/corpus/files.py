"""The files of a corpus, and the documents in them with their places."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from girml.corpus import lines, parquet
from girml.errors import InputError
from girml.records.annotation import Annotation

LINES, PARQUET = ".jsonl", ".parquet"


@dataclass(frozen=True, slots=True)
class Located:
    """An annotation, its file, and its line there (its row in a Parquet file), counted from 1."""

    file: Path
    line: int
    annotation: Annotation


def files(path: Path) -> list[Path]:
    """Return the files of a folder and all folders below it, sorted, or the one file that is named; those whose
    name begins with a dot are left out."""
    if path.is_dir():
        found = sorted(one for one in path.rglob("*") if one.suffix in (LINES, PARQUET) and _is_plain(one, path))
        if not found:
            raise InputError(f"{path} holds no {LINES} and no {PARQUET} file: name a folder with annotations.")
        return found
    if not path.exists():
        raise InputError(f"{path} does not exist: check the path.")
    if path.suffix not in (LINES, PARQUET):
        raise InputError(f"{path} is neither {LINES} nor {PARQUET}: name a folder or a file with annotations.")
    return [path]


def _is_plain(file: Path, folder: Path) -> bool:
    return file.is_file() and not any(part.startswith(".") for part in file.relative_to(folder).parts)


def located(path: Path) -> Iterator[Located]:
    """Yield the documents of all files; InputError where one cannot be read."""
    for file in files(path):
        for at in entries(file):
            if isinstance(at, Unreadable):
                raise at.error
            yield at


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that is no annotation, and why."""

    file: Path
    line: int
    error: InputError


def entries(file: Path) -> Iterator[Located | Unreadable]:
    """Yield what stands in a file, readable or not, in its order; a file that is unreadable whole is one entry."""
    number = 0
    try:
        if file.suffix == PARQUET:
            for number, annotation in enumerate(parquet.read(file), 1):
                yield Located(file, number, annotation)
            return
        for number, line in lines.numbered(file):
            yield _entry(file, number, line)
    except InputError as error:
        yield Unreadable(file, number + 1, error)


def _entry(file: Path, number: int, line: str) -> Located | Unreadable:
    try:
        return Located(file, number, lines.parse(line, f"{file}:{number}"))
    except InputError as error:
        return Unreadable(file, number, error)
