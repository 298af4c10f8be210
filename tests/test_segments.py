"""Figures that several tokens print: a sign, digits and a unit, each in its own place."""

from collections.abc import Callable

import pytest

from girml.bio import mentions
from girml.labeler.names import index
from girml.layout.segments import segments
from girml.records import Labeling, Name, Reading, Tokens

Tokenize = Callable[[str], Tokens]


def read(tokens: Tokens) -> Reading:
    """Return the reading of all tokens behind the first, a row's label, as one figure."""
    tags = ["B-row", "B-figure", *["I-figure"] * (len(tokens) - 2)]
    names: dict[int, tuple[Name, ...]] = {0: (Name("l.t2.row.licences", 0, 4, 1.0),)}
    labeling = Labeling(tags, [1.0] * len(tokens), names)
    [row] = segments(tokens, mentions(tokens, labeling), index().roles)
    [entry] = row.entries
    return entry.reading


def test_numbers_that_stand_apart_are_not_one_figure_yet(tokenize: Tokenize) -> None:
    tokens = tokenize("行政许可\n1\n2")
    names: dict[int, tuple[Name, ...]] = {0: (Name("l.t2.row.licences", 0, 4, 1.0),)}
    labeling = Labeling(["B-row", "B-figure", "I-figure"], [1.0] * 3, names)
    [row] = segments(tokens, mentions(tokens, labeling), index().roles)
    assert [entry.reading.value for entry in row.entries] == [1, 2]


@pytest.mark.parametrize(
    ("source", "reading"),
    [
        pytest.param("行政许可\n12\n件", Reading("read", 12, "12\n件", 5, 9), id="the unit on a line of its own"),
        pytest.param("行政许可\n-\n12", Reading("read", -12, "-\n12", 5, 9), id="the sign on a line of its own"),
        pytest.param("行政许可\n减\n12", Reading("read", -12, "减\n12", 5, 9), id="the sign in words"),
        pytest.param(
            "行政许可\n0.\n5\n万元",
            Reading("read", 0.5, "0.\n5\n万元", 5, 12, ((5, 7), (8, 9), (10, 12)), "万元"),
            id="the digits in two parts, and the unit",
        ),
        pytest.param("行政许可\n12\n(其中\n3\n件)", Reading("read", 12, "12", 5, 7), id="a remark behind it"),
        pytest.param("行政许可\n12\n月", Reading("read", "12月", "12\n月", 5, 9), id="no figure but words"),
    ],
)
def test_a_figure_in_several_tokens_is_one_figure(tokenize: Tokenize, source: str, reading: Reading) -> None:
    assert read(tokenize(source)) == reading
