"""Runs: what they write, how they go on, what they refuse, what is added, tried again, verified and compared."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from girml.batch.blocks import Item, Place, divide
from girml.batch.documents import Columns, Document, documents
from girml.batch.schemas import TABLES, schema
from girml.errors import RunError
from tests.commands import Run, calling

ROOT = Path(__file__).parent.parent
TEXTS = {path.name: path.read_bytes() for path in sorted((ROOT / "examples").glob("*.txt"))}
INPUTS = {**TEXTS, "empty.txt": b"", "weather.txt": "今天天气很好。".encode()}
OPTIONS = ["--part", "3", "--model", "deterministic", "--workers", "1"]
SUMMARY = """run holds
documents                        7
reports                          6
for review                       1
with a failing check             1
cells                          998
findings                         2
errors                           1
"""

ENGINE = "--fresh, --add and --retry are" if find_spec("ray") else "--engine ray needs Ray"


def write(folder: Path, texts: dict[str, bytes]) -> None:
    """Write texts into a folder."""
    folder.mkdir(exist_ok=True)
    for name, data in texts.items():
        (folder / name).write_bytes(data)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a run."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def table(name: str, folder: Path = Path("run")) -> list[dict[str, Any]]:
    """Return the rows of a table of a run, as any reader of Parquet finds them."""
    rows: list[dict[str, Any]] = pa.concat_tables(map(pq.read_table, sorted(folder.glob(f"{name}/*")))).to_pylist()
    return rows


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with texts in `in`, and a run over them in `run`."""
    folder = tmp_path_factory.mktemp("finished")
    write(folder / "in", INPUTS)
    done = subprocess.run(
        [sys.executable, "-m", "girml", "extract", "in", "--run", "run", *OPTIONS],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (1, SUMMARY, "")
    return folder


@pytest.fixture
def run(finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command line in a copy of the folder: status, output, messages."""
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return calling(capsys)


def test_a_run_has_five_tables_of_parts_with_declared_columns(finished: Path) -> None:
    names = {f"{table}/{number:06}.parquet" for table in TABLES for number in (1, 2, 3)}
    assert set(contents(finished / "run")) == {*names, "run.json"}
    for name in names:
        assert pq.read_schema(finished / "run" / name).equals(schema(name.partition("/")[0], ()), check_metadata=False)


def test_every_row_leads_to_its_document(run: Run) -> None:
    cells, reports, errors = table("cells"), table("reports"), table("errors")
    assert [(one["document"], one["source"], one["cells"]) for one in reports] == [
        (1, "in/cells_nbsp.txt", 200), (2, "in/cells_plain.txt", 200), (4, "in/pipes_blank.txt", 200),
        (5, "in/spaces_2019.txt", 198), (6, "in/tabs.txt", 200), (7, "in/weather.txt", 0),
    ]  # fmt: skip
    message = "in/empty.txt is empty: name a file that holds the text of a report."
    assert errors == [{"document": 3, "source": "in/empty.txt", "reason": "unreadable", "message": message}]
    assert {(one["document"], one["source"]) for one in cells} == {
        (one["document"], one["source"]) for one in reports if one["cells"]
    }
    one = reports[3]
    found = [one[name] for name in ("agency", "year", "form_t3", "review", "failed")]
    assert found == ["汉中市民政局", 2020, "2019", 2, 4]
    failing = [one["id"] for one in table("checks") if one["holds"] is False]
    assert failing[:2] == ["c.t3.balance.natural_person", "c.t3.balance.total"]
    assert [one["kind"] for one in table("findings")] == ["misprint", "no_form"]


def test_cells_are_those_that_a_single_file_of_parquet_has(run: Run) -> None:
    run("extract", "in", "--format", "parquet", "--model", "deterministic", "-o", "cells.parquet")
    alone, cells = pq.read_table("cells.parquet").to_pylist(), table("cells")
    assert [{"document": one["document"], **other} for one, other in zip(cells, alone, strict=True)] == cells


def test_run_json_tells_versions_model_options_and_counts(finished: Path) -> None:
    told = json.loads((finished / "run" / "run.json").read_bytes())
    assert told["plan"]["model"] == {"model": "deterministic-1", "model_sha256": None}
    assert told["plan"]["options"] == {
        "threshold": 0.9, "prose": False, "text": "text", "id": None, "keep": [], "part": 3,
    }  # fmt: skip
    assert told["counts"] == {
        "documents": 7, "reports": 6, "cells": 998, "review": 1, "failed": 1, "findings": 2, "errors": 1,
    }  # fmt: skip


def test_a_finished_run_given_again_is_left_as_it_is_and_mended_where_a_part_is_gone(run: Run) -> None:
    before = contents(Path("run"))
    assert run("extract", "in", "--run", "run", *OPTIONS) == (1, SUMMARY, "")
    assert contents(Path("run")) == before
    Path("run/cells/000002.parquet").unlink()
    Path("run/reports/000003.parquet").write_bytes(b"")
    assert run("extract", "in", "--run", "run", *OPTIONS, "--workers", "2") == (1, SUMMARY, "")
    assert contents(Path("run")) == before


def test_a_run_of_something_else_is_refused_until_it_is_to_start_over(run: Run) -> None:
    cure = "name another folder, or start over with --fresh.\n"
    assert run("extract", "in", "--run", "run", *OPTIONS, "--threshold", "0.5") == (
        1, "", f"girml: run holds another run (threshold 0.9, not 0.5): {cure}",
    )  # fmt: skip
    Path("in/more.txt").write_bytes(TEXTS["tabs.txt"])
    assert run("extract", "in", "--run", "run", *OPTIONS) == (
        1, "", "girml: run holds a run over other inputs, or they changed: name another folder, start over with "
        "--fresh, or extract what is new with --add.\n",
    )  # fmt: skip
    summary = run("extract", "in", "--run", "run", *OPTIONS, "--fresh")[1]
    assert summary.splitlines()[1].split() == ["documents", "8"]


def test_a_folder_that_is_no_run_stays_as_it_is(run: Run) -> None:
    for way in ([], ["--fresh"]):
        assert run("extract", "in", "--run", "in", *way) == (
            1, "", "girml: in is no run and stays as it is: name a new folder.\n",
        )  # fmt: skip
    assert contents(Path("in")) == INPUTS


def test_inputs_are_added_and_only_these_are_extracted(run: Run) -> None:
    before = contents(Path("run"))
    write(Path("more"), {"a.txt": TEXTS["tabs.txt"]})
    summary = run("extract", "in", "more", "--run", "run", *OPTIONS, "--add")[1]
    assert summary.startswith("run holds\ndocuments                        8\nreports                          7\n")
    after = contents(Path("run"))
    assert {name for name in after if after[name] != before.get(name)} == {
        "run.json", *(f"{table}/000004.parquet" for table in TABLES),
    }  # fmt: skip
    assert [one["document"] for one in table("reports") if one["source"] == "more/a.txt"] == [8]
    assert run("extract", "in", "more", "--run", "run", *OPTIONS, "--add")[1] == summary
    assert run("extract", "more", "--run", "run", *OPTIONS, "--add")[1] == summary
    assert contents(Path("run")) == after


def test_errors_are_tried_again_and_the_run_is_as_if_there_had_been_none(run: Run) -> None:
    Path("in/empty.txt").write_bytes(TEXTS["tabs.txt"])
    status, summary, _ = run("extract", "in", "--run", "run", *OPTIONS, "--retry")
    assert (status, summary.splitlines()[-1]) == (0, "errors                           0")
    assert [one["source"] for one in table("reports")][2] == "in/empty.txt"
    again = contents(Path("run"))
    run("extract", "in", "--run", "other", *OPTIONS)
    other = contents(Path("other"))
    assert {name for name in other if other[name] != again[name]} == {"run.json"}


def test_what_is_wrong_with_the_files_of_a_run_is_told_file_by_file(run: Run) -> None:
    assert run("verify", "run") == (0, "", "girml: run holds what its run.json tells.\n")
    Path("run/cells/000001.parquet").unlink()
    for name, length in {"reports": 100, "checks": None}.items():
        file = Path(f"run/{name}/000002.parquet")
        data = file.read_bytes()
        file.write_bytes(data[:length] if length else data.replace(b"PAR1", b"PAR2"))
    size = len(data := Path("run/reports/000003.parquet").read_bytes())
    assert size > 100
    Path("run/cells/notes.txt").write_bytes(data)
    status, told, _ = run("verify", "run")
    assert status == 1
    assert [line.split(":")[0] for line in told.splitlines()] == [
        "run/cells/000001.parquet is missing.",
        "run/reports/000002.parquet is truncated",
        "run/checks/000002.parquet was changed",
        "run/cells/notes.txt is foreign",
    ]


def test_a_damaged_run_json_and_a_folder_without_one_are_told(run: Run) -> None:
    file = Path("run/run.json")
    file.write_bytes(file.read_bytes().replace(b'"part": 3', b'"part": 4'))
    assert run("verify", "run") == (1, "", "girml: run/run.json is damaged: start the run over with --fresh.\n")
    assert run("verify", "in") == (1, "", "girml: in holds no run.json: name the folder of a run.\n")


def test_what_changed_between_two_runs_is_listed(run: Run) -> None:
    Path("in/tabs.txt").write_bytes(TEXTS["tabs.txt"].replace("行政许可\t0".encode(), "行政许可\t5".encode(), 1))
    Path("in/weather.txt").unlink()
    run("extract", "in", "--run", "new", *OPTIONS)
    _, told, said = run("diff", "run", "new")
    assert told.splitlines() == [
        "in/tabs.txt 1 t2.licences.decisions: read 0 -> read 5",
        "in/weather.txt 1: only in the old run",
    ]
    assert said == "girml: 2 differences.\n"
    first, last = map(json.loads, run("diff", "new", "run", "--format", "jsonl")[1].splitlines())
    assert (first["id"], first["old"], first["new"]) == (
        "t2.licences.decisions",
        {"state": "read", "value": 5, "review": False},
        {"state": "read", "value": 0, "review": False},
    )
    assert (last["source"], last["only_in"]) == ("in/weather.txt", "new")


def test_columns_that_are_kept_travel_into_reports_and_errors(run: Run) -> None:
    rows = [{"key": "a", "body": TEXTS["tabs.txt"].decode(), "province": "河南"}, {"key": "b", "province": "陕西"}]
    Path("in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    words = ["in.jsonl", "--text", "body", "--id", "key", "--keep", "province", "--run", "rows", *OPTIONS]
    assert run("extract", *words)[0] == 1
    assert [(one["source"], one["province"]) for one in table("reports", Path("rows"))] == [("a", "河南")]
    assert [(one["source"], one["province"]) for one in table("errors", Path("rows"))] == [("b", "陕西")]


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_workers_write_the_same_lines_as_none(run: Run, name: str) -> None:
    words = ["extract", "in", "--format", name, "--model", "deterministic"]
    assert run(*words, "--workers", "2") == run(*words)


def test_a_document_over_its_time_is_an_error_and_the_others_are_read(run: Run) -> None:
    write(Path("slow"), {"a.txt": TEXTS["tabs.txt"], "b.txt": TEXTS["tabs.txt"] + "。一".encode() * 3_000_000})
    words = ["extract", "slow", "--run", "slowly", *OPTIONS]
    run(*words, "--seconds", "0.6")
    message = "slow/b.txt was given up after 0.6 seconds: allow it more with --seconds."
    assert [(one["source"], one["reason"], one["message"]) for one in table("errors", Path("slowly"))] == [
        ("slow/b.txt", "time", message)
    ]
    assert [one["source"] for one in table("reports", Path("slowly"))] == ["slow/a.txt"]


def test_a_write_that_fails_is_told_and_the_run_goes_on_afterwards(run: Run) -> None:
    expected = contents(Path("run"))
    words = [sys.executable, "-m", "girml", "extract", "in", "--run", "new", *OPTIONS]
    limited = subprocess.run(
        words, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False, encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000)),
    )  # fmt: skip
    assert (limited.returncode, limited.stderr) == (
        1, "girml: new cannot be written (File too large): see to that, then give the same command again, and it goes "
        "on where it was.\n",
    )  # fmt: skip
    assert run("verify", "new")[2] == "girml: new holds a run that is not finished: give its own command again.\n"
    run("extract", "in", "--run", "new", *OPTIONS)
    assert contents(Path("new")) == expected


def test_an_interrupt_stops_a_run_with_a_word_on_how_to_go_on(run: Run) -> None:
    words = [sys.executable, "-m", "girml", "extract", "in", "--run", "new", *OPTIONS, "--part", "1"]
    with subprocess.Popen(words, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE) as running:
        while not list(Path().glob("new/cells/*")) and running.poll() is None:
            pass
        running.send_signal(signal.SIGINT)
        said = running.communicate()[1].decode()
    assert (running.returncode, said) == (
        130, "girml: Stopped. Give the same command again, and new goes on where it was.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["in", "--keep", "x"], "--keep, --part, --engine, --fresh, --add and --retry", id="no run"),
        pytest.param(["in", "--run", "new", "--engine", "ray", "--add"], ENGINE, id="engine"),
        pytest.param(["in", "--run", "new", "--format", "csv"], "--run writes Parquet to its folder", id="format"),
        pytest.param(["-", "--run", "new"], "Standard input cannot be read again", id="standard input"),
        pytest.param(["in", "--run", "new", "--keep", "x"], "--keep names columns, but no input is a table", id="keep"),
        pytest.param(["in", "--run", "new", "--keep", "year"], "--keep year: reports have a column", id="a name taken"),
        pytest.param(["in", "--workers", "2", "--format", "json"], "--workers writes jsonl or csv", id="workers"),
    ],
)
def test_options_that_do_not_go_together_are_refused(run: Run, words: list[str], message: str) -> None:
    status, _, said = run("extract", *words)
    assert (status, said.startswith(f"girml: {message}")) == (2, True)
    assert not Path("new").exists()


def test_what_was_named_in_vain_stops_a_run_before_it_begins(run: Run) -> None:
    assert run("extract", "in", "gone", "--run", "new") == (1, "", "girml: gone does not exist: check the path.\n")
    assert not Path("new").exists()


def _documents(*sizes: int) -> Iterator[Document]:
    return (Document(str(size), lambda size=size: b"x" * size) for size in sizes)  # type: ignore[misc]


def _numbers(items: tuple[Item, ...]) -> list[int]:
    return [item.number for item in items]


def test_blocks_end_after_so_many_documents_or_bytes_and_those_done_are_passed_over() -> None:
    every = [
        (one.number, _numbers(one.items)) for one in divide(_documents(1, 1, 1, 40_000_000, 1), 2, {}, Place(1, 1))
    ]
    assert every == [(1, [1, 2]), (2, [3, 4]), (3, [5])]
    some = divide(_documents(40_000_000, 1, 1, 1), 2, {2: Place(2, 2)}, Place(1, 1))
    assert [(one.number, _numbers(one.items)) for one in some] == [(1, [1]), (3, [4])]


def test_inputs_that_changed_under_a_run_stop_it() -> None:
    with pytest.raises(RunError, match=r"^The inputs changed since the run began"):
        list(divide(_documents(1, 1, 1), 2, {2: Place(4, 1)}, Place(1, 1)))


def test_a_document_that_cannot_be_loaded_is_an_item_with_its_fault() -> None:
    (block,) = divide(documents(["gone.txt"], Columns()), 2, {}, Place(1, 1))
    fault = block.items[0].fault
    assert fault is not None
    assert (fault.reason, fault.message.partition(" (")[0]) == ("unreadable", "gone.txt cannot be read")


def test_a_model_that_cannot_be_read_costs_no_run(run: Run) -> None:
    before = contents(Path("run"))
    assert run("extract", "in", "--run", "run", "--fresh", "--model", "gone")[0] == 1
    assert contents(Path("run")) == before


def test_texts_beside_a_file_that_datasets_writes_too_are_texts(run: Run) -> None:
    Path("in/state.json").write_text("{}", encoding="utf-8")
    assert run("extract", "in", "--format", "csv", "--model", "deterministic")[1].count("t2.rules.made") == 5
