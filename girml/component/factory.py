"""What `nlp.add_pipe("girml")` calls; the entry point `spacy_factories` leads spaCy here."""

from spacy.language import Language

from girml.component.component import Component
from girml.pipeline.models import LEARNED


@Language.factory(
    "girml",
    default_config={"model": LEARNED, "threshold": None, "prose": False},
    assigns=["doc._.girml", "doc.spans"],
)
def make(nlp: Language, name: str, model: str, threshold: float | None, prose: bool) -> Component:
    """Return the component for a pipeline; the settings are those of `girml.load`."""
    return Component(name, model, threshold=threshold, prose=prose)
