"""The models by name: the deterministic labeler, and packs."""

from pathlib import Path
from typing import NamedTuple

from girml.labeler import Labeler
from girml.reconcile.confidence import Confidence, by_hand

DETERMINISTIC = "deterministic"
"""The model that learned nothing, which is used where none is named."""


class Model(NamedTuple):
    """What an extractor reads with: the name that reports carry, a labeler, and the confidence of cells."""

    name: str
    labeler: Labeler
    confidence: Confidence


def find(model: str | Path) -> Model:
    """Return the model "deterministic", or that of the pack in a folder; PackError where it cannot be read."""
    if model == DETERMINISTIC:
        from girml.labeler.deterministic import NAME, label_all

        return Model(NAME, label_all, by_hand)
    from girml.pack import read
    from girml.pipeline.packed import unpacked

    folder = Path(model)
    pack = read(folder)
    parts = unpacked(pack, folder)
    return Model(pack.name, parts.labeler(), parts.confidence())
