"""Annotated reports that are clean: texts for what is timed on these."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pyarrow.parquet as pq

from girml.clean import CleanReader
from girml.labeler.names import index
from girml.text.view import view

DOCUMENTS = Path(__file__).parent.parent / "annotations" / "generated" / "train.parquet"
KINDS = ("cells", "rows", "layout")
"""Documents whose lines and blanks came through."""
_COLUMNS = ["text", "kind", "damage", "cells", "misprints"]


class Drawn(NamedTuple):
    """Undamaged texts that print every cell and no misprint, and those of them that are read in one pass."""

    filled: list[str]
    clean: list[str]


def drawn(seed: int) -> Drawn:
    """Return such texts of train, in an order drawn by seed."""
    texts = list(_filled())
    reader = CleanReader(index())
    clean = [text for text in texts if reader(view(text))]
    return Drawn(Random(seed).sample(texts, len(texts)), Random(seed).sample(clean, len(clean)))


def damaged() -> list[str]:
    """Return the damaged texts of these kinds."""
    return [one["text"] for one in _documents() if one["damage"]]


def _filled() -> Iterator[str]:
    for one in _documents():
        is_full = all(cell["integer"] is not None or cell["decimal"] is not None for cell in one["cells"])
        if is_full and not one["damage"] and not one["misprints"]:
            yield one["text"]


def _documents() -> Iterator[dict[str, list[dict[str, object]]]]:
    for batch in pq.ParquetFile(DOCUMENTS).iter_batches(100, columns=_COLUMNS):
        yield from (one for one in batch.to_pylist() if one["kind"] in KINDS)
