"""The models by name: the shipped one, the deterministic labeler, and packs."""

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from girml.labeler import Labeler
from girml.pipeline.extractor import Extractor
from girml.reconcile.confidence import LEARNED_THRESHOLD, THRESHOLD, Confidence, by_hand

if TYPE_CHECKING:
    from girml.pack import Pack

DETERMINISTIC, LEARNED = "deterministic", "learned"
"""The model that learned nothing, and the one that is shipped, which is used where none is named."""
_FOLDER = "default"


class Model(NamedTuple):
    """What an extractor reads with: the name that reports carry, a labeler, the confidence of cells, the one under
    which they ask for review unless told otherwise, and what tags the openings of clean reports, None where these are
    not read in one pass."""

    name: str
    labeler: Labeler
    confidence: Confidence
    threshold: float
    opening: Labeler | None = None

    def extractor(self, threshold: float | None = None, *, prose: bool = False) -> Extractor:
        """Return the extractor that reads with this model; `threshold` takes the place of its own."""
        chosen = self.threshold if threshold is None else threshold
        return Extractor(
            self.labeler, self.name, threshold=chosen, confidence=self.confidence, prose=prose, opening=self.opening
        )


def find(model: str | Path) -> Model:
    """Return the model that learned nothing for "deterministic", the shipped one for "learned", else that of the pack
    in a folder; PackError where it cannot be read."""
    if model == DETERMINISTIC:
        from girml.labeler.deterministic import NAME, label_all

        return Model(NAME, label_all, by_hand, THRESHOLD)
    from girml.pack import read

    folder = folder_of(model)
    return packed_model(read(folder), folder)


def packed_model(pack: "Pack", place: str | Path) -> Model:
    """Return the model in a pack; PackError, which names the place it is from, where this girml cannot read with it."""
    from girml.pipeline.packed import unpacked

    parts = unpacked(pack, place)
    labeler = parts.labeler()
    return Model(pack.name, labeler, parts.confidence(), LEARNED_THRESHOLD, labeler.tag)


def folder_of(model: str | Path) -> Path:
    """Return the folder of a pack: that of the shipped one for "learned"."""
    return shipped() if model == LEARNED else Path(model)


def shipped() -> Path:
    """Return the folder of the pack that comes with girml: inside the package, or beside it in a checkout."""
    package = Path(str(files("girml")))
    inside = package / "models" / _FOLDER
    return inside if inside.is_dir() else package.parent / "models" / _FOLDER
