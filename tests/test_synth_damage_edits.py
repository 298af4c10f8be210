"""Edits of a text and where its places go: exact for what they do not touch, dropped or stretched for what they do."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from girml.records.annotation import AnnotatedSpan
from girml.synth.damage.edits import Edit, plan

TEXT = "规章\t12\t3"


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """Return a text of distinct characters, and edits of it that do not overlap, in any order."""
    text = "".join(chr(0x4E00 + at) for at in range(draw(st.integers(1, 40))))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=12)))
    pairs = [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    edits = [Edit(start, end, draw(st.text("xyz\n", max_size=4))) for start, end in pairs]
    return text, list(draw(st.permutations(edits)))


@given(edited_texts())
def test_what_no_edit_touches_stands_as_before_in_its_new_place(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    planned = plan(edits)
    after = planned.apply(text)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            if all(edit.end <= start or edit.start >= end for edit in edits):
                place = planned.moved(start, end)
                assert place is not None
                assert after[slice(*place)] == text[start:end]


@given(edited_texts())
def test_places_that_are_left_stay_in_order_apart_and_inside_the_text(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    planned = plan(edits)
    places = [planned.moved(at, at + 1) for at in range(len(text))]
    left = [place for place in places if place]
    assert all(start < end for start, end in left)
    assert all(one[1] <= other[0] for one, other in pairwise(left))
    assert all(start >= 0 and end <= len(planned.apply(text)) for start, end in left)


@given(edited_texts())
def test_what_an_edit_brings_stands_where_its_spans_say(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    marked = [
        edit._replace(spans=(AnnotatedSpan(0, len(edit.text), edit.text, ""),)) if edit.text else edit for edit in edits
    ]
    planned = plan(marked)
    after = planned.apply(text)
    made = list(planned.made())
    assert len(made) == sum(bool(edit.text) for edit in edits)
    assert all(after[span.start : span.end] == span.tag for span in made)


@pytest.mark.parametrize(
    ("edit", "place", "moved"),
    [
        pytest.param(Edit(0, 0, "xx"), (3, 5), (5, 7), id="moved by what is inserted before"),
        pytest.param(Edit(3, 3, "xx"), (3, 5), (5, 7), id="what is inserted at its start stays outside"),
        pytest.param(Edit(5, 5, "xx"), (3, 5), (3, 5), id="what is inserted at its end stays outside"),
        pytest.param(Edit(4, 4, " "), (3, 5), (3, 6), id="stretched by what is inserted within"),
        pytest.param(Edit(4, 5), (3, 5), (3, 4), id="shrunk by what is dropped at its end"),
        pytest.param(Edit(3, 5, "45"), (3, 5), None, id="gone when replaced whole"),
        pytest.param(Edit(2, 4), (3, 5), None, id="gone when cut"),
        pytest.param(Edit(1, 6, "x"), (3, 5), None, id="gone with what lies around"),
        pytest.param(Edit(2, 3), (3, 5), (2, 4), id="moved by what is dropped before"),
        pytest.param(Edit(3, 4), (3, 3), None, id="an empty place goes with what begins at it"),
        pytest.param(Edit(2, 3), (3, 3), (2, 2), id="an empty place stays behind what ends at it"),
        pytest.param(Edit(3, 3, "x"), (3, 3), (4, 4), id="an empty place stands behind what is inserted at it"),
    ],
)
def test_a_place_goes(edit: Edit, place: tuple[int, int], moved: tuple[int, int] | None) -> None:
    assert plan([edit]).moved(*place) == moved


def test_a_place_of_which_all_letters_are_dropped_is_gone() -> None:
    assert plan([Edit(3, 4), Edit(4, 5)]).moved(3, 5) is None


def test_no_edits_change_nothing() -> None:
    assert plan([]).apply(TEXT) == TEXT
    assert plan([]).moved(3, 5) == (3, 5)


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap at 2: 1:3 and 2:4"):
        plan([Edit(2, 4), Edit(1, 3)])
