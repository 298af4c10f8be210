"""What labels name, weighed by what the labels before and after them name: which follows which is learned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from girml.labeler.namer import UNIT
from girml.records import Name

Names = tuple[Name, ...]
Shares = list[float]


@dataclass(frozen=True, eq=False)
class Succession:
    """The weights of one label after another, [labels and the begin of a text, labels], in whole numbers."""

    labels: tuple[str, ...]
    weights: NDArray[np.int16]
    _places: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._places.update({label: at for at, label in enumerate(self.labels)})

    def __call__(self, names: Sequence[Names]) -> list[Names]:
        """Return the names of labels in reading order, each weighed by those around it, likeliest first.

        What has one name alone, or none, is sure: it parts the labels into stretches that do not hang on each other.
        """
        found = list(names)
        for first, end in _stretches(names):
            before = self._place(names[first - 1]) if first else len(self.labels)
            after = self._place(names[end]) if end < len(names) else None
            shares = self._shares(names[first:end], before, after)
            found[first:end] = [_weighed(own, some) for own, some in zip(names[first:end], shares, strict=True)]
        return found

    @cached_property
    def _odds(self) -> list[list[float]]:
        odds: list[list[float]] = np.exp(self.weights / UNIT).tolist()
        return odds

    def _place(self, own: Names) -> int | None:
        return self._places.get(own[0].label) if own else None

    def _after(self, before: int | None, own: int | None) -> float:
        return 1.0 if before is None or own is None else self._odds[before][own]

    def _shares(self, names: Sequence[Names], before: int | None, after: int | None) -> list[Shares]:
        """Return the probability of each name of a stretch, by the names before and after it."""
        places = [[self._places.get(name.label) for name in own] for own in names]
        onward: list[Shares] = []
        for own, at in zip(names, places, strict=True):
            last = list(zip(places[len(onward) - 1], onward[-1], strict=True)) if onward else [(before, 1.0)]
            onward.append(_whole([name.score * self._into(last, place) for name, place in zip(own, at, strict=True)]))
        back: Shares = [self._after(place, after) for place in places[-1]]
        found = [_whole([one * two for one, two in zip(onward[-1], back, strict=True)])]
        for step in range(len(names) - 2, -1, -1):
            following = list(zip(places[step + 1], names[step + 1], back, strict=True))
            back = _whole([self._out_of(place, following) for place in places[step]])
            found.append(_whole([one * two for one, two in zip(onward[step], back, strict=True)]))
        return found[::-1]

    def _into(self, last: Sequence[tuple[int | None, float]], place: int | None) -> float:
        return sum(share * self._after(before, place) for before, share in last)

    def _out_of(self, place: int | None, following: Sequence[tuple[int | None, Name, float]]) -> float:
        return sum(self._after(place, after) * name.score * share for after, name, share in following)


def _stretches(names: Sequence[Names]) -> Iterator[tuple[int, int]]:
    """Yield the stretches [first, end) of labels that may name several things each."""
    first = None
    for at, own in enumerate(names):
        if len(own) > 1:
            first = at if first is None else first
        elif first is not None:
            yield first, at
            first = None
    if first is not None:
        yield first, len(names)


def _whole(shares: Shares) -> Shares:
    whole = sum(shares)
    return [one / whole for one in shares]


def _weighed(own: Names, shares: Shares) -> Names:
    """Return names with what they score together dealt out by their shares."""
    whole = sum(name.score for name in own)
    dealt = [replace(name, score=whole * share) for name, share in zip(own, shares, strict=True)]
    return tuple(sorted(dealt, key=lambda name: (-name.score, name.label)))
