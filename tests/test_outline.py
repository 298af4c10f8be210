"""Where one report ends and the next begins, by what is found in the text."""

import pytest

from girml.labeler.names import index
from girml.pipeline.outline import parts
from girml.records import Mention, Name
from girml.text.tokens import Tokenizer
from girml.text.view import view

SURE, UNSURE = 0.95, 0.4


def sizes(found: str) -> list[int]:
    """Return how many mentions each report has: `t` a title, `r` a row, a digit the heading of a section, `?2` one
    that is not named for sure."""
    words = found.split()
    tokens = Tokenizer(index().patterns)(view("\n".join("字" for _ in words)))
    mentions = []
    for at, word in enumerate(words):
        tag = {"t": "title", "r": "row"}.get(word, "heading")
        names = (Name(f"s{word[-1]}", 0, 1, UNSURE if "?" in word else SURE),) if tag == "heading" else ()
        mentions.append(Mention(tag, at, at, tokens.starts[at], tokens.ends[at], 1.0, names))
    return [len(part.mentions) for part in parts(tokens, mentions)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param("t 1 2 r 3 r 4 r 5 6", [10], id="one report"),
        pytest.param("t 1 2 r 3 r t 1 2 r 3 r", [6, 6], id="two, with titles"),
        pytest.param("1 2 r 3 r 1 2 r 3 r", [5, 5], id="two, without titles"),
        pytest.param("1 2 3 4 5 6 t 1 2 r 3 r", [12], id="a table of contents first"),
        pytest.param("t 1 2 r 3 r t r 4 r 5", [11], id="the head of a page"),
        pytest.param("1 2 r 3 3 r 4", [7], id="a heading in two parts"),
        pytest.param("1 2 r 3 r 4 5 1 6", [9], id="a first section, but no table behind it"),
        pytest.param("1 2 r ?1 r 4 r", [7], id="a heading that is not named for sure"),
        pytest.param("", [0], id="nothing"),
    ],
)
def test_a_report_begins_with_a_first_section_before_tables(found: str, expected: list[int]) -> None:
    assert sizes(found) == expected
