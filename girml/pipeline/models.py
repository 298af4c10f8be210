"""The models by name: the one that comes with girml, the deterministic labeler, and packs."""

from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from girml.labeler import Labeler
from girml.reconcile.confidence import Confidence, by_hand

DETERMINISTIC, SHIPPED = "deterministic", "shipped"
DEFAULT = DETERMINISTIC
"""The model that is used where none is named."""

_PLACE = ("models", "default")


class Model(NamedTuple):
    """What an extractor reads with: the name that reports carry, a labeler, and the confidence of cells."""

    name: str
    labeler: Labeler
    confidence: Confidence


def find(model: str | Path) -> Model:
    """Return a model: "shipped", "deterministic", or the pack in a folder; PackError where it cannot be read."""
    if model == DETERMINISTIC:
        from girml.labeler.deterministic import NAME, label_all

        return Model(NAME, label_all, by_hand)
    from girml.pack import read
    from girml.pipeline.packed import unpacked

    folder = shipped() if model == SHIPPED else Path(model)
    pack = read(folder)
    return Model(pack.name, *unpacked(pack, folder))


def shipped() -> Path:
    """Return the folder of the model that comes with girml: in the installed package, or beside it in a checkout."""
    package = Path(str(files("girml")))
    inside = package.joinpath(*_PLACE)
    return inside if inside.is_dir() else package.parent.joinpath(*_PLACE)
