"""Packs: what is written comes back to the bit, what would not is refused, and so is every damaged pack."""

import json
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest

from benchmarks.damaged_packs import KINDS, Verdict, outcomes, small
from girml.errors import PackError
from girml.pack import Pack, check, read, write
from girml.pack.checking import Declared
from girml.pack.contents import CARD, DTYPES, FILES, META, MOST_BYTES, MOST_META_BYTES, WEIGHTS, Array
from tests.pace import slowness

MOST_MILLISECONDS = 30.0
DAMAGED = 320

Part = TypeVar("Part")


@pytest.fixture(name="folder")
def written(tmp_path: Path) -> Path:
    """Return the folder of a small sound pack."""
    write(tmp_path / "small", small())
    return tmp_path / "small"


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_is_written_comes_back_to_the_bit(folder: Path) -> None:
    sound, back = small(), read(folder)
    for part in ("name", "sections", "strings", "card"):
        assert getattr(back, part) == getattr(sound, part)
    assert back.arrays.keys() == sound.arrays.keys()
    for name, array in sound.arrays.items():
        assert back.arrays[name].dtype == array.dtype
        assert back.arrays[name].shape == array.shape
        assert back.arrays[name].tobytes() == array.tobytes()


@pytest.mark.parametrize("name", sorted(DTYPES))
def test_every_kind_of_number_keeps_its_ends_whatever_the_order_of_bytes(name: str, tmp_path: Path) -> None:
    dtype = np.dtype(name)
    ends = np.finfo(dtype) if dtype.kind == "f" else np.iinfo(dtype)
    array = np.array([[ends.min, 0], [1, ends.max]], dtype.newbyteorder(">"), order="F")
    write(tmp_path / "m", replace(small(), arrays={"a": array}))
    back = read(tmp_path / "m").arrays["a"]
    assert back.dtype.name == name
    assert back.tolist() == array.tolist()


@pytest.mark.parametrize(
    "table",
    [
        pytest.param((), id="no string"),
        pytest.param(("",), id="one empty string"),
        pytest.param(("", ""), id="two empty strings"),
        pytest.param(("a\r", "\u2028", "受理"), id="other line ends"),
    ],
)
def test_tables_of_strings_come_back(table: tuple[str, ...], tmp_path: Path) -> None:
    write(tmp_path / "m", replace(small(), strings={"t": table}))
    assert read(tmp_path / "m").strings == {"t": table}


def test_a_pack_of_nothing_comes_back(tmp_path: Path) -> None:
    write(tmp_path / "m", Pack("", {}, {}, {}, ""))
    assert read(tmp_path / "m").arrays == {}


def test_arrays_cannot_be_written_to(folder: Path) -> None:
    array = read(folder).arrays["weights"]
    with pytest.raises(ValueError, match="read-only"):
        array[0, 0] = 1
    with pytest.raises(ValueError, match="WRITEABLE"):
        array.flags.writeable = True


def turned(parts: Mapping[str, Part]) -> dict[str, Part]:
    """Return the same parts in the opposite order."""
    return {name: parts[name] for name in reversed(list(parts))}


def test_the_same_pack_gives_the_same_bytes_whatever_the_order_of_its_parts(folder: Path, tmp_path: Path) -> None:
    sound = small()
    other = replace(
        sound,
        sections=turned(sound.sections),
        arrays=turned(sound.arrays),
        strings=turned(sound.strings),
    )
    write(tmp_path / "turned", other)
    assert contents(tmp_path / "turned") == contents(folder)
    write(tmp_path / "again", read(folder))
    assert contents(tmp_path / "again") == contents(folder)


