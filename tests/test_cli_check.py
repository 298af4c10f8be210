"""The verb `check`: faults as lines, counts by kind, and what the exit status says."""

from dataclasses import replace
from pathlib import Path

import pytest

from girml.cli import main
from girml.records import Value
from tests.corpora import corpus, document

ROOT = Path(__file__).parent.parent
CELL = "t4.reconsideration.upheld"

Capture = pytest.CaptureFixture[str]


def test_the_real_annotations_are_clean(capsys: Capture) -> None:
    path = str(ROOT / "annotations" / "real")
    assert main(["check", path]) == 0
    assert capsys.readouterr() == ("", f"girml: {path}: no fault was found.\n")


def test_faults_are_lines_with_their_place_and_are_counted_by_kind(tmp_path: Path, capsys: Capture) -> None:
    one = document()
    cells: dict[str, Value] = {**one.cells, CELL: 7}
    folder = corpus(tmp_path, one, replace(one, id="b", cells=cells), replace(one, kind="html"))
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr()
    file = folder / "own.jsonl"
    assert [line.partition(": ")[0] for line in said.out.splitlines()] == [
        f"{file}:2 b", f"{file}:2 b", f"{file}:3 a", f"{file}:3 a",
    ]  # fmt: skip
    assert said.out.startswith(f"{file}:2 b: {CELL} is 7, but its span prints '2'; correct value, span or lost.\n")
    assert said.err == f"girml: {folder}: 1 unknown, 1 value, 1 rules, 1 duplicate_id.\n"


def test_tags_are_checked_over_the_tokens_of_the_labeler(tmp_path: Path, capsys: Capture) -> None:
    one = document()
    cut = [span._replace(end=span.end - 1) if span.tag == "heading" else span for span in one.spans]
    assert main(["check", str(corpus(tmp_path, replace(one, spans=tuple(cut))))]) == 1
    assert "leaves out '况' of its token" in capsys.readouterr().out


def test_an_unreadable_line_is_told_once(tmp_path: Path, capsys: Capture) -> None:
    folder = corpus(tmp_path, document())
    (folder / "own.jsonl").write_text("{}\n", encoding="utf-8")
    assert main(["check", str(folder / "own.jsonl")]) == 1
    told = "lacks the key 'body': write every key, an empty list where there is nothing.\n"
    assert capsys.readouterr().out == f"{folder / 'own.jsonl'}:1: {told}"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["check"], "the following arguments are required: PATH", id="no path"),
        pytest.param(["check", "gone"], "girml: gone does not exist: check the path.\n", id="no such path"),
        pytest.param(["check", "."], "girml: . holds no .jsonl and no .parquet file", id="empty folder"),
    ],
)
def test_wrong_usage_has_a_status_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, words: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    assert message in capsys.readouterr().err
