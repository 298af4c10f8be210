"""Reports without their tables: some converters write all tables before or behind the words, so that headings stand
side by side as in a table of contents. A model must have seen that they are headings none the less."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from itertools import pairwise
from random import Random

from girml.records import Tokens
from girml.training.examples import Example

_IN_TABLES = frozenset(("row", "column", "figure", "blank"))
_LEAST = 5


def untabled(examples: Iterable[Example], share: float, seed: int) -> Iterator[Example]:
    """Yield reports of which a share, drawn by seed and id, have lost what stands in their tables."""
    for example in examples:
        drawn = share and Random(f"untabled/{seed}/{example.annotation.id}").random() < share
        yield _untabled(example) if drawn else example


def _untabled(example: Example) -> Example:
    heads = [at for at, tag in enumerate(example.tags) if tag == "B-heading"]
    gone: set[int] = set()
    for begin, end in pairwise([0, *heads, len(example.tags)]):
        own = [at for at in range(begin, end) if example.tags[at][2:] in _IN_TABLES]
        if len(own) >= _LEAST:
            gone.update(range(own[0], own[-1] + 1))
    kept = [at for at in range(len(example.tags)) if at not in gone]
    view, *columns = [getattr(example.tokens, field.name) for field in fields(Tokens)]
    tokens = Tokens(view, *[[column[at] for at in kept] for column in columns])
    return replace(example, tokens=tokens, tags=[example.tags[at] for at in kept])
