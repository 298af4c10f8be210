"""The model that comes with girml: what it says of itself is so."""

import json
import time
from pathlib import Path

import pytest

import girml
from girml import pack
from girml.labeler.names import index
from girml.pipeline.models import shipped
from girml.pipeline.packed import unpacked
from girml.records.annotation import Annotation
from girml.text.tokens import Tokenizer
from girml.text.view import view
from girml.training.data import digest, gather
from girml.training.examples import examples
from girml.training.scoring import mention_rates, score_mentions
from tests.pace import slowness

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parents[1]
MOST_BYTES = 5_000_000
MOST_SECONDS = 0.05


@pytest.fixture(scope="module")
def documents() -> dict[str, list[Annotation]]:
    """Return the documents that serve each split a model learns from; a file is read once, and holds one split."""
    return {name: gather([f"annotations/generated/{name}.parquet:{name}"], ROOT) for name in ("train", "dev")}


def test_it_stands_where_its_config_puts_it_and_comes_with_the_wheel() -> None:
    assert shipped() == ROOT / "models" / "default"
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '"models/default" = "girml/models/default"' in declared


def test_it_is_small_and_loads_fast() -> None:
    assert sum(file.stat().st_size for file in shipped().iterdir()) <= MOST_BYTES
    taken = []
    for _ in range(5):
        begin = time.process_time()
        unpacked(pack.read(shipped()), shipped()).labeler()
        taken.append(time.process_time() - begin)
    assert min(taken) <= MOST_SECONDS * slowness()


def test_it_is_found_by_name() -> None:
    report = girml.load("learned")((ROOT / "examples" / "tabs.txt").read_text(encoding="utf-8"))
    assert report.model == pack.read(shipped()).name == "default-7"


def test_it_learned_from_the_documents_that_it_names(documents: dict[str, list[Annotation]]) -> None:
    told = pack.read(shipped()).sections
    learned, held = documents["train"], documents["dev"]
    assert told["corpus"] == {"sha256": digest([*learned, *held]), "train": len(learned), "dev": len(held)}
    assert told["config"]["data"]["train"] == ["../annotations:train"]


def test_it_scores_what_it_says_it_scores(documents: dict[str, list[Annotation]]) -> None:
    labeler = unpacked(pack.read(shipped()), shipped()).labeler()
    tokenizer = Tokenizer(index().patterns)
    held = list(examples(documents["dev"], lambda text: tokenizer(view(text))))
    rates = mention_rates(score_mentions(labeler, held))["all"]
    told = pack.read(shipped()).sections["scores"]
    assert {name: (rate.numerator, rate.denominator) for name, rate in rates.items()} == {
        name: (one["right"], one["of"]) for name, one in told.items()
    }


def test_the_history_has_its_line() -> None:
    name, *_ = (ROOT / "train" / "history.csv").read_text(encoding="utf-8").splitlines()[-1].split(",")
    assert name == pack.read(shipped()).name
    assert json.loads((shipped() / "meta.json").read_text(encoding="utf-8"))["name"] == name
