"""The models by name: the shipped one, the deterministic labeler, and packs."""

from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from girml.labeler import Labeler
from girml.reconcile.confidence import LEARNED_THRESHOLD, THRESHOLD, Confidence, by_hand

DETERMINISTIC, LEARNED = "deterministic", "learned"
"""The model that learned nothing, and the one that is shipped, which is used where none is named."""
_FOLDER = "default"


class Model(NamedTuple):
    """What an extractor reads with: the name that reports carry, a labeler, the confidence of cells, and the one under
    which they ask for review unless told otherwise."""

    name: str
    labeler: Labeler
    confidence: Confidence
    threshold: float


def find(model: str | Path) -> Model:
    """Return the model that learned nothing for "deterministic", the shipped one for "learned", else that of the pack
    in a folder; PackError where it cannot be read."""
    if model == DETERMINISTIC:
        from girml.labeler.deterministic import NAME, label_all

        return Model(NAME, label_all, by_hand, THRESHOLD)
    from girml.pack import read
    from girml.pipeline.packed import unpacked

    folder = shipped() if model == LEARNED else Path(model)
    pack = read(folder)
    parts = unpacked(pack, folder)
    return Model(pack.name, parts.labeler(), parts.confidence(), LEARNED_THRESHOLD)


def shipped() -> Path:
    """Return the folder of the pack that comes with girml: inside the package, or beside it in a checkout."""
    package = Path(str(files("girml")))
    inside = package / "models" / _FOLDER
    return inside if inside.is_dir() else package.parent / "models" / _FOLDER
