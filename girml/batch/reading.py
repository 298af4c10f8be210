"""The documents of a block read, many at once; one that fails costs itself alone."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from girml.batch.blocks import FAILED, UNREADABLE, Block, Fault, Item
from girml.documents.kinds import kind_of
from girml.errors import InputError
from girml.pipeline import Extractor
from girml.records import Report

Outcome = Sequence[Report] | Fault
Told = Callable[[int], None]
"""What is told how many documents of a block are read."""

# What a fault of ours raises on a strange text. Anything else ends the worker, and the document is found out then.
_FAULTS = (ArithmeticError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError)


def outcomes(extractor: Extractor, block: Block, told: Told) -> Iterator[Outcome]:
    """Yield what each document of a block gives, in order; `told` hears of each as soon as it is read."""
    items = iter(block.items)
    number = 0
    while some := tuple(islice(items, block.at_once)):
        for outcome in _together(extractor, some):
            number += 1
            told(number)
            yield outcome


def _together(extractor: Extractor, items: Sequence[Item]) -> Iterator[Outcome]:
    """Yield the outcomes of items, the texts among them read at once; from the first on that fails, each is read
    alone."""
    alone = [one.fault is not None or not _is_text(one) for one in items]
    texts = [(one.data, one.name) for one, by_itself in zip(items, alone, strict=True) if not by_itself]
    found = extractor.read_each(texts)
    for at, item in enumerate(items):
        if alone[at]:
            yield _alone(extractor, item)
            continue
        try:
            outcome = next(found)
        except _FAULTS:
            yield from (_alone(extractor, one) for one in items[at:])
            return
        yield Fault(UNREADABLE, str(outcome)) if isinstance(outcome, InputError) else outcome


def _is_text(item: Item) -> bool:
    """Return whether an item is a text, as far as its name and its first bytes tell."""
    try:
        return kind_of(item.data, item.name) is None
    except InputError:
        return False


def _alone(extractor: Extractor, item: Item) -> Outcome:
    from girml.documents.reading import read

    if item.fault:
        return item.fault
    try:
        return read(extractor, item.data, item.name)
    except InputError as error:
        return Fault(UNREADABLE, str(error))
    except _FAULTS as error:
        words = f"{type(error).__name__}: {error}".rstrip(": ")
        return Fault(FAILED, f"{item.name} made the reader fail ({words}): report this text, it is a fault of girml.")
