"""A training from its config to a pack: the same config and the same documents give the same bytes."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

import girml
from girml.errors import UsageError
from girml.forms import FORM_IDS
from girml.labeler.lexicon import Lexicon
from girml.labeler.names import index
from girml.pack import Pack, read
from girml.pipeline.packed import Parts, packed, unpacked
from girml.records.annotation import Annotation
from girml.score import Rate
from girml.text.tokens import Tokenizer
from girml.text.view import view
from girml.training.adapting import adapt_chain, adapt_namer
from girml.training.card import card
from girml.training.chain import FittedChain, fit_chain
from girml.training.confidence import Judged, fit_confidence, judged
from girml.training.config import NOTHING, Config, DataConfig
from girml.training.data import digest, drawn, gather
from girml.training.examples import Example, examples, named_labels, tagged
from girml.training.likelihood import Tagged
from girml.training.namer import FittedNamer, fit_namer
from girml.training.rewording import reworded
from girml.training.scoring import mention_rates, score_mentions
from girml.training.succession import fit_succession
from girml.training.untabling import untabled

Told = Callable[[str, int, int], None]
"""Told of progress: the stage, how much of it is done, and of how much."""

_LIBRARIES = ("numpy", "python-crfsuite", "scikit-learn", "scipy")
_One = TypeVar("_One")


def train(config: Config, beside: Path, told: Told) -> Pack:
    """Return the pack that a config tells; its paths start from the folder `beside`."""
    start = None if config.start == NOTHING else read(beside / config.start)
    learned = drawn(gather(config.data.train, beside), config.data.most, config.data.seed)
    held = gather(config.data.dev, beside)
    begun = unpacked(start, beside / config.start) if start else None
    parts, scores = fit(config, learned, held, told, start=begun)
    corpus = digest([*learned, *held])
    sections = {
        "forms": list(FORM_IDS),
        "start": start and {"model": start.name, "corpus": start.sections["corpus"]},
        "corpus": {"sha256": corpus, "train": len(learned), "dev": len(held)},
        # As JSON gives it back: tuples are lists there.
        "config": json.loads(json.dumps(asdict(config), default=sorted)),
        "versions": {"girml": girml.__version__} | {name: version(name) for name in _LIBRARIES},
        "scores": {name: _plain(rate) for name, rate in scores.items()},
    }
    text = card(config, corpus, (len(learned), len(held)), scores, start=start.name if start else None)
    return packed(config.name, parts, sections, text)


def fit(
    config: Config, learned: Sequence[Annotation], held: Sequence[Annotation], told: Told, *, start: Parts | None = None
) -> tuple[Parts, dict[str, Rate]]:
    """Return the parts of a model that fit what is to be learned, beginning at those of another where one is given;
    their confidence fitted on what was held back, and the scores on that."""
    # The labelers of the folds have a process of their own: each learns from less, and all are done before the first.
    with ProcessPoolExecutor(1) as pool:
        waiting = [pool.submit(_judged_apart, config, *fold) for fold in _folds(config, learned)]
        parts = fit_labeler(config, learned, told, start=start)
        scores = pool.submit(_scores, parts, held)
        weighed = _counted(judged(parts.labeler(), held), "weighing", len(held), told)
        trusted = [one for some in weighed for one in some]
        trusted += [one for some in waiting for one in some.result()]
        fitted = fit_confidence(trusted, config.confidence)
        return replace(parts, grounds=fitted.features, trust=fitted.weights), scores.result()


def _scores(parts: Parts, held: Sequence[Annotation]) -> dict[str, Rate]:
    return mention_rates(score_mentions(parts.labeler(), list(_read(held))))["all"]


def _folds(config: Config, documents: Sequence[Annotation]) -> Iterator[tuple[list[Annotation], list[Annotation]]]:
    """Yield for each fold what its labeler learns from, and what it is judged on: all of some libraries. The libraries
    are dealt by their size, so that the folds are about equal."""
    folds, most, seed = config.confidence.folds, config.confidence.most, config.data.seed
    counts = Counter(one.library for one in documents)
    if folds == 1 or folds > len(counts):
        raise UsageError(
            f"confidence.folds is {folds}, but of {len(counts)} libraries each fold takes some and leaves some: "
            f"write 0, or a number from 2 to that of libraries."
        )
    dealt: list[list[str]] = [[] for _ in range(folds)]
    for name in sorted(counts, key=lambda name: (-counts[name], name)) if folds else ():
        min(dealt, key=lambda fold: sum(counts[one] for one in fold)).append(name)
    for fold in dealt:
        own = [one for one in documents if one.library in fold]
        yield drawn([one for one in documents if one.library not in fold], most, seed), drawn(own, most, seed)


def _judged_apart(config: Config, learned: Sequence[Annotation], held: Sequence[Annotation]) -> list[Judged]:
    labeler = fit_labeler(config, learned, _silent).labeler()
    return [one for some in judged(labeler, held) for one in some]


def _silent(stage: str, done: int, number: int) -> None:
    """Tell nothing: this work goes on beside other work that tells of itself."""


def _read(documents: Iterable[Annotation]) -> Iterator[Example]:
    tokenizer = Tokenizer(index().patterns)
    return examples(documents, lambda text: tokenizer(view(text)))


def varied(read: Iterable[Example], data: DataConfig) -> Iterator[Example]:
    """Yield reports as they are learned from: some of them without tables, or in other words and numbers."""
    return reworded(untabled(read, data.untabled, data.seed), data.reworded, data.seed)


def fit_labeler(config: Config, documents: Sequence[Annotation], told: Told, *, start: Parts | None = None) -> Parts:
    """Return the parts of a labeler that fit what is to be learned; they have no confidence yet."""
    learned = list(_counted(varied(_read(documents), config.data), "reading", len(documents), told))
    lexicon = Lexicon(index())
    texts = _counted((tagged(lexicon, one) for one in learned), "working out features", len(learned), told)
    return fit_examples(config, learned, texts, told, start=start)


def fit_examples(
    config: Config, learned: Sequence[Example], texts: Iterable[Tagged], told: Told, *, start: Parts | None = None
) -> Parts:
    """Return the parts of a labeler that fit reports, whose features and tags `texts` gives in the same order."""
    texts_of_labels = [list(named_labels(index(), one)) for one in learned]
    named = [pair for own in texts_of_labels for pair in own]

    def fitted(at: int, _: float) -> None:
        told("fitting the chain", at, config.chain.iterations)

    # The namer has a process of its own: it is done long before the chain.
    with ProcessPoolExecutor(1) as pool:
        if start:
            begun = FittedChain(start.tags, start.features, start.weights, start.chain)
            names = FittedNamer(start.labels, start.naming, start.names)
            waiting = pool.submit(adapt_namer, names, named, config.namer)
            chain = adapt_chain(begun, list(texts), config.chain, fitted)
        else:
            waiting = pool.submit(fit_namer, named, config.namer)
            chain = fit_chain(texts, config.chain, fitted)
        namer = waiting.result()
    orders = [[label for _, label in own] for own in texts_of_labels]
    before = (start.labels, start.succession) if start else None
    return Parts(
        tags=chain.tags,
        features=chain.features,
        weights=chain.weights,
        chain=chain.chain,
        naming=namer.features,
        labels=namer.labels,
        names=namer.weights,
        succession=fit_succession(orders, namer.labels, config.namer, start=before),
        grounds=(),
        trust=np.zeros(0),
    )


def _counted(things: Iterable[_One], stage: str, number: int, told: Told) -> Iterator[_One]:
    told(stage, 0, number)
    for at, one in enumerate(things, 1):
        yield one
        told(stage, at, number)


def _plain(rate: Rate) -> dict[str, Any]:
    return {"right": rate.numerator, "of": rate.denominator, "interval": rate.interval and list(rate.interval)}
