"""Files of others are read one document at a time, and bounded; offsets are counted as each tool counts them."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin, Span

from girml.corpus import lines
from girml.errors import InputError
from girml.formats import docbin, reading
from girml.formats.converting import Outcome, Taken, from_annotations, from_tool
from girml.formats.items import Item, Refused
from girml.formats.offsets import Utf16
from girml.formats.pieces import pieces
from girml.formats.table import FORMATS
from tests.corpora import document

TOTAL = "figure:t4.reconsideration.total"


def entries(tmp_path: Path, text: str) -> Iterator[object]:
    """Return the entries of a JSON list in a file."""
    file = tmp_path / "a.json"
    file.write_text(text, encoding="utf-8")
    return reading.entries(file, lambda _: None)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 20])
def test_a_list_is_read_entry_by_entry_wherever_its_pieces_end(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_AT_ONCE", size)
    found = [{"text": '，[]{}"\\', "n": [1, {"😀": None}]}, {}, {"x": "\n" * 9}]
    assert list(entries(tmp_path, json.dumps(found))) == found
    assert list(entries(tmp_path, f" \n{json.dumps(found, indent=2, ensure_ascii=False)}\r\n")) == found
    assert list(entries(tmp_path, " [ ] ")) == []


BROKEN = [
    pytest.param("", 0, "is no JSON list: export it as JSON.", id="empty"),
    pytest.param('{"a": 1}', 0, "is no JSON list", id="an object"),
    pytest.param('[{"a": 1}', 1, "ends or breaks off after entry 1: export it anew.", id="no end"),
    pytest.param('[{"a": 1} {"b": 2}]', 1, "ends or breaks off after entry 1", id="no comma"),
    pytest.param('[{"a": 1}, {"b"]', 1, " entry 2 is no JSON: export it anew.", id="broken entry"),
    pytest.param("[" + "[" * 100_000, 0, " entry 1 is nested too deeply: export it anew.", id="nested"),
    pytest.param('[{"a": 1}, ' + "9" * 5000 + "]", 1, " entry 2 is no JSON", id="a number beyond all"),
]


@pytest.mark.parametrize(("text", "before", "message"), BROKEN)
def test_what_stands_before_a_break_is_read(text: str, before: int, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        list(entries(tmp_path, text))
    assert message in str(refusal.value)
    stream = entries(tmp_path, text)
    assert [next(stream) for _ in range(before)] == [{"a": 1}] * before


def test_a_document_beyond_measure_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 1000)
    monkeypatch.setattr(reading, "_AT_ONCE", 100)
    long = json.dumps({"text": "长" * 5000}, ensure_ascii=False)
    for name, text in (("label-studio", f"[{long}]"), ("doccano", long), ("prodigy", long), ("conll", "a\tO\n" * 5000)):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        [one] = from_tool(name, file, lambda _: None)
        assert isinstance(one, Refused)
        assert "1,000" in one.message
    (tmp_path / "b.txt").write_text("长" * 5000, encoding="utf-8")
    [one] = from_tool("brat", tmp_path, lambda _: None)
    assert isinstance(one, Refused)
    assert one.message == f"{tmp_path}/b.txt is larger than 1,000 bytes, which no annotated report is: divide it first."


def test_a_file_that_unpacks_beyond_measure_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docbin, "_MOST_UNPACKED", 1000)
    (tmp_path / "a.spacy").write_bytes(zlib.compress(b"\0" * 5000))
    [one] = from_tool("spacy", tmp_path, lambda _: None)
    assert isinstance(one, Refused)
    assert one.message.endswith("a.spacy unpacks to more than 1,000 bytes: write it in smaller parts.")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[[", b"T1\tx 0 1\n", b"\0" * 99, zlib.compress(b"\x81\xa1a\x01")])
def test_bytes_that_are_none_of_a_format_are_refused(name: str, data: bytes, tmp_path: Path) -> None:
    for file in ("a.txt", "a.ann", "a.spacy"):
        (tmp_path / file).write_bytes(data)
    path = tmp_path if name in ("brat", "spacy") else tmp_path / "a.txt"
    assert all(isinstance(one, Refused) for one in from_tool(name, path, lambda _: None))
    missing = list(from_tool(name, tmp_path / "missing", lambda _: None))
    assert all(isinstance(one, Refused) and "missing" in one.message for one in missing)
    assert missing


@pytest.mark.parametrize("name", FORMATS)
def test_damaged_files_cost_no_more_than_documents(name: str, tmp_path: Path) -> None:
    random = Random(4)
    target = tmp_path / "whole"
    FORMATS[name].write([Item(document("a")), Item(document("b"))], target)
    files = sorted(target.iterdir()) if target.is_dir() else [target]
    for _ in range(60):
        file = random.choice(files)
        whole = file.read_bytes()
        at = random.randrange(len(whole))
        file.write_bytes(whole[:at] + random.randbytes(random.randint(0, 3)) + whole[at + random.randint(0, 40) :])
        outcomes: list[Outcome] = list(from_tool(name, target, lambda _: None))
        file.write_bytes(whole)
        assert all(isinstance(one, Taken | Refused) for one in outcomes)


@pytest.mark.parametrize("name", FORMATS)
def test_every_byte_that_is_read_is_told(name: str, tmp_path: Path) -> None:
    target = tmp_path / "whole"
    FORMATS[name].write([Item(document("a")), Item(document("b"))], target)
    heard: list[float] = []
    list(from_tool(name, target, heard.append))
    files = sorted(target.glob("*.txt")) or sorted(target.glob("*.spacy")) or [target]
    assert sum(heard) == sum(file.stat().st_size for file in files)


def test_annotations_of_ours_cost_their_own_line(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    half = json.dumps(json.loads(lines.dump(document("b"))) | {"library": "\ud83d"})
    beyond = lines.dump(document("c")).replace('"t4.litigation_direct.total": 0', '"t4.litigation_direct.total": 1e999')
    file.write_text("\n".join([lines.dump(document("a")), "{", half, beyond, "[" * 100_000, ""]), encoding="utf-8")
    one, *others = from_annotations(file, lambda _: None)
    assert isinstance(one, Taken)
    told = [other.message.removeprefix(f"{file}:") for other in others if isinstance(other, Refused)]
    assert told[0].startswith("2 is not JSON")
    assert told[1:] == [
        "3 holds half a character ('\\ud83d'): write the whole one, or U+FFFD.",
        "4 has a figure that is no number: write what is printed, as a string.",
        "5 is nested too deeply: mend it.",
    ]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
def test_utf_16_is_counted_there_and_back(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    counted = len(text[:place].encode("utf-16-le")) // 2
    units = Utf16(text)
    assert (units.counted(place), units.place(counted)) == (counted, place)
    assert units.differs == any(char > "\uffff" for char in text)
    if place < len(text) and text[place] > "\uffff":
        assert units.place(counted + 1) is None


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=20), st.lists(st.integers(-3, 22), max_size=5))
def test_pieces_make_the_text_and_none_crosses_a_border(text: str, borders: list[int]) -> None:
    found = list(pieces(text, borders))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(start < end for start, end in found)
    assert not any(start < border < end for start, end in found for border in borders)


def test_a_docbin_of_others_is_read_by_its_entities_and_the_rest_is_told(tmp_path: Path) -> None:
    doc, other = (spacy.blank("zh").make_doc("复议 3 4 件") for _ in range(2))
    three, four = Span(doc, 2, 3, label="figure:t4.reconsideration.upheld"), Span(other, 3, 4, label=TOTAL)
    doc.set_ents([three])
    doc.cats = {"报告": 1.0}
    doc.user_data["来源"] = "x"
    other.set_ents([four])
    other.spans["mine"] = [four]
    other.spans["second"] = [four]
    DocBin(store_user_data=True, docs=[doc, other]).to_disk(tmp_path / "a.spacy")
    one, two = from_tool("spacy", tmp_path / "a.spacy", lambda _: None)
    assert isinstance(one, Taken)
    assert isinstance(two, Taken)
    assert one.item.annotation.cells == {"t4.reconsideration.upheld": 3}
    assert one.notes == (
        "Left out, for an annotation has no place for it: categories (1).",
        "Left out, for an annotation has no place for it: user data '来源' (1).",
        "Its title tells no year: 0 was written; correct it.",
    )
    assert two.item.annotation.cells == {"t4.reconsideration.total": 4}
    assert two.notes[:2] == (
        "Left out, for the span group 'mine' was taken: span group 'second' (1).",
        "Left out, for the span group 'mine' was taken: entities (1).",
    )
