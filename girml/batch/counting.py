"""How many documents inputs hold, as far as that can be told without reading them."""

import os
import zipfile
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

from girml.batch.documents import holds_many
from girml.batch.paths import ENDS, is_dataset
from girml.errors import InputError

_CHUNK = 1 << 20


def count(names: Iterable[str]) -> int | None:
    """Return about how many documents inputs hold; None where one does not tell before it is read."""
    total = 0
    for name in names:
        own = _count(name)
        if own is None:
            return None
        total += own
    return total


def _count(name: str) -> int | None:
    if not holds_many(name):
        return 1
    if is_dataset(name):
        return None
    try:
        return _counters.get(os.path.splitext(name)[1].lower(), _unknown)(name)
    except (OSError, InputError, zipfile.BadZipFile):
        return 1


def _parquet(name: str) -> int | None:
    from girml.batch.tables import count_parquet

    return count_parquet(name)


def _lines(name: str) -> int | None:
    with Path(name).open("rb") as file:
        chunks = takewhile(bool, iter(lambda: file.read(_CHUNK), None))
        return sum(chunk.count(b"\n") for chunk in chunks if chunk)


def _zip(name: str) -> int | None:
    with zipfile.ZipFile(name) as archive:
        return sum(member.lower().endswith(ENDS) for member in archive.namelist())


def _unknown(_name: str) -> int | None:
    return None


_counters = {".parquet": _parquet, ".jsonl": _lines, ".ndjson": _lines, ".zip": _zip}
