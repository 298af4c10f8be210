"""The verbs `review` and `apply`: what they refuse, and what they tell."""

import socket
from pathlib import Path

import pytest

from girml.review.deciding import Wish
from tests.commands import Run, calling
from tests.reviews import MISPRINTED, TOTAL, data_set, decide, desk_of, key_of


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command line."""
    return calling(capsys)


@pytest.mark.parametrize("verb", [("review",), ("apply", "-o", "out")], ids=["review", "apply"])
def test_a_folder_without_reports_is_refused(
    run: Run, verb: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    status, out, said = run(verb[0], "empty", *verb[1:])
    assert (status, out) == (1, "")
    assert said == "girml: empty holds no run and no .jsonl file: name a folder that `girml extract` wrote to.\n"


def test_a_place_that_is_taken_is_told_and_the_folder_is_free_again(run: Run, tmp_path: Path) -> None:
    folder = data_set(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, _, said = run("review", str(folder), "--port", str(port), "--model", "deterministic")
    assert status == 2
    assert said.startswith(f"girml: 127.0.0.1:{port} cannot be listened at (Address already in use")
    assert said.endswith("name another --host or --port.\n")
    with desk_of(folder):
        pass


def test_what_was_applied_is_counted(run: Run, tmp_path: Path) -> None:
    folder = data_set(tmp_path / "data")
    with desk_of(folder) as desk:
        decide(desk, key_of(desk, MISPRINTED), Wish("李", TOTAL, "misprint", 0))
    out = tmp_path / "out"
    status, _, said = run("apply", str(folder), "-o", str(out))
    assert (status, said) == (0, f"girml: {out} holds 2 reports, 1 of them with 1 decisions.\n")


@pytest.mark.parametrize("port", ["-1", "65536", "x"])
def test_a_port_is_a_number(run: Run, port: str) -> None:
    status, _, said = run("review", "folder", "--port", port)
    assert status == 2
    assert f"{port} is no port: give a number from 0 to 65535." in said
