"""The division of documents into blocks, each of which becomes a part of the output.

Where a block ends depends on the documents alone, so that a part's bytes hang on no number of workers and on no stop.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from girml.batch.documents import Document
from girml.errors import InputError, RunError

MOST_BYTES = 32_000_000
"""A block ends where its documents are this large together, however few they are."""
TOGETHER, ALONE = 64, 1
"""How many documents of a block are read at once: for speed, and where one of them is at fault."""


class Fault(NamedTuple):
    """Why a document gives no report: one of `REASONS`, and a sentence."""

    reason: str
    message: str


UNREADABLE, FAILED, TIME, MEMORY, KILLED = REASONS = ("unreadable", "failed", "time", "memory", "killed")


class Item(NamedTuple):
    """A document of a block: its number in the run, counted from 1, its name, what travels with it, and its bytes, or
    why it is not read."""

    number: int
    name: str
    kept: tuple[str | None, ...]
    data: bytes = b""
    fault: Fault | None = None


class Block(NamedTuple):
    """Documents that are read by one worker, and how many of them at once."""

    number: int
    items: tuple[Item, ...]
    at_once: int = TOGETHER

    def blamed(self, at: int, fault: Fault) -> "Block":
        """Return the block with one of its documents not to be read again."""
        item = self.items[at]._replace(data=b"", fault=fault)
        return self._replace(items=(*self.items[:at], item, *self.items[at + 1 :]))


class Place(NamedTuple):
    """Which documents a part holds: the number of the first, and how many."""

    first: int
    documents: int


def divide(documents: Iterator[Document], size: int, done: Mapping[int, Place], start: Place) -> Iterator[Block]:
    """Yield the blocks that are not done; `start` is the number of the first document, and that of the first block.

    Of those that are done the documents are passed over unread. RunError where what is left does not fit between them.
    """
    document, number = start
    while True:
        if number in done:
            _check(done[number].first == document)
            passed = sum(1 for _ in islice(documents, done[number].documents))
            _check(passed == done[number].documents)
            document += passed
        else:
            items = tuple(_items(documents, size, document))
            if not items:
                return
            yield Block(number, items)
            document += len(items)
        number += 1


def _check(fits: bool) -> None:
    if not fits:
        raise RunError("The inputs changed since the run began: start over with --fresh, or name another folder.")


def _items(documents: Iterator[Document], size: int, first: int) -> Iterator[Item]:
    left = MOST_BYTES
    for number, document in enumerate(islice(documents, size), first):
        item = loaded(number, document)
        yield item
        left -= len(item.data)
        if left <= 0:
            return


def loaded(number: int, document: Document) -> Item:
    """Return a document with its bytes, or with why they cannot be had."""
    try:
        return Item(number, document.name, document.kept, document.load())
    except InputError as error:
        return Item(number, document.name, document.kept, fault=Fault(UNREADABLE, str(error)))
