from itertools import pairwise, product
from math import exp
from random import Random

import numpy as np
import pytest

from girml.labeler.chain import NEVER, UNIT, Chain, Weights

TAGS = 3


def drawn(seed: int, length: int) -> Weights:
    rng = Random(seed)
    weights = [[rng.randint(-3000, 3000) for _ in range(TAGS)] for _ in range(length)]
    return np.array(weights, np.int32).reshape(length, TAGS)


CHAIN = Chain(drawn(1, TAGS), np.array([0, 500, NEVER], np.int32))


def every_path(emissions: Weights) -> dict[tuple[int, ...], int]:
    """Return the weight of each way to tag a document, by summing it up."""
    return {
        path: int(CHAIN.begin[path[0]])
        + sum(int(emissions[at, tag]) for at, tag in enumerate(path))
        + sum(int(CHAIN.steps[one, other]) for one, other in pairwise(path))
        for path in product(range(TAGS), repeat=len(emissions))
    }


def decoded(documents: list[Weights]) -> list[tuple[list[int], list[list[float]]]]:
    """Return for each document its path, and its shares."""
    lengths = [len(one) for one in documents]
    path, shares = CHAIN.decode(np.concatenate([drawn(1, 0), *documents]), lengths)
    ends = np.cumsum([0, *lengths]).tolist()
    return [(path[begin:end].tolist(), shares[begin:end].tolist()) for begin, end in pairwise(ends)]


@pytest.mark.parametrize("seed", range(20))
def test_the_path_is_the_best_of_all_and_its_shares_are_those_of_all(seed: int) -> None:
    emissions = drawn(100 + seed, 5)
    weights = every_path(emissions)
    best = max(weights, key=lambda path: weights[path])
    odds = {path: exp(weight / UNIT) for path, weight in weights.items()}
    shares = [sum(odd for path, odd in odds.items() if path[at] == tag) for at, tag in enumerate(best)]
    path, found = CHAIN.decode(emissions, [5])
    assert tuple(path.tolist()) == best
    assert found[np.arange(5), path] == pytest.approx([share / sum(odds.values()) for share in shares])
    assert found.sum(axis=1) == pytest.approx(np.ones(5))


def test_a_document_gets_the_same_shares_to_the_bit_in_any_batch() -> None:
    documents = [drawn(seed, length) for seed, length in enumerate((7, 1, 400, 31, 0, 8))]
    alone = [told for one in documents for told in decoded([one])]
    assert decoded(documents) == alone
    assert decoded(documents[::-1]) == alone[::-1]


def test_no_document_gives_no_path() -> None:
    assert decoded([]) == []
    assert decoded([drawn(1, 0)]) == [([], [])]


def test_a_step_that_is_never_taken_is_not_taken_however_it_draws() -> None:
    chain = Chain(np.array([[0, NEVER], [0, 0]], np.int32), np.zeros(2, np.int32))
    emissions = np.array([[9000, 0], [0, 9001]], np.int32)
    assert chain.decode(emissions, [2])[0].tolist() == [1, 1]


def test_the_score_of_a_long_document_grows_into_no_other_number() -> None:
    emissions = np.tile(np.array([[300_000, 0, 0]], np.int32), (10_000, 1))
    path, shares = CHAIN.decode(emissions, [10_000])
    assert set(path.tolist()) == {0}
    assert shares[:, 0].min() > 0.999
