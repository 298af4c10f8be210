"""Tags in BIO: those declared, and the way from tags to mentions and back."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from girml.bio import mentions, tag_spans, tags
from girml.records import Gap, Labeling, Mention, Name, Tokens
from girml.text.view import view

TAGS = (
    "title", "agency", "date", "heading", "column", "row", "figure", "blank", "furniture", "prose",
)  # fmt: skip
NAME = Name("l.t2.row.rules", 0, 2, 1.0)


def tokens(count: int) -> Tokens:
    """Return `count` tokens of two characters each, one a line."""
    texts = ["规章"] * count
    starts = [3 * number for number in range(count)]
    lines = list(range(count))
    return Tokens(
        view("\n".join(texts)), texts, starts, [start + 2 for start in starts], [Gap(1, 0, 0)] * count, lines
    )  # fmt: skip


def test_the_tags_are_those_declared_in_their_order() -> None:
    assert tags() == TAGS


def test_every_tag_is_declared_with_what_it_stands_for() -> None:
    declared = tomllib.loads((files("girml") / "labels.toml").read_text(encoding="utf-8"))
    assert declared["protocol"] == 1
    assert declared["tags"]["row"] == "the label of a printed row or of a group of rows"
    assert all(declared["tags"].values())


def test_mentions_join_what_begins_and_goes_on() -> None:
    labeling = Labeling(["B-row", "I-row", "B-figure", "B-figure"], [0.9, 0.8, 0.99, 0.7], {0: (NAME,)})
    assert list(mentions(tokens(4), labeling)) == [
        Mention("row", 0, 1, 0, 5, 0.8, (NAME,)),
        Mention("figure", 2, 2, 6, 8, 0.99),
        Mention("figure", 3, 3, 9, 11, 0.7),
    ]


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        pytest.param(["B-prose", "B-furniture", "I-furniture"], [], id="prose and furniture are left out"),
        pytest.param(["I-row", "I-row"], [("row", 0, 1)], id="going on from nothing begins a mention"),
        pytest.param(["B-row", "I-figure"], [("row", 0, 0), ("figure", 1, 1)], id="going on from another tag too"),
        pytest.param(["B-prose", "I-row"], [("row", 1, 1)], id="going on from prose too"),
        pytest.param([], [], id="no tokens"),
    ],
)
def test_loose_ends_are_read_in_one_way(marks: list[str], found: list[tuple[str, int, int]]) -> None:
    labeling = Labeling(marks, [1.0] * len(marks), {})
    assert [one[:3] for one in mentions(tokens(len(marks)), labeling)] == found


def test_what_no_span_covers_is_prose() -> None:
    assert tag_spans(4, [("row", 1, 2)]) == ["B-prose", "B-row", "I-row", "B-prose"]


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, list[tuple[str, int, int]]]:
    """Return a number of tokens and spans over them, apart and in order."""
    cuts = sorted(draw(st.sets(st.integers(0, 20), max_size=12)))
    kinds = [tag for tag in TAGS if tag not in ("prose", "furniture")]
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return 21, [(draw(st.sampled_from(kinds)), first, last - 1) for first, last in pairs]


@given(spans())
def test_spans_come_back_from_their_tags(case: tuple[int, list[tuple[str, int, int]]]) -> None:
    length, wanted = case
    labeling = Labeling(tag_spans(length, wanted), [1.0] * length, {})
    assert [one[:3] for one in mentions(tokens(length), labeling)] == wanted


@given(st.lists(st.sampled_from([f"{mark}-{tag}" for tag in TAGS for mark in "BI"]), max_size=20))
def test_tags_come_back_from_their_mentions(marks: list[str]) -> None:
    length = len(marks)
    once = [one[:3] for one in mentions(tokens(length), Labeling(marks, [1.0] * length, {}))]
    back = tag_spans(length, once)
    assert [mark[2:] if mark[2:] not in ("prose", "furniture") else "prose" for mark in marks] == [
        mark[2:] for mark in back
    ]
    assert [one[:3] for one in mentions(tokens(length), Labeling(back, [1.0] * length, {}))] == once
