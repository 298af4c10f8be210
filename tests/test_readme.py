"""The README: its examples run, its figures are those of the project."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n\$ (.+?)\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_a_command_prints_what_the_readme_shows(command: str, shown: str) -> None:
    line = re.sub(r"\bgirml\b(?= )", f"'{sys.executable}' -m girml", command, count=1)
    run = subprocess.run(
        line, shell=True, cwd=ROOT, capture_output=True, check=False, encoding="utf-8", env={"PYTHONUTF8": "1"}
    )
    assert (run.stdout + run.stderr).splitlines() == shown.splitlines()


def test_there_are_sessions_to_run() -> None:
    assert len(SESSIONS) == 6


def test_the_python_session_gives_what_the_readme_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    outcome = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert (outcome.failed, outcome.attempted) == (0, 10)


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
