"""What features say of tags: the sums of their weights, worked out once for each text and each surroundings."""

from collections.abc import Callable, Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_ROOM = 1 << 15


class Emitter:
    """Sums the weights of features, [features, tags], in whole numbers.

    What was summed is kept, for as many things as there is room; then all is forgotten and begun anew, so sums never
    hang on what was read before.
    """

    def __init__(self, rows: Mapping[str, int], weights: NDArray[np.int16]) -> None:
        self._rows, self._weights = rows, weights

    def kept(self) -> "Kept":
        """Return an empty store of sums."""
        return Kept(self._sum, self._weights.shape[1])

    def _sum(self, features: Sequence[str]) -> NDArray[np.int32]:
        rows = self._rows
        known = [rows[one] for one in features if one in rows]
        summed: NDArray[np.int32] = self._weights[known].sum(axis=0, dtype=np.int32)
        return summed


class Kept:
    """Sums that were worked out before, by what they are the sums of."""

    def __init__(self, summed: Callable[[Sequence[str]], NDArray[np.int32]], tags: int) -> None:
        self._summed = summed
        self._places: dict[Hashable, int] = {}
        self._sums = np.zeros((_ROOM, tags), np.int32)

    def of(self, things: Sequence[Hashable], features: Callable[[Hashable], Sequence[str]]) -> NDArray[np.int32]:
        """Return the sums of things by their features, [things, tags]."""
        parts = [self._some(things[at : at + _ROOM // 2], features) for at in range(0, len(things), _ROOM // 2)]
        return np.concatenate(parts) if parts else self._sums[:0]

    def _some(self, things: Sequence[Hashable], features: Callable[[Hashable], Sequence[str]]) -> NDArray[np.int32]:
        if len(self._places) + len(things) > _ROOM:
            self._places.clear()
        places = self._places
        for thing in things:
            if thing not in places:
                self._sums[len(places)] = self._summed(features(thing))
                places[thing] = len(places)
        return self._sums[[places[thing] for thing in things]]