def test_the_bytes_are_those_of_protocol_1(tmp_path: Path) -> None:
    arrays: dict[str, Array] = {"b": np.array([[1, 2]], np.int16), "a": np.array([1.0], np.float32)}
    write(tmp_path / "m", Pack("m", {"z": 1, "forms": ["2021"]}, arrays, {"t": ("表", "b")}, "卡\n"))
    assert (tmp_path / "m" / WEIGHTS).read_bytes() == b"\0\0\x80?\0\0\0\0\1\0\2\0\0\0\0\0\xe8\xa1\xa8\nb"
    assert (tmp_path / "m" / CARD).read_bytes() == "卡\n".encode()
    meta = json.loads((tmp_path / "m" / META).read_bytes())
    assert list(meta) == ["arrays", "files", "name", "protocol", "sections", "sha256", "strings"]
    assert meta["arrays"] == [
        {"name": "a", "dtype": "float32", "shape": [1], "offset": 0},
        {"name": "b", "dtype": "int16", "shape": [1, 2], "offset": 8},
    ]
    assert meta["strings"] == [{"name": "t", "count": 2, "offset": 16, "bytes": 5}]
    assert meta["files"][CARD] == {
        "bytes": 4,
        "sha256": "b3d4c500041d908669f6d556a3491af2afc0e1a5982e1639b01493b633feb161",
    }


def test_writing_leaves_nothing_else_and_takes_the_place_of_an_older_pack(folder: Path) -> None:
    write(folder, replace(small(), card="another"))
    assert read(folder).card == "another"
    assert sorted(contents(folder)) == sorted(FILES)
    assert list(folder.parent.iterdir()) == [folder]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    write(tmp_path / "m", small())
    assert read(tmp_path / "m").name == "small-1"


@pytest.mark.parametrize("foreign", ["notes.txt", "sub"])
def test_a_folder_with_anything_else_is_not_overwritten(foreign: str, folder: Path) -> None:
    (folder / foreign).mkdir() if foreign == "sub" else (folder / foreign).write_text("mine")
    with pytest.raises(PackError, match=r"small is no pack and stays as it is: name a new folder, or one with"):
        write(folder, replace(small(), card="another"))
    assert read(folder).card == small().card


def test_neither_a_file_nor_a_link_is_overwritten(folder: Path) -> None:
    file, link = folder.parent / "file", folder.parent / "link"
    file.write_text("mine")
    link.symlink_to(folder)
    for path in (file, link):
        with pytest.raises(PackError, match="is no pack and stays as it is"):
            write(path, small())
    assert file.read_text() == "mine"
    assert link.is_symlink()


def test_a_write_that_fails_leaves_the_old_pack(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def full(path: Path, target: Path) -> Path:
        if path.name == "draft":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(PackError, match=r"small cannot be written \(No space left on device\): check that the folder"):
        write(folder, replace(small(), card="another"))
    assert read(folder).card == small().card
    assert list(folder.parent.iterdir()) == [folder]


def test_a_place_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"cannot be written \(No such file or directory\): check that"):
        write(tmp_path / "none" / "m", small())


def nested(levels: int) -> list[Any]:
    """Return a list in a list, so many levels deep."""
    return [nested(levels - 1)] if levels else []


UNWRITABLE: dict[str, tuple[dict[str, Any], str]] = {
    "NaN": ({"sections": {"a": float("nan")}}, "meta.json cannot hold what is no plain JSON"),
    "a set": ({"sections": {"a": {1}}}, "meta.json cannot hold what is no plain JSON"),
    "a tuple": ({"sections": {"a": (1, 2)}}, "meta.json cannot give back its sections"),
    "a number for a key": ({"sections": {1: 2}}, "meta.json cannot give back its sections"),
    "21 digits": ({"sections": {"a": 10**20}}, "meta.json holds a number of 21 digits"),
    "21 levels": ({"sections": {"a": nested(20)}}, "meta.json is nested deeper than 20 levels"),
    "long sections": ({"sections": {"a": "x" * MOST_META_BYTES}}, "meta.json has 1,00"),
    "surrogate in the name": ({"name": "\ud800"}, r"meta.json holds half a character \(a lone surrogate\)"),
    "surrogate in the card": ({"card": "\ud800"}, "CARD.md cannot hold half a character"),
    "surrogate in a string": ({"strings": {"t": ("\ud800",)}}, "weights.bin cannot hold half a character"),
    "long card": ({"card": "x" * MOST_BYTES}, "CARD.md brings the pack to 64,00"),
    "line end": ({"strings": {"t": ("a\nb",)}}, "weights.bin cannot hold a line end within a string of 't'"),
    "NUL": ({"strings": {"t": ("a\0b",)}}, "weights.bin cannot hold a NUL within a string of 't'"),
    "truth values": ({"arrays": {"a": np.array([True])}}, "weights.bin cannot hold 'a', an array of bool"),
    "objects": ({"arrays": {"a": np.array([{}])}}, "weights.bin cannot hold 'a', an array of object"),
    "infinity": ({"arrays": {"a": np.array([np.inf])}}, "weights.bin holds a number that is not finite in 'a'"),
    "five dimensions": ({"arrays": {"a": np.zeros((1,) * 5)}}, r"meta.json has the shape \[1, 1, 1"),
}


