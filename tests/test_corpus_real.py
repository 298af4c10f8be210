"""The five real reports: without a fault, and the same cells, headings and head as the examples they are made of."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from girml.cli import main
from girml.corpus import check, count, lines, read
from girml.corpus.counting import count_all
from girml.forms import load
from girml.records import Tokens
from girml.records.annotation import KINDS, Annotation

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parent.parent
ANNOTATIONS = ROOT / "annotations"
HOW = ("damaged", "undamaged")
NAMES = {
    "real-1": "cells_nbsp", "real-2": "cells_plain", "real-3": "pipes_blank", "real-4": "spaces_2019", "real-5": "tabs",
}  # fmt: skip
REAL = {one.id: one for one in read(ANNOTATIONS / "real")}
BOTH = [pytest.param(REAL[document], name, id=document) for document, name in NAMES.items()]


def expected(name: str) -> Any:
    """Return what is right for an example."""
    return json.loads((ROOT / "examples" / "expected" / f"{name}.json").read_text(encoding="utf-8"))


def texts(annotation: Annotation, tag: str) -> list[str]:
    """Return what stands in the spans of a tag, in reading order."""
    return [annotation.text[span.start : span.end] for span in sorted(annotation.spans) if span.tag == tag]


def test_all_annotations_are_without_a_fault(tokenize: Callable[[str], Tokens]) -> None:
    assert check(ANNOTATIONS, tokenize=tokenize) == []


def test_the_readme_tells_how_many_documents_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["count", "annotations"]) == 0
    assert capsys.readouterr().out in (ANNOTATIONS / "README.md").read_text(encoding="utf-8")


def test_each_split_has_enough_of_each_kind_and_of_each_damage() -> None:
    counts = count_all(ANNOTATIONS)
    kinds = {name: own["test"] for name, own in counts.by["kind"].items()}
    for kind in KINDS:
        whole, damaged = (sum(kinds[f"{kind}, {how}"] for how in some) for some in (HOW, HOW[:1]))
        assert whole >= (100 if kind == "ocr" else 300)
        assert 0.3 <= damaged / whole <= 0.37
    assert all(own["test"] >= 30 for own in counts.by["damage"].values())
    assert len(counts.by["damage"]) == 16


def test_the_five_are_there_and_serve_the_test_alone() -> None:
    assert list(REAL) == list(NAMES)
    assert count(ANNOTATIONS / "real") == {"train": 0, "dev": 0, "test": 5, None: 0}


def test_their_lines_are_written_as_the_library_writes_them() -> None:
    written = (ANNOTATIONS / "real" / "real.jsonl").read_text(encoding="utf-8")
    assert written == "".join(f"{lines.dump(one)}\n" for one in REAL.values())


@pytest.mark.parametrize(("annotation", "name"), BOTH)
def test_text_form_and_cells_are_those_of_the_example(annotation: Annotation, name: str) -> None:
    right = expected(name)
    assert annotation.text == (ROOT / "examples" / f"{name}.txt").read_bytes().decode("utf-8")
    assert (annotation.form, annotation.year) == (right["form"], right["year"])
    assert annotation.cells == right["cells"]
    assert not annotation.lost | annotation.undecided


@pytest.mark.parametrize(("annotation", "name"), BOTH)
def test_head_and_headings_are_those_of_the_example(annotation: Annotation, name: str) -> None:
    right = expected(name)
    heads = [(span.label, span.start, span.end) for span in annotation.spans if span.tag == "heading"]
    assert heads == [(f"s{one['number']}", one["start"], one["end"]) for one in right["headings"]]
    assert texts(annotation, "agency") == [right["agency"]] * bool(right["agency"])
    title = "".join(texts(annotation, "agency") + texts(annotation, "title"))
    assert title == (right["title"]["value"] if right["title"] else "")


@pytest.mark.parametrize(("annotation", "name"), BOTH)
def test_the_figures_of_a_table_stand_in_form_order(annotation: Annotation, name: str) -> None:
    place = {span.label: span.start for span in annotation.spans if span.tag in ("figure", "blank")}
    for table, form in annotation.form.items():
        cells = [cell.id for row in load(form).tables[table].rows for cell in row.cells if cell.id in place]
        assert [place[cell] for cell in cells] == sorted(place[cell] for cell in cells), name


@pytest.mark.parametrize(("annotation", "name"), BOTH)
def test_every_label_of_the_printed_grid_is_marked(annotation: Annotation, name: str) -> None:
    found = sorted(span.label for span in annotation.spans if span.tag in ("row", "column"))
    wanted: list[str] = []
    for table, form in annotation.form.items():
        grid = dict(load(form).tables[table].grids)["printed"]
        wanted += [place.id for line in grid for place in line if place.id.startswith("l.")]
    assert found == sorted(wanted), name


def test_the_one_misprint_is_recorded() -> None:
    recorded = {one.id: [misprint.cells for misprint in one.misprints] for one in REAL.values() if one.misprints}
    assert recorded == {"real-4": [("t3.processed.natural_person", "t3.processed.total")]}
