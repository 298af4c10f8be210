"""Fitting the linear chain by maximum likelihood, and its weights as plain arrays."""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pycrfsuite
from numpy.typing import NDArray

from girml.bio import tags as declared_tags
from girml.labeler.chain import NEVER, UNIT, Chain
from girml.training.config import ChainConfig

Step = Callable[[int, float], None]
"""Told after each iteration: its number, and the loss."""

_MOST = np.iinfo(np.int16).max


@dataclass(frozen=True, slots=True)
class FittedChain:
    """A fitted chain: tags, features, the weights of features for tags [features, tags] and those of steps."""

    tags: tuple[str, ...]
    features: tuple[str, ...]
    weights: NDArray[np.int16]
    chain: Chain


def fit_chain(
    sequences: Iterable[tuple[Sequence[Sequence[str]], Sequence[str]]], config: ChainConfig, told: Step
) -> FittedChain:
    """Return the chain that fits sequences of features and tags best; the same sequences give the same weights."""
    trainer = _Trainer(told, config)
    for features, tags in sequences:
        trainer.append([list(one) for one in features], list(tags))
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "chain")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        with tagger.open(file):
            info = tagger.info()
            return _fitted(info.labels, info.state_features, info.transitions)


class _Trainer(pycrfsuite.Trainer):  # type: ignore[misc]
    """The trainer of python-crfsuite, which tells of its iterations."""

    def __new__(cls, told: Step, config: ChainConfig) -> "_Trainer":
        made: _Trainer = super().__new__(cls)
        return made

    def __init__(self, told: Step, config: ChainConfig) -> None:
        super().__init__(verbose=True)
        self._told = told
        self.select("lbfgs")
        self.set_params(
            {
                "c1": config.l1,
                "c2": config.l2,
                "max_iterations": config.iterations,
                "feature.minfreq": config.least_count,
                "feature.possible_transitions": False,
            }
        )

    def message(self, message: str) -> None:
        """Take a line of the log; each iteration has one with its loss."""
        self.logparser.feed(message)
        iteration = self.logparser.last_iteration
        if iteration and message.startswith("Seconds required"):
            self._told(iteration["num"], iteration["loss"])


def in_order(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags in BIO in the order in which they are declared."""
    order = {f"{mark}-{tag}": number for number, tag in enumerate(declared_tags()) for mark in "BI"}
    return tuple(sorted(tags, key=lambda tag: (order[tag], tag)))


def _fitted(
    labels: Iterable[str], state: Mapping[tuple[str, str], float], steps: Mapping[tuple[str, str], float]
) -> FittedChain:
    tags = in_order(labels)
    column = {tag: at for at, tag in enumerate(tags)}
    features = tuple(sorted({feature for feature, _ in state}))
    row = {feature: at for at, feature in enumerate(features)}
    weights = np.zeros((len(features), len(tags)), np.int16)
    for (feature, tag), weight in state.items():
        weights[row[feature], column[tag]] = max(-_MOST, min(_MOST, round(weight * UNIT)))
    kept = np.flatnonzero(weights.any(axis=1))
    return FittedChain(tags, tuple([features[at] for at in kept]), weights[kept], _chain(tags, steps))


def _chain(tags: Sequence[str], weights: Mapping[tuple[str, str], float]) -> Chain:
    own = [[round(weights.get((before, after), 0.0) * UNIT) for after in tags] for before in tags]
    return fitting(tags, np.array(own, np.int32))


def fitting(tags: Sequence[str], steps: NDArray[np.int32]) -> Chain:
    """Return the chain of these steps from tag to tag, where an I- tag follows its own kind only."""
    fits = np.array([[after[0] == "B" or after[2:] == before[2:] for after in tags] for before in tags])
    begin = [0 if tag[0] == "B" else NEVER for tag in tags]
    return Chain(np.where(fits, steps, NEVER).astype(np.int32), np.array(begin, np.int32))
