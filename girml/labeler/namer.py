"""Which label of the form a mention names: a classifier over what is printed and what stands around it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import exp

import numpy as np
from numpy.typing import NDArray

from girml.labeler.names import LabelIndex, key
from girml.labeler.naming_features import Context, Printed, beside_features, own_features
from girml.records import Name

UNIT = 1024
"""What a weight of one counts."""
MOST_NAMES = 4
_LEAST = 0.01
_MOST_KNOWN, _MOST_ALONE = 1 << 16, 1 << 12
_PART = 0.5


@dataclass(frozen=True, eq=False)
class Namer:
    """The weights of features for labels, [features, labels], in whole numbers; what was named once is kept."""

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: NDArray[np.int16]
    _known: dict[Context, tuple[Name, ...]] = field(default_factory=dict)
    _alone: dict[tuple[str, str], NDArray[np.int64]] = field(default_factory=dict)

    def __call__(self, index: LabelIndex, printed: Context) -> tuple[Name, ...]:
        """Return what a label names, likeliest first, with the part of the label that stands there."""
        found = self._known.get(printed)
        if found is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            found = self._known[printed] = tuple(self._names(index, Printed(*printed)))
        return found

    def _names(self, index: LabelIndex, printed: Printed) -> Sequence[Name]:
        wanted = key(printed.text)
        likely = [(-share, label) for label, share in self.shares(printed).items() if share >= _LEAST]
        return [_name(index, label, wanted, -share) for share, label in sorted(likely)[:MOST_NAMES]]

    def shares(self, printed: Printed) -> dict[str, float]:
        """Return the probability of every label that fits the tag."""
        # A heading names a section, and nothing else does.
        columns = self._headings if printed.tag == "heading" else self._others
        scores = (self._own(printed) + self._sum(beside_features(printed)))[columns].tolist()
        most = max(scores, default=0)
        odds = [exp((score - most) / UNIT) for score in scores]
        whole = sum(odds)
        return {self.labels[at]: odd / whole for at, odd in zip(columns, odds, strict=True)}

    def _own(self, printed: Printed) -> NDArray[np.int64]:
        """Return what a label weighs by itself, for each label of the forms; it is met with many neighbours."""
        found = self._alone.get(printed[:2])
        if found is None:
            if len(self._alone) > _MOST_ALONE:
                self._alone.clear()
            whole, runs = own_features(*printed[:2])
            found = self._alone[printed[:2]] = self._sum([*whole, *runs])
        return found

    def _sum(self, features: Iterable[str]) -> NDArray[np.int64]:
        rows = [self.rows[one] for one in features if one in self.rows]
        summed: NDArray[np.int64] = self.weights[rows].sum(axis=0, dtype=np.int64)
        return summed

    @cached_property
    def _headings(self) -> list[int]:
        return [at for at, label in enumerate(self.labels) if label[0] == "s"]

    @cached_property
    def _others(self) -> list[int]:
        return [at for at, label in enumerate(self.labels) if label[0] != "s"]


def _name(index: LabelIndex, label: str, wanted: str, share: float) -> Name:
    """Return a name with the part of a label that a text prints; a part is held less likely to be meant whole."""
    printed = _keys(index)[label]
    if wanted in printed:
        return Name(label, 0, len(wanted), share)
    holding = next((text for text in printed if wanted in text), None)
    if holding is None:
        return Name(label, 0, len(wanted), share)
    at = holding.find(wanted)
    return Name(label, at, at + len(wanted), share * (_PART + (1 - _PART) * len(wanted) / len(holding)))


@cache
def _keys(index: LabelIndex) -> dict[str, list[str]]:
    """Return the keys of each label."""
    found: dict[str, list[str]] = {label: [] for label in index.roles}
    for label, text in index.keys:
        found[label].append(text)
    return found
