"""Documents on the command line: in folders, archives and runs, beside texts; the text that offsets count in."""

import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.commands import Run, calling
from tests.pdfs import Words, pdf
from tests.test_documents_html import page

PAGE, PDF = page(), pdf([[Words(20, 500, "规章")]])
LINE = "行政规范性文件\t1\t2\t3"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command line in a folder with a page, a PDF, a text and a damaged document."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name, data in {
        "a.html": PAGE,
        "b.pdf": PDF,
        "c.txt": "总体情况".encode(),
        "d.docx": b"PK\x03\x04word/",
    }.items():
        (Path("in") / name).write_bytes(data)
    return calling(capsys)


DAMAGED = "in/d.docx is damaged: it is no whole Word document; get it again."


def test_a_folder_stands_for_its_documents_too(run: Run) -> None:
    status, out, told = run("extract", "in", "--model", "deterministic")
    reports = [json.loads(line) for line in out.splitlines()]
    assert (status, told) == (1, f"girml: {DAMAGED}\n")
    assert [(one["source"], one["encoding"]) for one in reports] == [
        ("in/a.html", "html+utf-8"), ("in/b.pdf", "pdf"), ("in/c.txt", "utf-8"),
    ]  # fmt: skip
    assert reports[0]["sha256"] == sha256(PAGE).hexdigest()


def test_documents_are_read_in_runs_and_in_archives(run: Run) -> None:
    with zipfile.ZipFile("in/more.zip", "w") as archive:
        archive.writestr("e.html", PAGE)
        archive.writestr("f.png", b"")
    status, out, _ = run("extract", "in", "in/more.zip", "--model", "deterministic", "--run", "run", "--workers", "1")
    assert status == 1
    assert out.splitlines()[1].split() == ["documents", "5"]
    reports = pq.read_table("run/reports").to_pydict()
    assert dict(zip(reports["source"], reports["encoding"], strict=True)) == {
        "in/a.html": "html+utf-8", "in/b.pdf": "pdf", "in/c.txt": "utf-8", "in/more.zip/e.html": "html+utf-8",
    }  # fmt: skip
    assert pq.read_table("run/errors").to_pydict()["message"] == [DAMAGED]


def test_the_text_that_offsets_count_in_is_written(run: Run) -> None:
    status, out, _ = run("text", "in/a.html")
    assert (status, out.splitlines()[-1]) == (0, LINE)
    assert run("text", "in")[0::2] == (2, "girml: There are 4 texts: name a folder for them with -o.\n")
    assert run("text", "in", "-o", "texts") == (1, "", f"girml: {DAMAGED}\n")
    names = {f"{sha256(data).hexdigest()}.txt" for data in (PAGE, PDF, "总体情况".encode())}
    assert {path.name for path in Path("texts").iterdir()} == names
    assert (Path("texts") / f"{sha256(PDF).hexdigest()}.txt").read_text(encoding="utf-8") == "规章\n"
    report = json.loads(run("extract", "in/a.html", "--format", "jsonl", "--model", "deterministic")[1])
    cell = next(one for one in report["cells"] if one["id"] == "t2.normative_documents.repealed")
    assert out[cell["start"] : cell["end"]] == cell["text"] == "2"


def test_the_text_of_a_document_is_explained(run: Run) -> None:
    status, out, _ = run(
        "inspect", "in/a.html", "--cell", "t2.normative_documents.repealed", "--model", "deterministic"
    )
    assert (status, out.splitlines()[0]) == (0, "t2.normative_documents.repealed: 2")
