"""What features say of tags: the sums of their weights, worked out once for each text and each surroundings."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

_ROOM = 1 << 15

Thing = TypeVar("Thing", bound=Hashable)


class Emitter(Generic[Thing]):
    """Sums the weights, [features, tags] in whole numbers, of the features of things.

    What was summed is kept, for as many things as there is room; then all is forgotten and begun anew, so sums never
    hang on what was read before.
    """

    def __init__(
        self, rows: Mapping[str, int], weights: NDArray[np.int16], features: Callable[[Thing], Sequence[str]]
    ) -> None:
        self._rows, self._weights, self._features = rows, weights, features
        self._places: dict[Thing, int] = {}
        self._sums = np.zeros((_ROOM, weights.shape[1]), np.int32)

    def __call__(self, things: Sequence[Thing]) -> NDArray[np.int32]:
        """Return the sums of things, [things, tags]."""
        parts = [self._some(things[at : at + _ROOM // 2]) for at in range(0, len(things), _ROOM // 2)]
        return np.concatenate(parts) if parts else self._sums[:0]

    def _some(self, things: Sequence[Thing]) -> NDArray[np.int32]:
        if len(self._places) + len(things) > _ROOM:
            self._places.clear()
        places = self._places
        for thing in things:
            if thing not in places:
                self._sums[len(places)] = self._sum(self._features(thing))
                places[thing] = len(places)
        return self._sums[[places[thing] for thing in things]]

    def _sum(self, features: Sequence[str]) -> NDArray[np.int32]:
        known = [self._rows[one] for one in features if one in self._rows]
        summed: NDArray[np.int32] = self._weights[known].sum(axis=0, dtype=np.int32)
        return summed
