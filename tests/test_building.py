"""Corpora built: the same bytes for the same seed, whatever stops the work, and every document of one split."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from girml.building import Build, build
from girml.cli import main
from girml.corpus import count, load, read
from girml.corpus.splits import Splits, find, needed
from girml.errors import UsageError
from girml.synth.choosing import data
from girml.synth.flatteners import FLATTENERS, Flattener
from girml.synth.orders import Order, plan, sizes
from tests.corpora import SPLITS

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parent.parent
NAMES = ("bs4-lines", "bs4-none", "html2text", "inscriptis", "lxml-spaces", "selectolax-bars")
SIZE, SEED = 24, 1


@pytest.fixture(scope="module")
def flatteners() -> tuple[Flattener, ...]:
    """Return a few flatteners, or skip the test where one cannot run."""
    chosen = tuple(one for one in FLATTENERS if one.name in NAMES)
    if missing := sorted({package for one in chosen for package in one.missing()}):
        pytest.skip(f"needs {', '.join(missing)}")
    return chosen


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, flatteners: tuple[Flattener, ...]) -> Path:
    """Return the folder of a corpus that one worker built."""
    folder = tmp_path_factory.mktemp("made")
    built(folder, flatteners, workers=1)
    return folder


@pytest.fixture
def splits(tmp_path: Path) -> Splits:
    """Return splits that give each of the libraries to one."""
    text, _, _ = SPLITS.partition("[libraries]")
    libraries = (
        '[libraries]\ntrain = ["beautifulsoup4", "html2text"]\ndev = ["inscriptis"]\ntest = ["lxml", "selectolax"]\n'
    )
    (tmp_path / "splits.toml").write_text(text + libraries, encoding="utf-8")
    found = find(tmp_path)
    assert found
    return found


def built(folder: Path, flatteners: tuple[Flattener, ...], *, workers: int = 2, seed: int = SEED) -> dict[str, bytes]:
    """Build a corpus; return its files."""
    for _ in build(Build(folder, seed, SIZE, flatteners), workers):
        pass
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_the_same_seed_gives_the_same_bytes_with_any_number_of_workers(
    tmp_path: Path, made: Path, flatteners: tuple[Flattener, ...]
) -> None:
    one, other = contents(made), built(tmp_path / "b", flatteners)
    assert one == other
    assert set(one) == {"documents.parquet", "made.json"}
    assert len(list(read(made))) == json.loads(one["made.json"])["made"]
    assert built(tmp_path / "c", flatteners, workers=1, seed=SEED + 1)["documents.parquet"] != one["documents.parquet"]


def test_a_build_that_is_killed_goes_on_where_it_was(
    tmp_path: Path, made: Path, flatteners: tuple[Flattener, ...]
) -> None:
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom girml.building import Build, build\n"
        "from girml.synth.flatteners import FLATTENERS\n"
        f"chosen = tuple(one for one in FLATTENERS if one.name in {NAMES!r})\n"
        f"steps = build(Build(Path(sys.argv[1]), {SEED}, {SIZE}, chosen), 1)\n"
        "next(step for number, step in enumerate(steps) if number == 4)\n"
        "os.killpg(0, signal.SIGKILL)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "b")]
    stopped = subprocess.run(command, cwd=ROOT, start_new_session=True, check=False)
    assert stopped.returncode == -signal.SIGKILL
    parts = {file: file.stat().st_mtime_ns for file in (tmp_path / "b" / ".parts").glob("*.jsonl")}
    assert 3 <= len(parts) < SIZE
    steps = list(build(Build(tmp_path / "b", SEED, SIZE, flatteners), 2))
    assert steps[:2] == [SIZE, len(parts)]
    assert contents(tmp_path / "b") == contents(made)


def test_a_folder_of_another_build_is_refused(tmp_path: Path, made: Path, flatteners: tuple[Flattener, ...]) -> None:
    next(build(Build(tmp_path, SEED, SIZE, flatteners), 1))
    with pytest.raises(UsageError, match=r"holds parts of another build: remove it, or name another folder with -o\.$"):
        next(build(Build(tmp_path, SEED + 1, SIZE, flatteners), 1))
    with pytest.raises(UsageError, match=r"holds a corpus already: remove it, or name another folder with -o\.$"):
        next(build(Build(made, SEED, SIZE, flatteners), 1))


def test_every_document_serves_the_split_it_was_made_for(
    tmp_path: Path, flatteners: tuple[Flattener, ...], splits: Splits
) -> None:
    for _ in build(Build(tmp_path / "made", SEED, SIZE, flatteners, splits), 2):
        pass
    assert count(tmp_path / "made")[None] == 0
    for split in ("train", "dev", "test"):
        own = list(read(tmp_path / "made" / f"{split}.parquet"))
        assert own
        assert {splits.of_body(one.body) for one in own} == {split}
        assert {splits.of_library(one.library) for one in own} == {split}
        assert len(load(tmp_path / "made", split=split)) == len(own)


def test_what_made_it_is_told(made: Path, flatteners: tuple[Flattener, ...]) -> None:
    told = json.loads((made / "made.json").read_text(encoding="utf-8"))
    assert (told["seed"], told["documents"]) == (SEED, SIZE)
    assert told["made"] + sum(told["failed"].values()) == SIZE
    assert told["made"] > SIZE - 3
    assert told["flatteners"] == [one.name for one in flatteners]
    assert all(told["versions"].values())


def test_a_plan_reads_no_page_twice_by_one_flattener_and_damages_a_third() -> None:
    orders = plan(SEED, 300, FLATTENERS, None)
    assert sizes(orders) == 300
    assert all(len(set(order.flatteners)) == len(order.flatteners) for order in orders)
    assert len({(order.body, order.year) for order in orders}) == len(orders)
    assert [order.number for order in orders] == list(range(len(orders)))
    assert sum(sum(order.damaged) for order in orders) == pytest.approx(100, abs=6)


def test_what_is_added_changes_no_order_from_before(monkeypatch: pytest.MonkeyPatch) -> None:
    division = needed(ROOT / "annotations")

    def planned(size: int, added: dict[str, dict[str, int]]) -> set[Order]:
        monkeypatch.setitem(data("mixture"), "added", added)
        return {order._replace(number=0) for order in plan(SEED, size, FLATTENERS, division)}

    whole = sum(sum(counts.values()) for counts in data("mixture")["documents"].values())
    before, after = planned(whole, {}), planned(whole + 7, {"train": {"ocr": 5}, "dev": {"cells": 2}})
    assert before < after
    assert sizes(after - before) == 7


def test_dear_pages_are_read_by_several_flatteners() -> None:
    presses = {one.name: one.press for one in FLATTENERS}
    dear = [order for order in plan(SEED, 2000, FLATTENERS, None) if presses[order.flatteners[0]].startswith("paper")]
    assert sum(len(order.flatteners) for order in dear) / len(dear) > 2
    assert all(len({presses[name] for name in order.flatteners}) == 1 for order in dear)


def test_the_verbs_make_documents_and_count_them(
    tmp_path: Path, flatteners: tuple[Flattener, ...], splits: Splits, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds = ["layout", "pdf", "split", "ocr", "cells"]
    made = ["synth", "-n", "6", "--seed", "2", "-o", str(tmp_path / "made"), "--loose", "--without", *kinds]
    assert main(made) == 0
    assert len(list((tmp_path / "made" / "texts").iterdir())) == 6
    assert all(page.read_text("utf-8").startswith("<!DOCTYPE") for page in (tmp_path / "made" / "pages").iterdir())
    capsys.readouterr()
    assert main(["count", str(tmp_path / "made")]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{tmp_path / 'made'} holds 6 documents.\n\n| Kind | train | dev | test | none |\n")
    assert main(["check", str(tmp_path / "made")]) == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-n", "0"], "0 is no whole number from 1 on."),
        (["-n", "two"], "two is no whole number from 1 on."),
        (["--without", "paper"], "invalid choice: 'paper'"),
    ],
)
def test_wrong_numbers_and_kinds_are_refused(
    options: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["synth", "-o", str(tmp_path), *options]) == 2
    assert message in capsys.readouterr().err


def test_an_output_that_is_a_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "made").write_text("")
    assert main(["synth", "-o", str(tmp_path / "made")]) == 2
    assert "is no folder: name one with -o." in capsys.readouterr().err
