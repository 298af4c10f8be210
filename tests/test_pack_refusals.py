"""Damaged packs, one for each check: refused with the file, what is wrong with it, and the cure."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.damaged_packs import Damaged, Odd, Opened, opened, put, small
from girml.errors import PackError
from girml.pack import Pack, read, write
from girml.pack.coding import encode
from girml.pack.contents import CARD, FILES, META, MOST_BYTES, MOST_META_BYTES, WEIGHTS

ANEW = ": fetch the pack again, or train it anew."
WHOLE = "no whole number from 0 to 64,000,000"
SOUND = encode(small())
MOST_CHARACTERS = 300

Damage = Callable[[Opened], Any]


def top(**fields: Any) -> Damage:
    """Return a damage of the keys of `meta.json` itself."""
    return lambda pack: pack.meta.update(fields)


def without(key: str) -> Damage:
    """Return a damage that takes a key out of `meta.json`."""
    return lambda pack: pack.meta.pop(key)


def array(number: int, **fields: Any) -> Damage:
    """Return a damage of an array's entry: 0 is `bias`, 3 float64 at byte 0; 1 is `hashes`, 4 uint64 at byte 24."""
    return lambda pack: pack.meta["arrays"][number].update(fields)


def tags(**fields: Any) -> Damage:
    """Return a damage of the entry of `tags`, the last in the file."""
    return lambda pack: pack.meta["strings"][-1].update(fields)


def section(text: str) -> Damage:
    """Return a damage that puts text in the place of a value among the sections."""

    def put_in(pack: Opened) -> None:
        pack.meta["sections"] = {"a": "raw"}
        pack.raw["raw"] = text

    return put_in


def weights(start: int, data: bytes) -> Damage:
    """Return a damage that puts bytes over others in `weights.bin`, or after all of them."""

    def put_in(pack: Opened) -> None:
        pack.weights[start : start + len(data)] = data

    return put_in


@pytest.fixture(name="folder")
def written(tmp_path: Path) -> Path:
    """Return the folder of a small sound pack."""
    write(tmp_path / "small", small())
    return tmp_path / "small"


BEHIND_RIGHT_HASHES: dict[str, tuple[Damage, str]] = {
    "protocol true": (top(protocol=True), "meta.json is of another protocol (True): "),
    "no protocol": (without("protocol"), "meta.json is of another protocol ('none'): "),
    "key missing": (without("name"), "meta.json lacks 'name' in its object"),
    "key unknown": (top(colour=1), "meta.json has the unknown key 'colour' in its object"),
    "name": (top(name=1), "meta.json has 1 for 'name' in its object, which is no string"),
    "sections": (top(sections=[]), "meta.json has [] for 'sections' in its object, which is no object"),
    "entry": (top(arrays=[1]), "meta.json has 1 for arrays[0], which is no object"),
    "beyond floats": (section("1e999"), "meta.json holds 1e999, which is no finite number"),
    "NaN": (section("NaN"), "meta.json holds NaN, which is no finite number"),
    "-Infinity": (section("-Infinity"), "meta.json holds -Infinity, which is no finite number"),
    "digits": (section("9" * 5000), "meta.json holds a number of 5,000 digits, where 20 are allowed"),
    "deep": (section("[" * 20 + "]" * 20), "meta.json is nested deeper than 20 levels"),
    "very deep": (section("[" * 10**5 + "]" * 10**5), "meta.json is nested deeper than 20 levels"),
    "key twice": (section('{"a": 1, "a": 2}'), "meta.json has a key twice in one object"),
    "surrogate": (section(r'"\ud800"'), "meta.json holds half a character (a lone surrogate)"),
    "long meta": (section("1" + " " * MOST_META_BYTES), " bytes, where 1,000,000 are allowed"),
    "object dtype": (array(0, dtype="object"), "has the dtype 'object' in arrays[0], which is none of a pack's"),
    "negative offset": (array(0, offset=-8), f"has -8 for 'offset' in arrays[0], which is {WHOLE}"),
    "offset false": (array(0, offset=False), f"has False for 'offset' in arrays[0], which is {WHOLE}"),
    "shape no list": (array(0, shape=3), "has 3 for 'shape' in arrays[0], which is no list"),
    "negative length": (array(0, shape=[-3]), f"has -3 for a length of 'shape' in arrays[0], which is {WHOLE}"),
    "huge length": (array(0, shape=[2**64]), f"for a length of 'shape' in arrays[0], which is {WHOLE}"),
    "huge product": (array(0, shape=[10**6] * 4), " in arrays[0], which is more than a pack may hold"),
    "hidden by zero": (array(0, shape=[0, 10**7, 10**7]), "in arrays[0], which is more than a pack may hold"),
    "five dimensions": (array(0, shape=[3, 1, 1, 1, 1]), "in arrays[0], which is more than a pack may hold"),
    "name twice": (array(0, name="hashes"), "meta.json has two entries named 'hashes' in 'arrays'"),
    "overlap": (array(1, offset=8), "puts 'hashes' at byte 8 of weights.bin, where byte 24 is its place"),
    "unaligned": (array(1, offset=25), "puts 'hashes' at byte 25 of weights.bin, where byte 24 is its place"),
    "gap": (array(1, offset=32), "puts 'hashes' at byte 32 of weights.bin, where byte 24 is its place"),
    "beyond the file": (tags(bytes=10**6), "weights.bin has 251 bytes, where its entries take 1,000,232"),
    "too many strings": (tags(count=10**6), "weights.bin holds 3 strings in 'tags', not 1,000,000"),
    "bytes after all": (weights(251, b"\0"), "weights.bin has 252 bytes, where its entries take 251"),
    "bytes between": (weights(71, b"\1"), "weights.bin has other bytes than zero between its entries, before byte 72"),
    "not finite": (weights(0, b"\xff" * 8), "weights.bin holds a number that is not finite in 'bias'"),
    "string not UTF-8": (
        weights(250, b"\xff"),
        "weights.bin holds strings in 'tags' that are not UTF-8 (invalid start",
    ),
    "card not UTF-8": (lambda pack: pack.card.append(0xFF), "CARD.md is not UTF-8 (invalid start byte at byte "),
}


