"""The systems that can be evaluated, by name."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import girml
from girml.baselines import regex, zeros
from girml.baselines.ordering import InOrder, Labels
from girml.errors import UsageError
from girml.labeler import Labeler
from girml.labeler.names import index
from girml.pipeline.models import DETERMINISTIC, LEARNED, find
from girml.records import Labeling, Report, Tokens, View
from girml.text.tokens import Tokenizer

Reads = Callable[[str], Report]
"""A system: from a text to its first report."""

_MADE: dict[str, Callable[[], Reads]] = {
    DETERMINISTIC: lambda: girml.load(DETERMINISTIC),
    LEARNED: lambda: girml.load(LEARNED),
    "regex": lambda: regex,
    "zeros": lambda: zeros,
}
BUILT_IN = tuple(_MADE)
"""The names of the systems that come with girml."""


def in_order(model: str) -> InOrder:
    """Return the reader by the labels of a model; PackError where it cannot be read."""
    found = find(model)
    return InOrder(f"order:{found.name}", _labels(found.labeler))


def by_words(folder: str) -> InOrder:
    """Return the reader by a trained pipeline of spaCy."""
    from girml.baselines.words import reader

    return reader(Path(folder))


def by_characters(file: str) -> InOrder:
    """Return the reader by a trained chain over characters."""
    from girml.baselines.characters import reader

    return reader(Path(file))


IN_ORDER: dict[str, Callable[[str], InOrder]] = {"order": in_order, "spacy": by_words, "characters": by_characters}
"""The systems that read in order what a trained labeler finds; their names are `order:MODEL`, `spacy:FOLDER`,
`characters:FILE`."""


@cache
def system(name: str) -> Reads:
    """Return a system, made once in each process.

    >>> system("zero")
    Traceback (most recent call last):
    girml.errors.UsageError: There is no system 'zero': name deterministic, learned, regex, zeros, or a pack's folder.
    """
    kind, colon, place = name.partition(":")
    if name in _MADE:
        return _MADE[name]()
    if colon and kind in IN_ORDER:
        return IN_ORDER[kind](place)
    if Path(name).is_dir():
        return girml.load(name)
    raise UsageError(f"There is no system {name!r}: name {', '.join(BUILT_IN)}, or a pack's folder.")


def _labels(labeler: Labeler) -> Labels:
    tokenize = Tokenizer(index().patterns)

    def labels(seen: View) -> tuple[Tokens, Labeling]:
        tokens = tokenize(seen)
        return tokens, labeler([tokens])[0]

    return labels
