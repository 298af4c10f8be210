"""The papers of the annotations: what they say of tags, keys, kinds and misprints is what the code says."""

import re
from pathlib import Path

import pytest

from girml.bio import tags
from girml.corpus import read
from girml.corpus.lines import KEYS
from girml.records.annotation import KINDS

FOLDER = Path(__file__).parent.parent / "annotations"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
GUIDES = [pytest.param((FOLDER / name).read_text(encoding="utf-8"), id=name) for name in ("GUIDE.md", "GUIDE.zh.md")]


@pytest.mark.parametrize("guide", GUIDES)
def test_both_guides_tell_every_tag_in_the_declared_order(guide: str) -> None:
    assert tuple(re.findall(r"^\| `(\w+)` \|", guide, re.MULTILINE)) == tags()


@pytest.mark.parametrize("guide", GUIDES)
def test_both_guides_name_the_same_examples(guide: str) -> None:
    shown = re.findall(r"`([^`]+)`", (FOLDER / "GUIDE.md").read_text(encoding="utf-8"))
    assert {one for one in shown if one not in guide} == set()


def test_the_readme_tells_every_key_and_kind() -> None:
    table = README.partition("## What a document holds")[2]
    told = re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`.+?`) \|", table, re.MULTILINE)))
    assert sorted(told) == sorted(KEYS)
    assert f"({', '.join(KINDS)})" in table


def test_the_readme_lists_the_real_documents_as_they_are() -> None:
    listed = re.findall(r"^\| (real-\d) \| `\w+` \| (\w+) \| (\d+) \|", README, re.MULTILINE)
    assert listed == [(one.id, one.kind, one.form["t3"]) for one in read(FOLDER / "real")]


def test_the_example_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(FOLDER.parent)
    (code,) = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert "real-1 292\n" in capsys.readouterr().out
