"""The README: its examples run, its figures are those of the project."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import datasets
import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n\$ (.+?)\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the README's commands may write."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("examples", "annotations"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def printed(command: str, place: Path) -> list[str]:
    """Return the lines that a command prints."""
    line = re.sub(r"\bgirml\b(?= )", f"'{sys.executable}' -m girml", command, count=1)
    settings = {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(line, shell=True, cwd=place, capture_output=True, check=False, encoding="utf-8", env=settings)
    return (run.stdout + run.stderr).splitlines()


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_a_command_prints_what_the_readme_shows(command: str, shown: str, place: Path) -> None:
    assert printed(command, place) == shown.splitlines()


def test_there_are_sessions_to_run() -> None:
    assert len(SESSIONS) == 10


def test_the_python_session_gives_what_the_readme_shows(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", place / "cache")
    datasets.disable_progress_bars()
    printed("girml extract examples --run run", place)
    outcome = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert (outcome.failed, outcome.attempted) == (0, 36)


def test_both_readmes_give_the_same_two_commands() -> None:
    chinese = (ROOT / "README.zh.md").read_text(encoding="utf-8")
    commands = re.findall(r"```sh\n(.+?)\n```", README)
    assert len(commands) == 2
    assert re.findall(r"```sh\n(.+?)\n```", chinese) == commands


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    first = next(line for line in README.splitlines() if "[test]" in line)
    assert first == "python -m pip install -e '.[test]' && python -m pytest"
    assert """eval "$(grep -F "[test]" README.md | head -n 1)\"""" in script
