"""A chain and a classifier of labels that start from others: what moves, and what stays."""

import numpy as np
import pytest

from girml.labeler.chain import NEVER, UNIT
from girml.labeler.namer import Namer
from girml.labeler.naming_features import Printed
from girml.training.adapting import adapt_chain, adapt_namer
from girml.training.chain import FittedChain, fitting
from girml.training.config import ChainConfig, NamerConfig
from girml.training.likelihood import Likelihood
from girml.training.namer import FittedNamer, fit_namer

TAGS = ("B-row", "I-row", "B-figure")
# A chain that takes what reads `label` for a row and what reads `digits` for a figure.
START = FittedChain(
    TAGS,
    ("digits", "label"),
    np.array([[-2, -2, 2], [2, 0, -2]], np.int16) * UNIT,
    fitting(TAGS, np.zeros((3, 3), np.int32)),
)
CONFIG = ChainConfig(l1=0, l2=0.01, iterations=100, least_count=1)


def tags_of(chain: FittedChain, *tokens: list[str]) -> list[str]:
    rows = {name: at for at, name in enumerate(chain.features)}
    emissions = np.array(
        [chain.weights[[rows[one] for one in token if one in rows]].sum(axis=0, dtype=np.int32) for token in tokens]
    )
    path, _ = chain.chain.decode(emissions, [len(emissions)])
    return [chain.tags[at] for at in path]


def test_a_chain_learns_what_its_start_does_not_know() -> None:
    texts = [([["label"], ["dash"], ["digits"]], ["B-row", "B-figure", "B-figure"])] * 4
    assert tags_of(START, ["label"], ["dash"], ["digits"]) == ["B-row", "B-row", "B-figure"]
    moved = adapt_chain(START, texts, CONFIG, lambda at, loss: None)
    assert moved.features == ("dash", "digits", "label")
    assert tags_of(moved, ["label"], ["dash"], ["digits"]) == ["B-row", "B-figure", "B-figure"]


def test_what_the_texts_do_not_show_stays_as_it_was() -> None:
    texts = [([["label"], ["label"]], ["B-row", "I-row"])] * 4
    moved = adapt_chain(START, texts, CONFIG, lambda at, loss: None)
    assert moved.weights[moved.features.index("digits")].tolist() == [-2048, -2048, 2048]
    assert tags_of(moved, ["label"], ["label"], ["digits"]) == ["B-row", "I-row", "B-figure"]


def test_a_chain_takes_tags_that_its_start_does_not_know() -> None:
    moved = adapt_chain(START, [([["label"], ["slash"]], ["B-row", "B-blank"])] * 4, CONFIG, lambda at, loss: None)
    assert moved.tags == ("B-row", "I-row", "B-figure", "B-blank")
    assert tags_of(moved, ["label"], ["slash"], ["digits"]) == ["B-row", "B-blank", "B-figure"]


def test_a_heavy_penalty_keeps_the_weights() -> None:
    heavy = ChainConfig(l1=0, l2=1e6, iterations=100, least_count=1)
    moved = adapt_chain(START, [([["digits"]], ["B-row"])], heavy, lambda at, loss: None)
    assert moved.weights.tolist() == START.weights.tolist()
    assert moved.chain.steps.tolist() == START.chain.steps.tolist()


def test_the_same_texts_move_a_chain_to_the_same_weights() -> None:
    texts = [([["label", "dash"], ["digits"]], ["B-row", "B-figure"]), ([["digits"]], ["B-row"])]
    one, other = (adapt_chain(START, texts, CONFIG, lambda at, loss: None) for _ in "12")
    assert one.weights.tobytes() == other.weights.tobytes()


def test_the_loss_of_two_tokens_is_that_worked_out_by_hand() -> None:
    # Two tags that may follow each other: four taggings of two tokens. Weights: a +1 for row at the first token.
    tags = ("B-row", "B-figure")
    likelihood = Likelihood([([["a"], ["b"]], ["B-row", "B-figure"])], ["a", "b"], tags)
    weights, steps = np.array([[1.0, 0.0], [0.0, 0.0]]), np.zeros((2, 2))
    loss, by_weight, by_step = likelihood.loss(weights, steps, np.zeros(2))
    # Z = (e + 1) * 2, the tagging itself weighs e: log(2 (e + 1) / e).
    assert loss == pytest.approx(1.0064088)
    # The share of row at the first token is e / (e + 1).
    assert by_weight[0] == pytest.approx([-0.2689414, 0.2689414])
    assert by_weight[1] == pytest.approx([0.5, -0.5])
    # Row then figure: 0.7310586 / 2 expected, 1 seen.
    assert by_step[0] == pytest.approx([0.3655293, -0.6344707])


def test_the_change_of_the_loss_is_its_slope() -> None:
    random = np.random.default_rng(3)
    texts = [([["a", "c"], ["b"], ["c"]], ["B-row", "I-row", "B-figure"]), ([["b", "a"]], ["B-figure"])]
    likelihood = Likelihood(texts, ["a", "b", "c"], TAGS)
    weights, steps = random.normal(size=(3, 3)), random.normal(size=(3, 3))
    begin = np.array([0.0, NEVER / UNIT, 0.0])
    _, by_weight, by_step = likelihood.loss(weights, steps, begin)
    small = 1e-6
    for at in ((0, 0), (1, 2), (2, 1)):
        moved, stepped = weights.copy(), steps.copy()
        moved[at] += small
        stepped[at] += small
        base = likelihood.loss(weights, steps, begin)[0]
        assert (likelihood.loss(moved, steps, begin)[0] - base) / small == pytest.approx(by_weight[at], abs=1e-4)
        assert (likelihood.loss(weights, stepped, begin)[0] - base) / small == pytest.approx(by_step[at], abs=1e-4)


NAMES = NamerConfig(
    strength=3.0,
    iterations=100,
    tolerance=1e-4,
    least_count=1,
    least_weight=0.0,
    succession=0.5,
    succession_prior=1.0,
)
RECEIVED = Printed("row", "本年新收数量", "^", "^", ("^", "^", "^", "^"), "")
CARRIED = Printed("row", "上年结转数量", "^", "^", ("^", "^", "^", "^"), "")
PUBLIC = Printed("row", "予以公开", "^", "^", ("^", "^", "^", "^"), "")
STRANGE = Printed("row", "收件", "^", "^", ("^", "^", "^", "^"), "")


def names(fitted: FittedNamer, printed: Printed) -> str:
    shares = Namer(fitted.labels, {name: at for at, name in enumerate(fitted.features)}, fitted.weights).shares(printed)
    return max(shares, key=shares.__getitem__)


def test_a_namer_learns_a_label_and_keeps_the_others() -> None:
    start = fit_namer(
        [(RECEIVED, "l.t3.row.received"), (CARRIED, "l.t3.row.carried"), (PUBLIC, "l.t3.row.open")] * 3, NAMES
    )
    assert names(start, STRANGE) != "l.t3.row.processed.total"
    moved = adapt_namer(start, [(STRANGE, "l.t3.row.processed.total")] * 9, NAMES)
    assert moved.labels == ("l.t3.row.carried", "l.t3.row.open", "l.t3.row.processed.total", "l.t3.row.received")
    assert names(moved, STRANGE) == "l.t3.row.processed.total"
    assert names(moved, RECEIVED) == "l.t3.row.received"
    assert names(moved, CARRIED) == "l.t3.row.carried"
