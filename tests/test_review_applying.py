"""Decisions merged into data sets: what was decided with who and when, the rest as it was, the same bytes each time."""

import json
from pathlib import Path

import jsonschema
import pyarrow.parquet as pq
import pytest

from girml.batch.verifying import verify
from girml.cli import main
from girml.errors import UsageError
from girml.readers import contract
from girml.review.applying import apply
from girml.review.deciding import Wish
from girml.review.folder import data_set as found
from tests.reviews import GLUED, MADE, MISPRINTED, TOTAL, data_set, decide, desk_of, key_of

ROOT = Path(__file__).parents[1]
REPEALED = "t2.normative_documents.repealed"
AT = "2026-01-02T03:04:05+00:00"


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a data set, without its review."""
    files = (file for file in folder.rglob("*") if file.is_file() and "review" not in file.relative_to(folder).parts)
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def reviewed(folder: Path) -> Path:
    """Return the folder with a typed value that the text has, one that it has not, and a misprint."""
    with desk_of(folder) as desk:
        glued, misprinted = key_of(desk, GLUED), key_of(desk, MISPRINTED)
        decide(desk, glued, Wish("李", MADE, "type", 0, value=58))
        decide(desk, glued, Wish("李", REPEALED, "type", 0, value=77))
        decide(desk, misprinted, Wish("王", TOTAL, "misprint", 0))
        decide(desk, misprinted, Wish("王", "t3.received.natural_person", "type", 0, value=8))
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a run over the texts, reviewed."""
    folder = data_set(tmp_path / "texts")
    monkeypatch.chdir(folder)
    assert main(["extract", GLUED, MISPRINTED, "--run", "run", "--model", "deterministic", "--workers", "1"]) == 0
    return reviewed(folder / "run")


def test_a_report_tells_each_decision_and_what_was_there_before(tmp_path: Path) -> None:
    apply(reviewed(data_set(tmp_path / "data")), tmp_path / "out")
    glued, misprinted = contract.read(tmp_path / "out" / "reports.jsonl")
    cells = {cell.id: cell for cell in glued.cells}
    assert (cells[MADE].state, cells[MADE].value, cells[MADE].confidence, cells[MADE].review) == (
        "read",
        58,
        1.0,
        False,
    )
    assert (cells[REPEALED].state, cells[REPEALED].value, cells[REPEALED].suggested) == ("unresolved", None, 77)
    told = [
        (one.cell, one.action, one.value, one.who, one.before.state)
        for one in (*glued.decisions, *misprinted.decisions)
    ]
    assert told == [
        (MADE, "type", 58, "李", "unresolved"),
        (REPEALED, "type", 77, "李", "unresolved"),
        ("t3.received.natural_person", "type", 8, "王", "read"),
        (TOTAL, "misprint", 8, "王", "read"),
    ]


def test_checks_are_confronted_anew(tmp_path: Path) -> None:
    apply(reviewed(data_set(tmp_path / "data")), tmp_path / "out")
    before = list(contract.read(tmp_path / "data" / "reports.jsonl"))[1]
    after = list(contract.read(tmp_path / "out" / "reports.jsonl"))[1]
    known = {check.id: (check.holds, check.left, check.right) for check in before.checks}
    changed = {
        check.id: (check.holds, check.left, check.right)
        for check in after.checks
        if (check.holds, check.left, check.right) != known[check.id]
    }
    # The typed 8 stands nowhere in the row, so its cell is open, and what stands with it is unknown.
    assert changed == {"c.t3.balance.natural_person": (None, None, 8), "c.t3.row_total.received": (None, None, 4)}


def test_what_is_written_keeps_the_contract(tmp_path: Path) -> None:
    apply(reviewed(data_set(tmp_path / "data")), tmp_path / "out")
    schema = json.loads((ROOT / "girml" / "schema.json").read_text(encoding="utf-8"))
    lines = (tmp_path / "out" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    for line in lines:
        jsonschema.validate(json.loads(line), schema)


@pytest.mark.parametrize("kind", ["lines", "run"])
def test_the_data_stay_as_they_are_and_twice_gives_the_same_bytes(tmp_path: Path, kind: str, run: Path) -> None:
    folder = run if kind == "run" else reviewed(data_set(tmp_path / "data"))
    before = contents(folder)
    for out in ("once", "twice"):
        apply(folder, tmp_path / out)
    assert contents(folder) == before
    assert contents(tmp_path / "once") == contents(tmp_path / "twice")
    assert contents(tmp_path / "once") != before


def test_without_decisions_nothing_changes(tmp_path: Path) -> None:
    folder = data_set(tmp_path / "data")
    assert tuple(apply(folder, tmp_path / "out")) == (2, 0, 0)
    assert (tmp_path / "out" / "reports.jsonl").read_bytes() == (folder / "reports.jsonl").read_bytes()


def test_a_run_has_its_tables_as_decided_and_one_of_the_decisions(tmp_path: Path, run: Path) -> None:
    assert tuple(apply(run, tmp_path / "out")) == (2, 2, 4)
    assert list(verify(tmp_path / "out")) == []
    assert list(verify(run)) == []
    before, after = (
        pq.read_table(folder / "cells", partitioning=None).to_pylist() for folder in (run, tmp_path / "out")
    )
    changed = [new["id"] for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [MADE, REPEALED, "t3.received.natural_person", TOTAL]
    decisions = pq.read_table(tmp_path / "out" / "decisions", partitioning=None).to_pylist()
    told = [
        (one["source"], one["id"], one["value_number"], one["who"], one["before_state"], one["before_number"])
        for one in decisions
    ]
    assert told == [
        (GLUED, MADE, 58.0, "李", "unresolved", 58455.0),
        (GLUED, REPEALED, 77.0, "李", "unresolved", 4.0),
        (MISPRINTED, "t3.received.natural_person", 8.0, "王", "read", 4.0),
        (MISPRINTED, TOTAL, 8.0, "王", "read", 8.0),
    ]


def test_a_run_with_decisions_can_be_reviewed_again(tmp_path: Path, run: Path) -> None:
    apply(run, tmp_path / "out")
    data = found(tmp_path / "out")
    [head] = [one for one in data.heads() if one.source == MISPRINTED]
    report = data.report(head)
    assert [(one.cell, one.who) for one in report.decisions] == [("t3.received.natural_person", "王"), (TOTAL, "王")]
    assert TOTAL not in dict(head.doubts)
    again = apply(tmp_path / "out", tmp_path / "again")
    assert again.decisions == 0
    assert contents(tmp_path / "again").keys() == contents(tmp_path / "out").keys()
    assert pq.read_table(tmp_path / "again" / "decisions", partitioning=None).num_rows == 4


def test_a_folder_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    folder = data_set(tmp_path / "data")
    with pytest.raises(UsageError, match="is there already and stays as it is: name a new folder with -o"):
        apply(folder, folder)


def test_a_run_with_decisions_is_no_run_to_go_on_with(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    apply(run, run.parent / "out")
    assert main(["extract", GLUED, MISPRINTED, "--run", "out", "--model", "deterministic", "--workers", "1"]) == 1
    assert "out holds another run (decisions" in capsys.readouterr().err
