"""A model in a pack: which arrays and tables of strings it is, and the labeler and confidence that they make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from girml.bio import tags as declared_tags
from girml.errors import PackError
from girml.labeler.chain import Chain
from girml.labeler.emitting import Weights
from girml.labeler.learned import LearnedLabeler, Naming
from girml.labeler.namer import Namer
from girml.labeler.names import index
from girml.labeler.succession import Succession
from girml.pack import Pack, check
from girml.reconcile.confidence import Confidence, learned

PROTOCOL = 2
"""What the features mean: weights of other features are of no use."""

_FEATURES, _TAGS, _NAMING, _LABELS = "chain.features", "chain.tags", "namer.features", "namer.labels"
_WEIGHTS, _STEPS, _BEGIN, _NAMES = "chain.weights", "chain.steps", "chain.begin", "namer.weights"
_SUCCESSION = "namer.succession"
_GROUNDS, _TRUST = "confidence.features", "confidence.weights"
_MOST = 127


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a model as plain arrays: tags, features with their weights [features, tags], the chain; the features
    of label naming, the labels, the weights between them [features, labels], and those of one label after another
    [labels and begin, labels]; the features of confidence and their weights [features]."""

    tags: tuple[str, ...]
    features: tuple[str, ...]
    weights: Any
    chain: Chain
    naming: tuple[str, ...]
    labels: tuple[str, ...]
    names: Any
    succession: Any
    grounds: tuple[str, ...]
    trust: Any

    def labeler(self) -> LearnedLabeler:
        """Return the labeler that these parts make."""
        naming = Naming(Namer(self.labels, _rows(self.naming), self.names), Succession(self.labels, self.succession))
        return LearnedLabeler(index(), Weights(self.tags, _rows(self.features), self.weights), self.chain, naming)

    def confidence(self) -> Confidence:
        """Return the confidence of cells."""
        return learned(dict(zip(self.grounds, self.trust.tolist(), strict=True)))


def packed(name: str, parts: Parts, sections: Mapping[str, Any], card: str) -> Pack:
    """Return the pack that holds a model; `sections` tell how it came about."""
    return Pack(
        name=name,
        sections={**sections, "model": {"protocol": PROTOCOL}},
        arrays={
            _WEIGHTS: parts.weights,
            _STEPS: parts.chain.steps,
            _BEGIN: parts.chain.begin,
            _NAMES: parts.names,
            _SUCCESSION: parts.succession,
            _TRUST: parts.trust,
        },
        strings={
            _FEATURES: parts.features,
            _TAGS: parts.tags,
            _NAMING: parts.naming,
            _LABELS: parts.labels,
            _GROUNDS: parts.grounds,
        },
        card=card,
    )


def unpacked(pack: Pack, place: str | Path) -> Parts:
    """Return the model that the pack from a place holds; PackError where its parts do not fit together, or not the
    forms."""
    protocol = pack.sections.get("model")
    if protocol != {"protocol": PROTOCOL}:
        raise PackError(f"{place} holds a model of another protocol ({protocol!r:.60}): train it anew with this girml.")
    parts = _parts(pack)
    _check_known(place, "tag", parts.tags, {f"{mark}-{tag}" for tag in declared_tags() for mark in "BI"})
    _check_known(place, "label", parts.labels, set(index().roles))
    return parts


def _parts(pack: Pack) -> Parts:
    """Return the parts that a pack holds; PackError where their sizes do not fit together."""
    strings, arrays = pack.strings, pack.arrays
    tables = (_FEATURES, _TAGS, _NAMING, _LABELS, _GROUNDS)
    features, tags, naming, labels, grounds = (len(strings.get(name, ())) for name in tables)
    shapes: dict[str, tuple[str, tuple[int, ...]]] = {
        _WEIGHTS: ("int16", (features, tags)),
        _STEPS: ("int32", (tags, tags)),
        _BEGIN: ("int32", (tags,)),
        _NAMES: ("int16", (naming, labels)),
        _SUCCESSION: ("int16", (labels + 1, labels)),
        _TRUST: ("float64", (grounds,)),
    }
    check(pack, shapes, tables)
    return Parts(
        tags=strings[_TAGS],
        features=strings[_FEATURES],
        weights=arrays[_WEIGHTS],
        chain=Chain(arrays[_STEPS], arrays[_BEGIN]),
        naming=strings[_NAMING],
        labels=strings[_LABELS],
        names=arrays[_NAMES],
        succession=arrays[_SUCCESSION],
        grounds=strings[_GROUNDS],
        trust=arrays[_TRUST],
    )


def _check_known(place: str | Path, what: str, names: Sequence[str], known: set[str]) -> None:
    strange = next((name for name in names if name not in known or names.count(name) > 1), None)
    if strange is not None or not 0 < len(names) <= _MOST:
        raise PackError(f"{place} has {what}s that this girml does not know ({strange!r:.40}): train it anew.")


def _rows(names: Sequence[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}
