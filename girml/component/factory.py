"""What `nlp.add_pipe("girml")` calls; the entry point `spacy_factories` leads spaCy here."""

from spacy.language import Language
from spacy.util import get_minor_version_range, split_requirement

from girml import __version__
from girml.component.component import Component
from girml.pipeline.models import LEARNED


@Language.factory(
    "girml",
    default_config={"model": LEARNED, "threshold": None, "prose": False},
    assigns=["doc._.girml", "doc.spans"],
)
def make(nlp: Language, name: str, model: str, threshold: float | None, prose: bool) -> Component:
    """Return the component for a pipeline; the settings are those of `girml.load`.

    The pipeline's meta gets the requirement of girml, which `spacy package` would not find by itself.
    """
    needed = nlp.meta.setdefault("requirements", [])
    if all(split_requirement(one)[0] != "girml" for one in needed):
        needed.append(f"girml{get_minor_version_range(__version__)}")
    return Component(name, model, threshold=threshold, prose=prose)
