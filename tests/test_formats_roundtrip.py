"""Annotations through each format and back: nothing is lost, whatever the text, the spans and the cells are."""

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.roundtrip import STRANGE, documents
from girml.cli.converting import TOOLS
from girml.corpus import lines
from girml.formats import docbin, reading, sheet
from girml.formats.converting import Taken, from_tool
from girml.formats.items import Item
from girml.formats.table import FORMATS
from girml.records.annotation import AnnotatedSpan, Annotation, Misprint, ToldCount
from tests.corpora import WHOLE, document

EVERY = list(FORMATS)
REAL = Path(__file__).parent.parent / "annotations" / "real" / "real.jsonl"


def back(name: str, *items: Item) -> list[Annotation]:
    """Return what annotations are after the way through a format; nothing may be told of them."""
    with TemporaryDirectory() as folder:
        target = Path(folder, "documents")
        FORMATS[name].write(items, target)
        outcomes = list(from_tool(name, target, lambda _: None))
    assert all(isinstance(one, Taken) and one.notes == () for one in outcomes), outcomes
    return [one.item.annotation for one in outcomes if isinstance(one, Taken)]


def lines_of(some: list[Annotation]) -> list[str]:
    """Return annotations as lines, which tell 1 from 1.0."""
    return [lines.dump(one) for one in some]


@pytest.mark.parametrize("name", EVERY)
def test_an_annotation_comes_back_to_the_last_type(name: str) -> None:
    sent = [document("a"), replace(WHOLE, id="b"), replace(document("c"), spans=(), cells={}), replace(WHOLE, text="")]
    assert lines_of(back(name, *map(Item, sent))) == lines_of(sent)


@pytest.mark.parametrize("name", EVERY)
def test_real_reports_with_strange_characters_come_back(name: str) -> None:
    sent = list(documents(REAL, 10, seed=3))
    text = "".join(one.text for one in sent)
    assert all(any(piece in text for piece in pieces) for pieces in STRANGE.values())
    assert back(name, *map(Item, sent)) == sent


SPANS = [
    pytest.param([(0, 0, "blank", "t4.a")], id="empty"),
    pytest.param([(0, 4, "row", "l.a"), (0, 4, "row", "l.a")], id="twice"),
    pytest.param([(0, 4, "row", "l.a"), (1, 2, "figure", "t4.a"), (3, 9, "row", "l.a")], id="overlapping"),
    pytest.param([(4, 9, "row", "l.b"), (0, 2, "row", "l.a")], id="out of order"),
    pytest.param([(9, 3, "row", ""), (0, 99, "row", "")], id="outside"),
    pytest.param([(1, 4, "row", "l.a"), (4, 5, "row", ""), (5, 8, "figure", "t4.a")], id="over line ends and spaces"),
    pytest.param([(2, 4, "figure", ""), (7, 8, "prose", "")], id="of line ends alone"),
    pytest.param([(0, 1, "a:b", "c"), (1, 2, "a", "b:c"), (4, 6, "", "x"), (8, 9, "x y", "p\nq\tr")], id="names"),
]


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("spans", SPANS)
def test_faulty_spans_come_back_too(name: str, spans: list[tuple[int, int, str, str]]) -> None:
    text = "ab\r\n d e\u2028f"
    sent = replace(document(), text=text, spans=tuple(AnnotatedSpan(*one) for one in spans), cells={})
    assert back(name, Item(sent)) == [sent]


CHARACTERS = st.characters(exclude_categories=["Cs"]) | st.sampled_from('\r\n\t \0\x85\u2028\u0301\u200d😀𠮷0号#\\"')
TEXTS = st.text(CHARACTERS, max_size=30)
VALUES = st.none() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    """Return any annotation, sound or not."""
    text = draw(TEXTS)
    place = st.integers(0, len(text))
    span = st.builds(AnnotatedSpan, place, place, st.sampled_from(["figure", "row", "prose", "x"]), TEXTS)
    count = st.builds(ToldCount, place, place, TEXTS, st.integers(0, 99), st.booleans())
    return Annotation(
        id=draw(TEXTS.filter(bool)),
        text=text,
        kind=draw(TEXTS),
        flattener=draw(TEXTS),
        library=draw(TEXTS),
        body=draw(TEXTS),
        year=draw(st.integers(0, 9999)),
        form=draw(st.sampled_from([{}, {"t2": "2021"}, {"t3": "1066", "t4": "2019"}])),
        cells=draw(st.dictionaries(TEXTS, VALUES, max_size=4)),
        spans=tuple(draw(st.lists(span, max_size=5))),
        lost=draw(st.frozensets(TEXTS, max_size=3)),
        undecided=draw(st.frozensets(TEXTS, max_size=3)),
        misprints=tuple(draw(st.lists(st.builds(Misprint, TEXTS, st.tuples(TEXTS)), max_size=2))),
        damage=tuple(draw(st.lists(TEXTS, max_size=2))),
        counts=tuple(draw(st.lists(count, max_size=2))),
    )


@pytest.mark.parametrize("name", EVERY)
@settings(max_examples=40, deadline=None)
@given(one=annotations())
def test_anything_comes_back(name: str, one: Annotation) -> None:
    assert lines_of(back(name, Item(one))) == lines_of([one])


@pytest.mark.parametrize("name", ["label-studio", "doccano", "prodigy", "conll"])
def test_no_line_of_a_file_is_parted_by_other_line_ends(name: str, tmp_path: Path) -> None:
    target = tmp_path / "a"
    FORMATS[name].write([Item(WHOLE)], target)
    text = target.read_text(encoding="utf-8")
    assert text.splitlines() == text.removesuffix("\n").split("\n")


def test_the_command_and_its_page_know_every_format() -> None:
    page = (Path(__file__).parent.parent / "docs" / "formats.md").read_text(encoding="utf-8")
    assert tuple(FORMATS) == TOOLS
    assert all(f"\n| `{name}` | " in page for name in FORMATS)
    assert f"(`DocBin`), {docbin.A_FILE} documents each" in page
    assert reading.LONGEST == 128_000_000
    assert "at most 128 million bytes" in page


def test_the_sheet_holds_all_but_the_text() -> None:
    plain: dict[str, Any] = json.loads(sheet.dump(Item(WHOLE, "default-7")))
    assert plain.keys() == lines.KEYS - {"text"} | {"sha256", "model"}
    assert plain["model"] == "default-7"
