"""Inputs as documents: texts, tables, archives; what is refused, and where reading stops."""

import gzip
import io
import json
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from datasets import Dataset, DatasetDict, disable_progress_bars

from girml.batch import archives
from girml.batch.counting import count
from girml.batch.documents import Columns, documents, holds_many
from girml.errors import InputError

ROWS: list[dict[str, Any]] = [
    {"key": "a-1", "body": "正文一", "province": "浙江", "code": 330106},
    {"key": "a-2", "body": "正文二", "province": None, "code": 330108},
]
COLUMNS = Columns("body", "key", ("province", "code"))
READ = [("a-1", "正文一", ("浙江", "330106")), ("a-2", "正文二", (None, "330108"))]

Seen = tuple[str, str, tuple[str | None, ...]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, where `datasets` says nothing."""
    monkeypatch.chdir(tmp_path)
    disable_progress_bars()


def seen(name: str, columns: Columns = COLUMNS) -> list[Seen]:
    """Return name, text or message, and what travels along, of the documents of an input."""
    return [(one.name, loaded(one.load), one.kept) for one in documents([name], columns)]


def loaded(load: Callable[[], bytes]) -> str:
    """Return a document's text, or why it has none."""
    try:
        return load().decode()
    except InputError as error:
        return str(error)


def write_lines(rows: Iterable[object]) -> str:
    """Write JSON Lines."""
    Path("in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return "in.jsonl"


def write_parquet() -> str:
    """Write a Parquet file."""
    pq.write_table(pa.Table.from_pylist(ROWS), "in.parquet")
    return "in.parquet"


def write_dataset() -> str:
    """Write what `datasets` saves of a data set, in two shards."""
    Dataset.from_list(ROWS).save_to_disk("set", num_shards=2)
    return "set"


@pytest.mark.parametrize(
    ("write", "places"),
    [
        pytest.param(lambda: write_lines(ROWS), ["in.jsonl:1", "in.jsonl:2"], id="json lines"),
        pytest.param(write_parquet, ["in.parquet:1", "in.parquet:2"], id="parquet"),
        pytest.param(write_dataset, ["set:1", "set:2"], id="a folder of datasets"),
    ],
)
def test_a_table_gives_a_document_a_row(write: Callable[[], str], places: Sequence[str]) -> None:
    name = write()
    assert holds_many(name)
    assert seen(name) == READ
    assert [one[0] for one in seen(name, Columns("body"))] == places


def test_a_folder_of_several_splits_gives_them_in_its_own_order() -> None:
    splits = {"train": Dataset.from_list(ROWS[1:]), "dev": Dataset.from_list(ROWS[:1])}
    DatasetDict(splits).save_to_disk("both")
    assert [one.name for one in documents(["both"], Columns("body"))] == ["both/train:1", "both/dev:1"]


def test_rows_that_are_no_documents_cost_themselves_alone() -> None:
    rows = [
        {"key": "x"},
        7,
        {"key": None, "body": "正文"},
        ROWS[0],
        {**ROWS[1], "key": "a-1"},
        {"key": "y", "body": "\ud800"},
    ]
    name = write_lines(rows)
    Path(name).write_bytes(Path(name).read_bytes() + b'\n{"key": \n')
    assert [(name, text) for name, text, _ in seen(name)] == [
        ("x", "x has no text in the column body: name the one that has it with --text."),
        ("in.jsonl:2", "in.jsonl:2 is JSON, but no object: write one object a line."),
        ("in.jsonl:3", "in.jsonl:3 has nothing in the column key, which is to name it."),
        ("a-1", "正文一"),
        ("in.jsonl:5", "in.jsonl:5 has the name a-1, which a document before it has: give it another."),
        ("y", "y holds half a character (a lone surrogate): mend its text first."),
        ("in.jsonl:8", "in.jsonl:8 is no JSON in UTF-8: write one object a line."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        pytest.param(
            Columns("text"),
            "in.parquet has no column text: name one of key, body, province, code with --text.",
            id="no text",
        ),
        pytest.param(
            Columns("body", None, ("town",)),
            "in.parquet has no column town: name one of key, body, province, code with --keep.",
            id="nothing to keep",
        ),
    ],
)
def test_a_table_without_a_column_is_one_refused_document(columns: Columns, message: str) -> None:
    assert seen(write_parquet(), columns) == [("in.parquet", message, ())]


@pytest.mark.parametrize("name", ["in.parquet", "in.zip", "in.tar.gz", "in.tar.zst", "in.tar"])
def test_a_damaged_input_is_one_refused_document(name: str) -> None:
    Path(name).write_bytes(b"no such thing" * 100)
    ((found, message, _),) = seen(name)
    assert (found, message) in [
        ("in.parquet", "in.parquet is no whole Parquet file: write it anew."),
        (name, f"{name} is damaged after 0 texts: pack it anew."),
    ]


TEXTS = {"b.txt": "乙", "in/a.TXT": "甲", "c.md": "丙", "__MACOSX/._b.txt": "x"}


def pack(name: str, texts: dict[str, str]) -> str:
    """Write an archive of texts."""
    if name.endswith(".zip"):
        with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, text in texts.items():
                archive.writestr(member, text)
        return name
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as tar:
        for member, text in texts.items():
            info = tarfile.TarInfo(member)
            info.size = len(text.encode())
            tar.addfile(info, io.BytesIO(text.encode()))
    packers: dict[str, Callable[[bytes], bytes]] = {
        "zst": lambda data: pa.compress(data, codec="zstd", asbytes=True),
        "gz": gzip.compress,
        "tar": bytes,
    }
    Path(name).write_bytes(packers[name.rpartition(".")[2]](plain.getvalue()))
    return name


@pytest.mark.parametrize("name", ["in.zip", "in.tar", "in.tar.gz", "in.tar.zst"])
def test_an_archive_gives_its_texts_in_its_own_order(name: str) -> None:
    assert seen(pack(name, TEXTS), Columns(keep=("p",))) == [
        (f"{name}/b.txt", "乙", (None,)),
        (f"{name}/in/a.TXT", "甲", (None,)),
    ]


@pytest.mark.parametrize("name", ["in.zip", "in.tar"])
def test_a_path_that_leads_outside_and_an_archive_without_texts_are_refused(name: str) -> None:
    texts = {"../out.txt": "外", "/etc/out.txt": "外", "in.txt": "内"}
    assert [text for _, text, _ in seen(pack(name, texts))] == [
        f"{name}/../out.txt has a path that leads outside its archive: pack it anew.",
        f"{name}//etc/out.txt has a path that leads outside its archive: pack it anew.",
        "内",
    ]
    ends = ".htm, .html, .xhtml, .shtml, .pdf, .docx, .txt"
    message = f"{name} holds no text and no document ({ends}): pack some with that ending."
    assert seen(pack(name, {"a.png": ""}))[0][1] == message


def test_links_are_refused() -> None:
    with tarfile.open("in.tar", "w") as tar:
        for member, kind in {"hard.txt": tarfile.LNKTYPE, "soft.txt": tarfile.SYMTYPE}.items():
            info = tarfile.TarInfo(member)
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
    with zipfile.ZipFile("in.zip", "w") as archive:
        link = zipfile.ZipInfo("soft.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert [text for name in ("in.tar", "in.zip") for _, text, _ in seen(name)] == [
        "in.tar/hard.txt is a link or a device, no file: pack the text itself.",
        "in.tar/soft.txt is a link or a device, no file: pack the text itself.",
        "in.zip/soft.txt is a link or a device, no file: pack the text itself.",
    ]


@pytest.mark.parametrize("name", ["in.zip", "in.tar.gz"])
def test_an_archive_that_grows_beyond_measure_is_read_no_further(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "FREE_BYTES", 1_000_000)
    pack(name, {"a.txt": "甲", "b.txt": "0" * 9_000_000, "c.txt": "丙"})
    *_, last = (one for one in seen(name) if not one[1].startswith("0"))
    assert last[:2] == (name, f"{name} unpacks to more than 200 times its size: it was read no further.")


def test_a_member_that_is_too_large_is_refused_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 5)
    for name in ("in.zip", "in.tar"):
        large, small = seen(pack(name, {"a.txt": "123456", "b.txt": "12345"}))
        assert large[1] == f"{name}/a.txt is larger than 64,000,000 bytes, which no report is: divide it first."
        assert small[1] == "12345"


def test_a_header_that_is_too_large_is_read_no_further() -> None:
    name = pack("in.tar", {"a.txt": "甲"})
    with tarfile.open("b.tar", "w", format=tarfile.PAX_FORMAT) as tar:
        info = tarfile.TarInfo("b.txt")
        info.pax_headers = {"comment": "x" * 5_000_000}
        tar.addfile(info)
    Path(name).write_bytes(Path(name).read_bytes()[:1024] + Path("b.tar").read_bytes())
    first, last = seen(name)
    assert (first[1], last[1]) == ("甲", "in.tar has a header larger than 4,000,000 bytes: it was read no further.")


def test_names_in_a_zip_without_a_flag_are_utf_8_or_gb_18030() -> None:
    pack("in.zip", {"aaaa.txt": "甲", "bbbbbb.txt": "乙"})
    names = {b"aaaa": "报告".encode("gb18030"), b"bbbbbb": "报告".encode()}
    data = Path("in.zip").read_bytes()
    for old, new in names.items():
        data = data.replace(old, new)
    Path("in.zip").write_bytes(data)
    assert [name for name, _, _ in seen("in.zip", Columns())] == ["in.zip/报告.txt", "in.zip/报告.txt"]


def test_documents_are_counted_where_inputs_tell_how_many_they_hold() -> None:
    zipped, lines, parquet = pack("in.zip", {"a.txt": "甲", "b.md": "乙"}), write_lines(ROWS), write_parquet()
    assert [count([name]) for name in (zipped, lines, parquet, "a.txt")] == [1, 2, 2, 1]
    assert count([parquet, pack("in.tar", TEXTS)]) is None