@pytest.mark.parametrize(("damage", "wrong"), BEHIND_RIGHT_HASHES.values(), ids=BEHIND_RIGHT_HASHES)
def test_damage_behind_right_hashes_is_refused(damage: Damage, wrong: str, tmp_path: Path) -> None:
    pack = opened(SOUND)
    damage(pack)
    message = refusal(tmp_path / "m", pack.closed())
    assert wrong in message
    assert message.endswith("train anew." if "protocol" in wrong else ANEW)


def refusal(folder: Path, files: Damaged) -> str:
    """Return how a pack with these files is refused, without the folder."""
    put(files, SOUND, folder)
    with pytest.raises(PackError) as caught:
        read(folder)
    message = str(caught.value)
    assert message.startswith(f"{folder}{os.sep}")
    assert len(message) < MOST_CHARACTERS + len(str(folder))
    return message.removeprefix(f"{folder}{os.sep}")


def test_a_newer_protocol_is_told_before_all_else(tmp_path: Path) -> None:
    cure = "this girml reads 1; install the girml that wrote it or train anew."
    message = refusal(tmp_path / "m", {**SOUND, META: b'{"protocol": 2, "more": {}}'})
    assert message == f"meta.json is of another protocol (2): {cure}"


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("odd", Odd)
def test_what_is_no_file_is_refused(file: str, odd: Odd, tmp_path: Path) -> None:
    wrong = {
        Odd.NOTHING: f"{file} is missing: fetch the pack again, or train it anew.",
        Odd.FOLDER: f"{file} is no regular file: put the file itself in its place, or fetch the pack again",
        Odd.LINK: f"{file} is no regular file: put the file itself in its place, or fetch the pack again",
    }
    assert refusal(tmp_path / "m", {**SOUND, file: odd}).startswith(wrong[odd])


def test_a_pipe_is_refused_without_waiting_for_it(folder: Path) -> None:
    (folder / CARD).unlink()
    os.mkfifo(folder / CARD)
    with pytest.raises(PackError, match=r"CARD\.md is no regular file"):
        read(folder)


CONTENTS: dict[str, tuple[str, bytes, str]] = {
    "meta not UTF-8": (META, b"\xff", "meta.json is not UTF-8 (invalid start byte at byte 0)"),
    "meta empty": (META, b"", "meta.json is not JSON (Expecting value"),
    "meta a list": (META, b"[]", "meta.json is no JSON object"),
    "meta changed": (META, SOUND[META].replace(b"2019", b"2018"), "meta.json is not what its own sha256 was taken of"),
    "weights empty": (WEIGHTS, b"", "weights.bin has 0 bytes, where meta.json tells of 251"),
    "weights changed": (WEIGHTS, SOUND[WEIGHTS][::-1], "weights.bin is not what the sha256 in meta.json was taken of"),
    "card changed": (CARD, SOUND[CARD].swapcase(), "CARD.md is not what the sha256 in meta.json was taken of"),
}


def test_what_fills_the_way_to_the_next_entry_is_no_part_of_a_string(tmp_path: Path) -> None:
    pack = opened(encode(Pack("small", {}, {}, {"a": ("x",), "b": ("y",)}, "")))
    pack.meta["strings"][0]["bytes"] += 1
    assert refusal(tmp_path / "m", pack.closed()).endswith(f"weights.bin holds a NUL in the last string of 'a'{ANEW}")


@pytest.mark.parametrize(("file", "content", "wrong"), CONTENTS.values(), ids=CONTENTS)
def test_a_changed_file_is_refused(file: str, content: bytes, wrong: str, tmp_path: Path) -> None:
    message = refusal(tmp_path / "m", {**SOUND, file: content})
    assert message.startswith(wrong)
    assert message.endswith(ANEW)


def test_files_beyond_the_limits_are_refused_unread(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.truncate(folder / WEIGHTS, MOST_BYTES)
    monkeypatch.delattr(Path, "open")
    with pytest.raises(PackError, match=r"weights\.bin brings the pack to 64,00.* bytes, where 64,000,000 are allowed"):
        read(folder)


def test_a_file_that_may_not_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(
        PackError, match=r"meta.json cannot be read \(Permission denied\): check that it may be opened\."
    ):
        read(folder)


@pytest.mark.parametrize("name", ["none", "file", "a\0b"])
def test_what_is_no_folder_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(
        PackError, match=r"is no folder that can be opened: name the folder of a pack, which holds meta"
    ):
        read(tmp_path / name)


def test_a_file_that_grows_while_it_is_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lstat = Path.lstat

    def grown(path: Path) -> os.stat_result:
        found = lstat(path)
        path.write_bytes(path.read_bytes() + b"more")
        return found

    monkeypatch.setattr(Path, "lstat", grown)
    with pytest.raises(
        PackError, match=r"meta.json was changed while it was read: read it when nothing writes to it\."
    ):
        read(folder)


def test_other_files_in_the_folder_are_left_alone(folder: Path) -> None:
    (folder / "history.csv").write_text("0.98")
    assert read(folder).name == "small-1"
