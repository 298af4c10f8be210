"""Splits: by the family of the body and by the library together, by folder alone; what falls between is counted."""

from dataclasses import replace
from pathlib import Path

import pytest

from girml.corpus import count
from girml.corpus.splits import Splits, find, parse
from girml.errors import InputError
from girml.synth.bodies import FAMILY
from tests.corpora import SPLITS, corpus, document

ROOT = Path(__file__).parent.parent
TRAIN, DEV, TEST = "b1.00000", "b1.00072", "b1.00008"


@pytest.fixture
def splits(tmp_path: Path) -> Splits:
    """Return the splits of the small corpus."""
    return parse(SPLITS, tmp_path / "splits.toml")


def test_bodies_with_successive_numbers_are_one_family(splits: Splits) -> None:
    assert [splits.family(body) for body in ("b1.00008", "b1.00015", "b1.00016", "b2.00008")] == [
        "b1.family.1", "b1.family.1", "b1.family.2", "b2.family.1",
    ]  # fmt: skip
    assert splits.family("卫辉市民政局") == "卫辉市民政局"


def test_a_family_always_serves_the_same_split(splits: Splits) -> None:
    assert [splits.of_body(body) for body in (TRAIN, DEV, TEST)] == ["train", "dev", "test"]


def test_families_fall_by_the_declared_shares(splits: Splits) -> None:
    found = [splits.of_body(f"b1.{number:05}") for number in range(0, 8000, 8)]
    assert [found.count(split) for split in ("train", "dev", "test")] == pytest.approx([600, 100, 300], abs=50)


@pytest.mark.parametrize(
    ("body", "library", "split"),
    [
        pytest.param(TRAIN, "lynx", "train", id="both train"),
        pytest.param(DEV, "w3m", "dev", id="both dev"),
        pytest.param(TEST, "links", "test", id="both test"),
        pytest.param(TRAIN, "links", None, id="train body, test library"),
        pytest.param(TEST, "lynx", None, id="test body, train library"),
        pytest.param(DEV, "lynx", None, id="dev body, train library"),
        pytest.param(TRAIN, "elinks", None, id="library that is not declared"),
    ],
)
def test_a_document_serves_a_split_only_where_body_and_library_do(
    splits: Splits, body: str, library: str, split: str | None
) -> None:
    assert splits.of(splits.root / "generated" / "a.parquet", body, library) == split


def test_a_declared_folder_decides_alone_for_all_below_it(splits: Splits) -> None:
    assert splits.of(splits.root / "real" / "more" / "a.jsonl", TRAIN, "lynx") == "test"
    assert splits.of(splits.root / "really" / "a.jsonl", TRAIN, "lynx") == "train"


def test_splits_are_found_above_a_folder_or_file_and_may_be_missing(tmp_path: Path) -> None:
    inner = corpus(tmp_path / "corpus") / "real" / "deep"
    inner.mkdir(parents=True)
    found = find(inner)
    assert found is not None
    assert found.root == (tmp_path / "corpus").resolve()
    assert find(tmp_path / "corpus" / "own.jsonl") == found
    assert find(tmp_path) is None


def test_documents_are_counted_by_split_and_between(tmp_path: Path) -> None:
    one = document()
    folder = corpus(
        tmp_path,
        replace(one, id="1", body=TRAIN, library="lynx"),
        replace(one, id="2", body=TEST),
        replace(one, id="3", body=TRAIN),
    )
    assert count(folder) == {"train": 1, "dev": 0, "test": 1, None: 1}


def test_a_count_without_declared_splits_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no splits\.toml, nor has a folder above it"):
        count(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("protocol = 1", "protocol = 2", "protocol must be 1", id="another protocol"),
        pytest.param("protocol = 1", "protocol", "is not TOML", id="no TOML"),
        pytest.param("[folders]", "[places]", r"has no table \[folders\]", id="table missing"),
        pytest.param("train = 60", "train = 61", "write whole percentages that make 100", id="shares over the whole"),
        pytest.param("size = 8", "size = 0", "families.size is 0", id="empty families"),
        pytest.param('["w3m"]', '["lynx"]', "libraries names lynx under train and dev", id="library in two splits"),
        pytest.param('dev = ["w3m"]', 'other = ["w3m"]', "libraries.other is no list under one of", id="other split"),
    ],
)
def test_faulty_splits_are_refused_with_file_entry_and_cure(old: str, new: str, message: str) -> None:
    with pytest.raises(InputError, match=rf"^s/splits\.toml:? .*{message}"):
        parse(SPLITS.replace(old, new), Path("s/splits.toml"))


def test_the_families_are_those_of_the_generator() -> None:
    found = find(ROOT / "annotations")
    assert found is not None
    assert found.family_size == FAMILY
