"""The README and the documentation: their examples run, and the commands that they name are there."""

import argparse
import re
from pathlib import Path
from typing import Any

import datasets
import pytest

from girml.cli.arguments import parser
from tests.pages import ROOT, blocks, calls, commands, failures, lend, run, sessions, written
from tests.served import review

DOCS = ROOT / "docs"
PLAYED = [ROOT / "README.md", ROOT / "README.zh.md", *sorted(DOCS.glob("*.md"))]
TRANSLATED = sorted((DOCS / "zh").glob("*.md"))
NAMED = [
    *PLAYED, *TRANSLATED, ROOT / "annotations" / "GUIDE.md", ROOT / "annotations" / "GUIDE.zh.md",
    ROOT / "annotations" / "README.md", ROOT / "benchmarks" / "README.md", ROOT / "examples" / "README.md",
    ROOT / "train" / "README.md", ROOT / "train" / "baselines" / "README.md",
]  # fmt: skip

UNRUN = {
    r"python -m pip install|python -m venv": "it changes the environment; continuous integration runs the README's",
    r"mkdocs build": "tests/test_docs.py runs it",
    r"girml train train/config\.toml": "it takes minutes; tests/test_shipped.py scores what it made",
    r"girml evaluate annotations ": "it takes minutes",
    r"ray |RAY_ADDRESS|girml extract s3:": "it needs a cluster; tests/test_distributed.py runs the engine",
}
"""Commands in `sh` blocks that no test runs, and why."""

_PATH = re.compile(r"`((?:girml|tests|docs|benchmarks|train|models|annotations|examples)/[^` ]*)`")
_INLINE = re.compile(r"`girml (\w+)([^`]*)`")


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _is_unrun(command: str) -> bool:
    return any(re.match(pattern, command) for pattern in UNRUN)


def _unremarked(page: Path) -> list[str]:
    return [re.sub(r"[ ]+# .*", "", block.body) for block in blocks(page)]


def _complaint(command: str, place: Path) -> str:
    """Return what a command that fails has printed, or nothing where it succeeds."""
    status, told = run(command, place)
    return f"{status}: {told}" if status else ""


def _do(command: str, place: Path) -> None:
    if command.startswith("girml review "):
        review(command, place)
    else:
        assert _is_unrun(command) or _complaint(command, place) == "", command


def _play(page: Path, place: Path) -> None:
    """Run the examples of a page in order, in one folder; the first that differs fails."""
    names: dict[str, Any] = {}
    for language, body in blocks(page):
        if language == "console":
            for command, shown in sessions(body):
                assert run(command, place)[1].splitlines() == shown.splitlines(), command
        elif language == "sh":
            for command in commands(body):
                _do(command, place)
        elif language == "pycon":
            assert failures(body, names) == ""
        elif language == "toml":
            written(place, body)


@pytest.mark.heavy
@pytest.mark.parametrize("page", PLAYED, ids=_name)
def test_the_examples_of_a_page_give_what_it_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lend(tmp_path))
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    datasets.disable_progress_bars()
    _play(page, tmp_path)


def test_every_command_that_is_not_run_stands_on_a_page() -> None:
    shown = [one for page in PLAYED for block in blocks(page) if block.language == "sh" for one in commands(block.body)]
    for pattern in UNRUN:
        assert any(re.match(pattern, command) for command in shown), pattern


@pytest.mark.parametrize("page", TRANSLATED, ids=_name)
def test_a_page_in_chinese_has_the_examples_of_the_one_in_english(page: Path) -> None:
    assert _unremarked(page) == _unremarked(DOCS / page.name)
    assert _unremarked(page)


@pytest.mark.parametrize("page", NAMED, ids=_name)
def test_the_command_line_takes_every_command_of_a_page(page: Path) -> None:
    for words in calls(page):
        parser().parse_args(words[1:])


@pytest.mark.parametrize("page", NAMED, ids=_name)
def test_every_verb_and_option_that_a_page_names_is_there(page: Path) -> None:
    verbs = next(one for one in parser()._actions if isinstance(one, argparse._SubParsersAction)).choices
    for verb, words in _INLINE.findall(page.read_text(encoding="utf-8")):
        assert verb in verbs
        named = [word for word in words.split() if word.startswith("-") and word != "-"]
        assert set(named) <= set(verbs[verb]._option_string_actions), (verb, named)


@pytest.mark.parametrize("page", NAMED, ids=_name)
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    for path in _PATH.findall(page.read_text(encoding="utf-8")):
        assert any(ROOT.glob(path)), path
