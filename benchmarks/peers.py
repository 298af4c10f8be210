"""What others do with the same texts: they are timed beside the reader, in the same run."""

import logging
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import jieba
import spacy
from spacy.language import Language
from spacy.training import Example

sys.path.insert(0, str(Path(__file__).parent.parent))

from girml.corpus import read
from train.baselines.spacy_corpus import CONFIG, document, pipeline

Run = Callable[[Sequence[str]], None]
"""Goes over texts, and keeps nothing."""

ANNOTATIONS = Path(__file__).parent.parent / "annotations"
SAMPLE, STEPS = 8, 4
"""So many documents spaCy's `ner` learns from here, in so many steps: enough for its speed, not for its figures."""
_FIGURES = re.compile(r"[+-]?\d+(?:\.\d+)?")


def peers() -> dict[str, Run]:
    """Return what goes over texts, by name: a pattern of figures, spaCy's blank Chinese pipeline, its `ner`, trained on
    a sample, and `jieba.cut`."""
    load_jieba()
    return {
        "figures": find_figures,
        "spacy.blank": partial(annotate, spacy.blank("zh")),
        "spacy.ner": partial(annotate, trained()),
        "jieba.cut": cut,
    }


def load_jieba() -> None:
    """Load the words of jieba, without a word."""
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()


def find_figures(texts: Sequence[str]) -> None:
    """Find the figures of texts by a pattern, and read nothing."""
    for text in texts:
        _FIGURES.findall(text)


def annotate(nlp: Language, texts: Sequence[str]) -> None:
    """Read texts with a pipeline of spaCy."""
    for _ in nlp.pipe(texts):
        pass


def cut(texts: Sequence[str]) -> None:
    """Cut texts into words with jieba."""
    for text in texts:
        for _ in jieba.cut(text):
            pass


def trained() -> Language:
    """Return the pipeline of `train/baselines/spacy.cfg`, trained on a sample for its speed alone."""
    nlp = spacy.util.load_model_from_config(spacy.util.load_config(CONFIG), auto_fill=True)
    blank = pipeline()
    docs = [document(blank, one, Counter()) for one in islice(read(ANNOTATIONS, "train"), SAMPLE)]
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in docs]
    nlp.initialize(lambda: examples)
    for step in range(STEPS):
        nlp.update(examples[step % SAMPLE :][:2])
    return nlp
