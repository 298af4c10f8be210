"""Moving a trained model towards other reports: the likeliest weights, held near those that it starts from.

The penalty on squares counts how far a weight moves, not how large it is; what the reports do not show stays as it was.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from girml.labeler.chain import NEVER, UNIT
from girml.labeler.naming_features import Printed, features
from girml.training.chain import FittedChain, Step, fitting, in_order
from girml.training.config import ChainConfig, NamerConfig
from girml.training.likelihood import Likelihood, Numbers, Tagged, counted
from girml.training.namer import FittedNamer

_MOST = np.iinfo(np.int16).max
_TOLERANCE = 1e-7

Whole = NDArray[np.signedinteger]


def adapt_chain(start: FittedChain, texts: Sequence[Tagged], config: ChainConfig, told: Step) -> FittedChain:
    """Return a chain moved towards texts; `config.l2` holds it back, `config.l1` has no part in it."""
    tags = in_order({*start.tags, *(tag for _, own in texts for tag in own)})
    shown = _shown((one for some, _ in texts for one in some), config.least_count, start.features)
    likelihood = Likelihood(texts, shown, tags)
    weights = _placed(start.weights, (start.features, start.tags), (shown, tags)) / UNIT
    chain = fitting(tags, _placed(start.chain.steps, (start.tags, start.tags), (tags, tags)))
    steps, begin, free = chain.steps / UNIT, chain.begin / UNIT, chain.steps != NEVER

    def loss(moved: Numbers) -> tuple[float, Numbers]:
        by_weight, by_step = _parted(moved, weights.shape, steps.shape)
        value, *changes = likelihood.loss(weights + by_weight, steps + by_step, begin)
        gradient = np.concatenate([changes[0].ravel(), (changes[1] * free).ravel()])
        return value + config.l2 * float(moved @ moved), gradient + 2 * config.l2 * moved

    moved = _lowest(loss, weights.size + steps.size, config.iterations, told)
    by_weight, by_step = _parted(moved, weights.shape, steps.shape)
    names, whole = _merged(start.weights, (start.features, start.tags), (shown, tags), weights + by_weight)
    return FittedChain(tags, names, whole, fitting(tags, np.rint((steps + by_step) * UNIT).astype(np.int32)))


def adapt_namer(start: FittedNamer, named: Iterable[tuple[Printed, str]], config: NamerConfig) -> FittedNamer:
    """Return a classifier of labels moved towards labels and what they name, counted as in a training from nothing."""
    counts = Counter(named)
    cases = sorted(counts)
    labels = tuple(sorted({*start.labels, *(label for _, label in cases)}))
    shown = _shown((features(printed) for printed, _ in cases), config.least_count, start.features)
    matrix = counted([features(printed) for printed, _ in cases], shown)
    weights = _placed(start.weights, (start.features, start.labels), (shown, labels)) / UNIT
    times = np.array([[counts[case] ** 0.5] for case in cases])
    wanted = np.array([[label == one for one in labels] for _, label in cases])

    def loss(moved: Numbers) -> tuple[float, Numbers]:
        scores = matrix @ (weights + moved.reshape(weights.shape))
        logs = scores - logsumexp(scores, axis=1, keepdims=True)
        value = 0.5 * float(moved @ moved) - config.strength * float((times * wanted * logs).sum())
        return value, moved + config.strength * (matrix.T @ (times * (np.exp(logs) - wanted))).ravel()

    moved = _lowest(loss, weights.size, config.iterations, lambda at, value: None)
    names, whole = _merged(
        start.weights, (start.features, start.labels), (shown, labels), weights + moved.reshape(weights.shape)
    )
    return FittedNamer(labels, names, whole)


Names = tuple[Sequence[str], Sequence[str]]
"""The names of the rows of a table of weights, and of its columns."""


def _shown(rows: Iterable[Sequence[str]], least: int, known: Iterable[str]) -> list[str]:
    """Return the features of rows that occur often enough, or are known."""
    seen = Counter([one for row in rows for one in row])
    before = set(known)
    return sorted(one for one, count in seen.items() if count >= least or one in before)


def _placed(weights: Whole, names: Names, wanted: Names) -> NDArray[np.int32]:
    """Return the weights of the wanted rows and columns, 0 where they have none."""
    rows, columns = ({name: at for at, name in enumerate(own)} for own in names)
    own = [[(to, table[name]) for to, name in enumerate(some) if name in table]
           for some, table in zip(wanted, (rows, columns), strict=True)]  # fmt: skip
    placed = np.zeros((len(wanted[0]), len(wanted[1])), np.int32)
    (to_rows, from_rows), (to_columns, from_columns) = (np.array(pairs, int).reshape(-1, 2).T for pairs in own)
    placed[np.ix_(to_rows, to_columns)] = weights[np.ix_(from_rows, from_columns)]
    return placed


def _merged(weights: Whole, names: Names, moved: Names, values: Numbers) -> tuple[tuple[str, ...], Whole]:
    """Return the names of all rows, those before and those that moved, and their weights, those that moved as they
    are now."""
    every = tuple(sorted({*names[0], *moved[0]}))
    row = {name: at for at, name in enumerate(every)}
    merged = _placed(weights, names, (every, moved[1]))
    merged[[row[name] for name in moved[0]]] = np.rint(values * UNIT)
    return every, np.clip(merged, -_MOST, _MOST).astype(np.int16)


def _parted(moved: Numbers, *shapes: tuple[int, ...]) -> tuple[Numbers, Numbers]:
    first = int(np.prod(shapes[0]))
    return moved[:first].reshape(shapes[0]), moved[first:].reshape(shapes[1])


def _lowest(loss: Callable[[Numbers], tuple[float, Numbers]], size: int, iterations: int, told: Step) -> Numbers:
    """Return where a function that gives its value and gradient is lowest, beginning at zeros, by scipy's L-BFGS."""
    values: list[float] = []

    def valued(at: Numbers) -> tuple[float, Numbers]:
        value, gradient = loss(at)
        values.append(value)
        return value, gradient

    done = iter(range(1, iterations + 1))
    found = minimize(
        valued,
        np.zeros(size),
        jac=True,
        method="L-BFGS-B",
        callback=lambda _: told(next(done), values[-1]),
        options={"maxiter": iterations, "ftol": _TOLERANCE},
    )
    place: Numbers = found.x
    return place