@pytest.mark.parametrize(("fields", "wrong"), UNWRITABLE.values(), ids=UNWRITABLE)
def test_what_would_not_be_read_again_is_not_written(fields: dict[str, Any], wrong: str, tmp_path: Path) -> None:
    with pytest.raises(PackError, match=rf"m is not written, as its {wrong}.*: mend what is to be packed\."):
        write(tmp_path / "m", replace(small(), **fields))
    assert list(tmp_path.iterdir()) == []


SHAPES: Declared = {
    "bias": ("float64", (3,)),
    "hashes": ("uint64", 1),
    "ids": ("uint16", (None,)),
    "none": ("int8", (0, 5)),
    "scale": ("float32", ()),
    "weights": ("float32", (None, 5)),
}
UNDECLARED: dict[str, tuple[Declared, str]] = {
    "missing": ({"more": ("int8", 1)}, "lacks the array 'more'"),
    "dtype": ({"ids": ("int16", 1)}, "has the array 'ids' of uint16, not int16"),
    "number of dimensions": ({"ids": ("uint16", 2)}, "has the array 'ids' with 1 dimensions, not 2"),
    "dimensions of a shape": ({"ids": ("uint16", (7, 1))}, "has the array 'ids' with 1 dimensions, not 2"),
    "shape": ({"weights": ("float32", (None, 6))}, r"'weights' of the shape \(6, 5\), not \(any, 6\)"),
}


def test_a_pack_that_keeps_to_what_is_declared_passes() -> None:
    check(small(), SHAPES, ("tags", "labels"))


@pytest.mark.parametrize(("other", "wrong"), UNDECLARED.values(), ids=UNDECLARED)
def test_a_pack_for_another_reader_is_refused(other: Declared, wrong: str) -> None:
    with pytest.raises(PackError, match=rf"The pack 'small-1' .*{wrong}: fetch the pack again, or train it anew\."):
        check(small(), {**SHAPES, **other}, ("tags", "labels"))


def test_foreign_arrays_and_tables_are_refused() -> None:
    with pytest.raises(PackError, match="has the foreign array 'bias'"):
        check(small(), {name: one for name, one in SHAPES.items() if name != "bias"}, ("tags", "labels"))
    with pytest.raises(PackError, match="has the foreign table of strings 'labels'"):
        check(small(), SHAPES, ("tags",))
    with pytest.raises(PackError, match="lacks the table of strings 'heads'"):
        check(small(), SHAPES, ("tags", "labels", "heads"))


def test_every_damaged_pack_is_refused_or_reads_the_same(tmp_path: Path) -> None:
    found = list(outcomes(small(), tmp_path / "m", DAMAGED, seed=3))
    assert [one for one in found if one.verdict in (Verdict.CHANGED, Verdict.FAILED)] == []
    assert {one.kind for one in found if one.verdict is Verdict.REFUSED} == set(KINDS)


def test_five_megabytes_load_within_the_budget(tmp_path: Path) -> None:
    numbers = np.random.default_rng(1).standard_normal(1_000_000, np.float32)
    labels = tuple(f"特征 {number}" for number in range(60_000))
    write(tmp_path / "m", Pack("m", {}, {"weights": numbers}, {"labels": labels}, ""))
    best = min(_seconds(tmp_path / "m") for _ in range(7))
    assert best * 1000 < MOST_MILLISECONDS * slowness()


def _seconds(folder: Path) -> float:
    start = time.process_time()
    read(folder)
    return time.process_time() - start
