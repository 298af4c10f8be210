"""The verb `evaluate`: what it writes and where, and what it refuses in whole sentences."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from girml.cli import main
from girml.writers import contract
from tests.corpora import CELLS, corpus
from tests.evaluations import generated, reading

DOCUMENTS = tuple(generated(name, note=f"{name}。") for name in "abc")
ZEROS = ("--system", "zeros", "--workers", "1")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that evaluates the documents of `here`, with these words: status, output, messages."""
    corpus(tmp_path / "here", *DOCUMENTS)
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> tuple[int, str, str]:
        status = main(["evaluate", "here", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def write(name: str, *wrong: str) -> None:
    """Write reports of all documents to a file, some of whose cells are wrong."""
    with Path(name).open("w", encoding="utf-8") as out:
        contract.write_lines([reading(one, *wrong) for one in DOCUMENTS], out)


def row(output: str, key: str) -> list[str]:
    """Return the first row under a key."""
    line = next(line for line in output.splitlines() if line.startswith(f"{key} "))
    return re.split(" {2,}", line)[1:]


def test_tables_go_to_the_terminal(run: Run) -> None:
    status, output, said = run(*ZEROS)
    assert (status, said) == (0, "")
    assert output.startswith("girml 0.1.0: n = 3 of the split test, sha256 ")
    assert row(output, "rows") == ["zeros", "3", "0.0% (0.0–70.8)", "0.00% (0.00–33.63)", "26.667% (26.667–26.667)"]


def test_all_systems_are_scored_where_none_is_named(run: Run) -> None:
    status, _, _ = run("--workers", "1", "--json", "a.json")
    assert status == 0
    assert list(json.loads(Path("a.json").read_text(encoding="utf-8"))["systems"]) == [
        "deterministic", "learned", "regex", "zeros",
    ]  # fmt: skip


def test_json_and_a_page_are_written_beside_the_tables(run: Run) -> None:
    status, output, _ = run(*ZEROS, "--json", "a.json", "--html", "a.html", "--by", "form", "--by", "year")
    assert status == 0
    assert "Undamaged documents by year: n = 3" in output
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["by"] == ["form", "year"]
    assert Path("a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_json_on_standard_output_stands_alone(run: Run) -> None:
    status, output, _ = run(*ZEROS, "--json", "-")
    assert (status, json.loads(output)["n"]) == (0, 3)


def test_reports_written_before_are_scored_and_compared(run: Run) -> None:
    write("old.jsonl", CELLS[0])
    write("new.jsonl")
    status, output, _ = run("--predictions", "new=new.jsonl", "--predictions", "old=old.jsonl")
    assert status == 0
    assert row(output, "rows") == ["new", "3", "100.0% (29.2–100.0)", "100.00% (66.37–100.00)", "0.000% (0.000–7.871)"]
    assert "\nnew less old  silent errors" in output
    assert "zeros" not in output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(
            ["--system", "crf"],
            "There is no system 'crf': name deterministic, learned, regex, zeros, or a pack's folder.",
            id="unknown system",
        ),
        pytest.param(
            ["--by", "colour"],
            "There is no stratum 'colour': name one of kind, flattener, library, form, year.",
            id="unknown stratum",
        ),
        pytest.param(
            ["--split", "dev"],
            "here has no document of the split dev: name another split, or other annotations.",
            id="empty split",
        ),
        pytest.param(
            ["--split", "final"], "There is no split 'final': name one of train, dev, test.", id="unknown split"
        ),
        pytest.param(
            ["--json", "gone/a.json"],
            "gone/a.json cannot be written (No such file or directory): name another place with --json.",
            id="no such folder",
        ),
        pytest.param(["--html", "here"], "here is a folder: name a file with --html.", id="a folder"),
        pytest.param(
            ["--json", "a", "--html", "./a"],
            "--json and --html both name a: give each a place of its own.",
            id="one file twice",
        ),
        pytest.param(
            ["--predictions", "a.jsonl"],
            "--predictions a.jsonl names no file: write NAME=FILE.",
            id="predictions without a name",
        ),
        pytest.param(
            ["--predictions", "zeros=a.jsonl"],
            "Two systems go by the name 'zeros': give each a name of its own.",
            id="a name twice",
        ),
    ],
)
def test_wrong_usage_is_told_before_any_work(run: Run, words: list[str], told: str) -> None:
    assert run(*ZEROS, *words) == (2, "", f"girml: {told}\n")
    assert [path.name for path in Path().iterdir()] == ["here"]


def test_an_input_that_cannot_be_read_has_a_status_of_its_own(run: Run) -> None:
    Path("a.jsonl").write_text("{}\n", encoding="utf-8")
    told = "a.jsonl:1 is no report of girml/1: write it anew with `girml extract --format jsonl`."
    assert run("--predictions", "a=a.jsonl", "--json", "a.json") == (1, "", f"girml: {told}\n")
    assert not Path("a.json").exists()
    told = "gone.jsonl cannot be read (No such file or directory): check that it may be opened."
    assert run("--predictions", "a=gone.jsonl") == (1, "", f"girml: {told}\n")


def test_a_missing_document_is_told(run: Run) -> None:
    write("old.jsonl")
    lines = Path("old.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    Path("old.jsonl").write_text("".join(lines[:1]), encoding="utf-8")
    told = "old.jsonl has no report of b, c: extract these documents too."
    assert run("--predictions", "old=old.jsonl") == (1, "", f"girml: {told}\n")


def test_missing_annotations_are_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "gone", *ZEROS, "--split", "all"]) == 1
    assert capsys.readouterr().err == "girml: gone does not exist: check the path.\n"
