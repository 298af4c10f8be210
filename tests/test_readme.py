"""The README: what continuous integration takes from it, and its figures; its examples run in `tests/test_pages.py`."""

import re
from pathlib import Path

import pytest

from tests.pages import ROOT, blocks

README = (ROOT / "README.md").read_text(encoding="utf-8")


def _commands(page: Path) -> list[str]:
    return [block.body for block in blocks(page) if block.language == "sh"][:2]


def test_both_readmes_begin_with_the_same_two_commands() -> None:
    assert _commands(ROOT / "README.zh.md") == _commands(ROOT / "README.md")
    assert len(_commands(ROOT / "README.md")) == 2


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    first = next(line for line in README.splitlines() if "[test]" in line)
    assert first == "python -m pip install -e '.[test]' && python -m pytest"
    assert """eval "$(grep -F "[test]" README.md | head -n 1)\"""" in script


def _measured(system: str) -> list[str]:
    """Return number, share exactly right, non-zero cells right and silent errors of a system over all kinds."""
    benchmarks = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    accuracy = benchmarks.partition("## Accuracy")[2]
    row = next(line for line in accuracy.splitlines() if line.startswith(f"| all | {system} |"))
    return [cell.split(" (")[0].strip() for cell in row.strip("|").split("|")][2:6]


def test_the_readmes_tell_the_figures_of_the_benchmarks() -> None:
    number, exact, _, silent = _measured("learned")
    assert f"On {int(number):,} generated reports" in README
    assert f"the share exactly right is {exact}, {silent} of" in README
    assert f"({_measured('deterministic')[1]} to {exact} of undamaged documents" in README
    chinese = (ROOT / "README.zh.md").read_text(encoding="utf-8")
    assert f"未损坏文本 {_measured('deterministic')[1]} 比 {exact}" in chinese


def test_the_readme_tells_what_each_room_does() -> None:
    table = README.partition("\n| folder | what it does |\n")[2].partition("\n\n")[0]
    told = set(re.findall(r"`girml/(\w+)`", table))
    assert told == {folder.name for folder in (ROOT / "girml").iterdir() if (folder / "__init__.py").exists()}


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_link_of_a_readme_leads_to_a_file(name: str) -> None:
    links = re.findall(r"\]\((?!\w+:|#)([^)#]+)", (ROOT / name).read_text(encoding="utf-8"))
    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []
