"""Loading: annotations without `datasets`, datasets with declared features, by split, streamed, without a network."""

from dataclasses import replace
from pathlib import Path

import datasets
import pytest

from girml.corpus import lines, load, parquet, read
from girml.corpus.features import features, from_row
from girml.errors import InputError, UsageError
from girml.records.annotation import Annotation
from tests.corpora import corpus, document
from tests.processes import python

TRAIN, TEST = "b1.00000", "b1.00008"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a corpus of both kinds of files: three documents of people, one more in `real`, two in Parquet."""
    own = [
        replace(document("own-1"), body=TRAIN, library="lynx"),
        replace(document("own-2"), body=TEST, library="links"),
        replace(document("own-3"), body=TRAIN, library="links"),
    ]
    corpus(tmp_path, *own)
    (tmp_path / "real").mkdir()
    lines.write([replace(document("real-1"), body=TRAIN, library="lynx")], tmp_path / "real" / "real.jsonl")
    generated = [
        replace(document("made-1"), body=TRAIN, library="lynx"),
        replace(document("made-2"), body=TEST, library="links"),
    ]
    parquet.write(generated, tmp_path / "generated.parquet")
    return tmp_path


BY_SPLIT = [
    pytest.param(None, ["made-1", "made-2", "own-1", "own-2", "own-3", "real-1"], id="all"),
    pytest.param("train", ["made-1", "own-1"], id="train"),
    pytest.param("dev", [], id="dev"),
    pytest.param("test", ["made-2", "own-2", "real-1"], id="test"),
]


@pytest.mark.parametrize(("split", "ids"), BY_SPLIT)
def test_annotations_dataset_and_stream_hold_the_same_documents(
    folder: Path, split: str | None, ids: list[str]
) -> None:
    found: list[Annotation] = list(read(folder, split))
    assert [one.id for one in found] == ids
    loaded = load(folder, split=split)
    assert isinstance(loaded, datasets.Dataset)
    assert loaded.features == features()
    assert [from_row(row) for row in loaded] == found
    streamed = load(folder, split=split, streaming=True)
    assert isinstance(streamed, datasets.IterableDataset)
    assert [from_row(row) for row in streamed] == found


def test_a_file_by_itself_can_be_loaded(folder: Path) -> None:
    assert load(folder / "generated.parquet")["id"][:] == ["made-1", "made-2"]
    assert load(folder / "real" / "real.jsonl", split="test")["id"][:] == ["real-1"]


def test_a_changed_file_is_never_missed(folder: Path) -> None:
    assert len(load(folder)) == 6
    lines.write([document("new")], folder / "own.jsonl")
    assert len(load(folder)) == 4


def test_hidden_files_and_drafts_are_left_out(folder: Path) -> None:
    (folder / ".own.jsonl").write_text("{", encoding="utf-8")
    (folder / ".cache").mkdir()
    (folder / ".cache" / "a.jsonl").write_text("{", encoding="utf-8")
    assert len(list(read(folder))) == 6


@pytest.mark.parametrize("streaming", [True, False])
def test_an_unknown_split_is_refused_at_once(folder: Path, streaming: bool) -> None:
    with pytest.raises(UsageError, match="no split 'validation': name one of train, dev, test"):
        load(folder, split="validation", streaming=True) if streaming else load(folder, split="validation")


def test_what_cannot_be_loaded_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"does not exist: check the path"):
        load(tmp_path / "gone")
    with pytest.raises(InputError, match=r"holds no \.jsonl and no \.parquet file"):
        load(tmp_path)
    (tmp_path / "a.txt").touch()
    with pytest.raises(InputError, match=r"a\.txt is neither \.jsonl nor \.parquet"):
        load(tmp_path / "a.txt")


def test_loading_needs_no_network_and_reading_no_datasets(folder: Path) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise OSError('no network here')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from girml.corpus import load, read\n"
        f"assert len(list(read({str(folder)!r}, 'test'))) == 3\n"
        "assert 'datasets' not in sys.modules\n"
        f"assert len(load({str(folder)!r}, split='test')) == 3\n"
        f"print(len(list(load({str(folder)!r}, streaming=True))))\n"
    )
    assert python(code) == "6"
