"""Annotations as JSON Lines: what is written comes back, what is wrong is refused with its place and its cure."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from girml.corpus import lines
from girml.errors import InputError
from girml.records.annotation import Annotation
from tests.corpora import TOTAL as CELL
from tests.corpora import WHOLE, document


def test_a_document_is_one_line_with_sorted_keys_and_readable_characters() -> None:
    line = lines.dump(WHOLE)
    assert "\n" not in line
    assert "行政复议" in line
    assert list(json.loads(line)) == sorted(lines.KEYS)


def test_a_span_shows_the_text_that_it_covers() -> None:
    assert json.loads(lines.dump(WHOLE))["spans"] == [[8, 9, "figure", CELL, "３"]]


def test_what_is_written_comes_back_to_the_last_type(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines.write([document(), WHOLE], path)
    back = list(lines.read(path))
    assert back == [document(), WHOLE]
    assert [type(back[1].cells[cell]) for cell in WHOLE.cells] == [int, float, str, type(None)]
    first = path.read_bytes()
    lines.write(back, path)
    assert path.read_bytes() == first
    assert list(tmp_path.iterdir()) == [path]


@given(st.text(max_size=30), st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(max_size=5)))
def test_any_text_and_any_cells_come_back(text: str, cells: dict[str, Any]) -> None:
    annotation = Annotation("a", text, "cells", "f", "l", "b", 2023, {}, cells, ())
    assert lines.parse(lines.dump(annotation), "a:1") == annotation


def changed(**keys: Any) -> str:
    """Return a line with some keys changed; None takes a key out."""
    plain = json.loads(lines.dump(WHOLE)) | keys
    return json.dumps({key: value for key, value in plain.items() if value is not None}, ensure_ascii=False)


FAULTY = [
    pytest.param("{", "is not JSON", id="no JSON"),
    pytest.param("[]", "is no JSON object: write one document a line, from { to }.", id="no object"),
    pytest.param(changed(body=None), "lacks the key 'body': write every key", id="missing key"),
    pytest.param(changed(colour="red"), "has the unknown key 'colour': take it out", id="unknown key"),
    pytest.param(changed(year="2023"), "has 'year' of the wrong type: write int.", id="wrong type"),
    pytest.param(changed(year=True), "has 'year' of the wrong type: write int.", id="truth for a number"),
    pytest.param(changed(form={"t5": "2021"}), "has a faulty 'form': give the form's id", id="unknown table"),
    pytest.param(changed(cells={CELL: [3]}), f"gives {CELL} the value [3]: write a number", id="list for a value"),
    pytest.param('{"cells": {"a": NaN}}', "has NaN, which is no number: write null for a blank.", id="no number"),
    pytest.param('{"id": "a", "id": "b"}', "has a key twice in an object with 'id': keep one.", id="key twice"),
    pytest.param(
        changed(spans=[[8, 9, "figure", CELL, "4"]]),
        "has span 1 as '4', but there stands '３': correct its offsets.",
        id="span that shows another text",
    ),
    pytest.param(
        changed(spans=[[8, 9, "figure", CELL]]), "has span 1 in the wrong shape: write [start", id="short span"
    ),
    pytest.param(changed(misprints=[{"kind": "x"}]), "has misprint 1 in the wrong shape", id="misprint without cells"),
    pytest.param(changed(counts=[[4, 5, "p", 3]]), "has count 1 in the wrong shape", id="short count"),
    pytest.param(changed(lost=[1]), "has lost that are not all strings", id="lost that is no name"),
]


@pytest.mark.parametrize(("line", "message"), FAULTY)
def test_a_faulty_line_is_refused_with_file_line_and_cure(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{lines.dump(WHOLE)}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        list(lines.read(path))
    assert str(error.value).startswith(f"{path}:3 {message}")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines.dump(WHOLE).encode("gb18030"))
    with pytest.raises(InputError, match=r"is not UTF-8 .*: save it as UTF-8"):
        list(lines.read(path))
