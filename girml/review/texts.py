"""The source texts of a review: found once, known by their SHA-256, kept in the review's own folder.

What is read while people work is named by its hash alone, so no path of a data set or a request is ever opened.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from girml.batch.documents import Columns, documents
from girml.batch.parts import write_whole
from girml.batch.paths import MOST_BYTES, find
from girml.errors import InputError
from girml.review.heads import Head

FOLDER = "texts"
_HASH = re.compile("[0-9a-f]{64}")


class Sought(NamedTuple):
    """Where texts are looked for: in these inputs, as `girml extract` takes them, by hash, their text in a column;
    where none is named, a source is a path from the data set's folder, or from the working folder."""

    named: Sequence[str] = ()
    column: str = "text"


def gather(heads: Iterable[Head], beside: Path, sought: Sought, into: Path) -> Iterator[str]:
    """Keep the text of each report in a folder; yield a sentence for each source whose text is missing or changed;
    `beside` is the folder of the data set."""
    into.mkdir(exist_ok=True)
    wanted = {one.sha256: one.source for one in heads if _HASH.fullmatch(one.sha256)}
    for one in [one for one in wanted if (into / one).is_file()]:
        del wanted[one]
    if sought.named:
        yield from _searched(wanted, sought, into)
    else:
        yield from _looked_up(wanted, beside, into)


def load(folder: Path, digest: str) -> bytes:
    """Return the bytes of a text; InputError where they are not there, or are no longer what they were."""
    if not _HASH.fullmatch(digest):
        raise InputError(f"{digest!r} is no SHA-256: the report tells of no text.")
    try:
        data = (folder / digest).read_bytes()
    except OSError:
        raise InputError(
            f"The text with the sha256 {digest} is not at hand: name where it stands with --texts."
        ) from None
    if sha256(data).hexdigest() != digest:
        raise InputError(f"{folder / digest} was changed: remove it, and start `girml review` again.")
    return data


def _searched(wanted: dict[str, str], sought: Sought, into: Path) -> Iterator[str]:
    found = find(sought.named)
    yield from map(str, found.errors)
    for document in documents(found.names, Columns(sought.column)):
        if not wanted:
            return
        try:
            data = document.load()
        except InputError as error:
            yield str(error)
            continue
        digest = sha256(data).hexdigest()
        if wanted.pop(digest, None) is not None:
            write_whole(into / digest, data)
    for digest, source in wanted.items():
        yield f"{source} stands nowhere in what --texts names (sha256 {digest}): name its folder or file, too."


def _looked_up(wanted: dict[str, str], beside: Path, into: Path) -> Iterator[str]:
    for digest, source in wanted.items():
        there = [path for path in (beside / source, Path(source)) if path.is_file()]
        data = next((data for data in map(_bytes, there) if sha256(data).hexdigest() == digest), None)
        if data is not None:
            write_whole(into / digest, data)
        elif there:
            yield f"{there[0]} was changed since it was extracted: put the old text back, or extract it again."
        else:
            yield f"{source} is not to be found from {beside}: name where the texts stand with --texts."


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return b""
