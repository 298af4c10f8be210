"""The baseline of spaCy: its own `ner`, trained over jieba's words, and figures in order.

`train/baselines/` trains it; what it learns from is cut and tagged by the functions here.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from girml.baselines.ordering import InOrder
from girml.baselines.pieces import named, pieces
from girml.errors import UsageError
from girml.records import Labeling, Tokens, View

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_MOST_CHARACTERS = 100_000_000


def reader(folder: Path) -> InOrder:
    """Return the reader of a trained pipeline; UsageError where the folder holds none."""
    nlp = _loaded(folder)
    nlp.max_length = _MOST_CHARACTERS

    def labels(seen: View) -> tuple[Tokens, Labeling]:
        doc = nlp(seen.text)
        tokens = pieces(seen, places(doc))
        return tokens, named(tokens, list(map(_tag, printed(doc))))

    return InOrder(f"spacy:{folder.name}", labels)


def _loaded(folder: Path) -> "Language":
    import spacy

    try:
        return spacy.load(folder)
    except OSError:
        message = "train one as train/baselines/README.md tells, and name its model-best."
        raise UsageError(f"{folder} holds no trained pipeline of spaCy: {message}") from None


def printed(doc: "Doc") -> Sequence["Token"]:
    """Return the words of a document, those that are nothing but white space left out."""
    return [word for word in doc if not word.is_space]


def places(doc: "Doc") -> list[tuple[int, int]]:
    """Return the place of each word that shows something."""
    return [(word.idx, word.idx + len(word)) for word in printed(doc)]


def _tag(word: "Token") -> str:
    return f"{word.ent_iob_}-{word.ent_type_}" if word.ent_type_ else "B-prose"
