"""Runs that are killed and gone on with: a small run of `benchmarks/kill.py`."""

import random
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import kill
from benchmarks.repeated import write_lines


def test_a_run_that_is_killed_again_and_again_ends_with_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kill, "LONGEST", 1.0)
    monkeypatch.setattr(kill, "WORKERS", (1, 2))
    write_lines(12, tmp_path / "in.jsonl")
    command = kill.Command(tmp_path / "in.jsonl", "deterministic", 2)
    assert command.carry_out(tmp_path / "never", 2) == ""
    whom = Counter(kill.killed(command, tmp_path / "killed", 2, random.Random(3)))
    assert whom.total() > 0
    assert kill.contents(tmp_path / "killed") == kill.contents(tmp_path / "never")
    assert len(kill.contents(tmp_path / "never")) == 31
