"""The documents in the errors of a run, found again among its inputs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.parquet as pq

from girml.batch.blocks import Block, Item, loaded
from girml.batch.documents import Document
from girml.batch.manifest import Manifest
from girml.batch.parts import Part, place
from girml.batch.schemas import DOCUMENT, ERRORS, REPORTS


def failed(folder: Path, run: Manifest, documents: Iterable[Document]) -> Iterator[Block]:
    """Yield a block for each part with errors: the documents of these that are among those given."""
    wanted: dict[str, tuple[int, int]] = {}
    missing: dict[int, int] = defaultdict(int)
    for part in run.parts:
        for name, number in _errors(folder, part):
            wanted[name] = part.number, number
            missing[part.number] += 1
    items: dict[int, list[Item]] = defaultdict(list)
    for document in documents if wanted else ():
        if document.name not in wanted:
            continue
        own, number = wanted.pop(document.name)
        items[own].append(loaded(number, document))
        if len(items[own]) == missing[own]:
            yield _block(own, items.pop(own))
    yield from (_block(number, own) for number, own in sorted(items.items()))


def sources(folder: Path, part: Part) -> Iterator[str]:
    """Yield the names of the documents of a part, once for each report."""
    for table in (REPORTS, ERRORS):
        file = place(folder, table, part.number)
        yield from pq.read_table(file, columns=["source"], partitioning=None)["source"].to_pylist()


def _block(number: int, items: Iterable[Item]) -> Block:
    return Block(number, tuple(sorted(items)))


def _errors(folder: Path, part: Part) -> Iterator[tuple[str, int]]:
    if part.counts.errors:
        table = pq.read_table(place(folder, ERRORS, part.number), columns=["source", DOCUMENT], partitioning=None)
        yield from zip(table["source"].to_pylist(), table[DOCUMENT].to_pylist(), strict=True)
