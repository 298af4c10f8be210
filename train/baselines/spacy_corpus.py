"""Write the annotated reports of train and dev as spaCy's DocBin files, cut into jieba's words.

    python train/baselines/spacy_corpus.py ANNOTATIONS FOLDER [--seed 1]

The documents are shuffled by seed. Each tag is an entity label. A span that cuts a word takes the whole word; spans
that share a word are one. Empty cells have no word and are lost.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from girml.baselines.pieces import pieces
from girml.baselines.words import places, printed
from girml.bio import ranges
from girml.corpus import read
from girml.corpus.tagging import bio_tags, token_places, token_range
from girml.records import Tokens
from girml.records.annotation import Annotation
from girml.text.view import view
from girml.training.scoring import TAGS

SPLITS = ("train", "dev")
CONFIG = Path(__file__).with_name("spacy.cfg")


def pipeline() -> Language:
    """Return the pipeline of the config, untrained: what cuts text into words."""
    settings = spacy.util.load_config(CONFIG)["nlp"]
    return spacy.blank(settings["lang"], config={"nlp": {"tokenizer": settings["tokenizer"]}})


def document(nlp: Language, annotation: Annotation, counts: Counter[str]) -> Doc:
    """Return an annotated text with its spans as entities; what became of the spans is added to `counts`."""
    seen = view(annotation.text)
    doc = nlp.make_doc(seen.text)
    words, tokens = printed(doc), pieces(seen, places(doc))
    found = [one for one in ranges(bio_tags(annotation, tokens)) if one[0] in TAGS]
    doc.ents = [Span(doc, words[first].i, words[last].i + 1, tag) for tag, first, last in found]
    counts.update(_fates(annotation, tokens))
    counts.update(documents=1, words=len(words), entities=len(found))
    return doc


def _fates(annotation: Annotation, tokens: Tokens) -> Iterable[str]:
    """Yield for each span of a wanted tag whether words show it: "exact", "widened" or "lost"."""
    at = token_places(tokens)
    for span in annotation.spans:
        if span.tag in TAGS:
            found = token_range(span, at, annotation.text)
            exact = found and (at[found.first][0], at[found.last][1]) == (span.start, span.end)
            yield "exact" if exact else "widened" if found else "lost"


def write(annotations: Sequence[Annotation], file: Path, seed: int) -> Counter[str]:
    """Write documents to `file`, shuffled; return how many documents, words, entities and spans there are."""
    nlp, counts, found = pipeline(), Counter[str](), DocBin(attrs=["ENT_IOB", "ENT_TYPE"])
    for annotation in Random(seed).sample(annotations, len(annotations)):
        found.add(document(nlp, annotation, counts))
    file.parent.mkdir(parents=True, exist_ok=True)
    found.to_disk(file)
    return counts


def main() -> None:
    """Write both splits and print what is in them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for split in SPLITS:
        annotations = list(read(options.annotations, split))
        counts = write(annotations, options.folder / f"{split}.spacy", options.seed)
        told = ", ".join(f"{counts[one]:,} {one}" for one in ("documents", "words", "entities"))
        spans = ", ".join(f"{counts[one]:,} {one}" for one in ("exact", "widened", "lost"))
        print(f"{split}: {told}; spans: {spans}")


if __name__ == "__main__":
    main()
