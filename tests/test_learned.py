"""The learned labeler: what a text gets hangs neither on the texts labelled with it nor on those labelled before."""

from collections.abc import Callable
from pathlib import Path

import pytest

from girml.labeler import emitting, learned
from girml.pack import read
from girml.pipeline.models import shipped
from girml.pipeline.packed import unpacked
from girml.records import Labeling, Tokens

TEXTS = (
    "",
    "规章\t\t3\t\t\t0\t7",
    "一、总体情况\n全年平稳。\n二、主动公开政府信息情况\n五、\n申请情况",
    *[path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))],
    "| 规章 | | 1 || 2 |\n|---|---|\n| 行政许可 |  | 3 | - |\n" * 12,
    "\t\t\t\t".join(["行政许可\t\t3\t\t0\t\t\t7\t"] * 12),
    "7",
)

Label = Callable[[list[Tokens]], list[Labeling]]


def fresh() -> Label:
    """Return a labeler that labelled nothing yet."""
    return unpacked(read(shipped()), shipped()).labeler()


@pytest.fixture(scope="module")
def texts(tokenize: Callable[[str], Tokens]) -> list[Tokens]:
    return [tokenize(text) for text in TEXTS]


@pytest.fixture(scope="module")
def alone(texts: list[Tokens]) -> list[Labeling]:
    """Return the labeling that each text gets from a labeler of its own."""
    return [fresh()([one])[0] for one in texts]


def test_a_text_gets_the_same_to_the_bit_in_any_batch(texts: list[Tokens], alone: list[Labeling]) -> None:
    label = fresh()
    assert label(texts) == alone
    assert label(texts[::-1]) == alone[::-1]
    assert [label([one])[0] for one in texts] == alone
    assert sum(len(one.names) for one in alone) > 400


def test_a_labeler_that_forgets_says_the_same(
    texts: list[Tokens], alone: list[Labeling], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emitting, "_ROOM", 100)
    monkeypatch.setattr(learned, "_MOST_KNOWN", 10)
    label = fresh()
    assert [label(texts[at : at + 2]) for at in range(0, len(texts), 2)] == [
        alone[at : at + 2] for at in range(0, len(texts), 2)
    ]
