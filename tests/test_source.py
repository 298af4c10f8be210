"""Bytes to text: encodings found, byte-order marks left out, what is no text refused."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from girml.errors import InputError
from girml.text.source import decode

REPORT = "云川县水利局2023年政府信息公开工作年度报告\r\n一、总体情况\n收到申请3件。\r"
TRADITIONAL = "雲川縣水利局2023年政府信息公開工作年度報告\n一、總體情況\n收到申請3件。\n"


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        pytest.param(REPORT, "utf-8", "utf-8", id="utf-8"),
        pytest.param(REPORT, "gbk", "gb18030", id="gbk"),
        pytest.param(REPORT + "㐀𠀀", "gb18030", "gb18030", id="gb18030 beyond gbk"),
        pytest.param(TRADITIONAL, "big5", "big5", id="big5"),
        pytest.param(TRADITIONAL + "碁裏恒", "cp950", "cp950", id="big5 as windows extends it"),
        pytest.param(REPORT, "utf-16-le", "utf-16-le", id="utf-16 little end first"),
        pytest.param(REPORT, "utf-16-be", "utf-16-be", id="utf-16 big end first"),
        pytest.param("今天天气很好。", "utf-8", "utf-8", id="utf-8 that is no report"),
        pytest.param("今天天气很好，适合出门。", "gbk", "gb18030", id="gbk that is no report"),
        pytest.param("plain words", "ascii", "utf-8", id="ascii"),
    ],
)
def test_text_comes_back_unchanged_in_every_encoding(text: str, codec: str, encoding: str) -> None:
    data = text.encode(codec)
    decoded = decode(data, "a.txt")
    assert (decoded.text, decoded.encoding, decoded.sha256) == (text, encoding, sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("mark", "codec", "encoding"),
    [
        pytest.param(b"\xef\xbb\xbf", "utf-8", "utf-8", id="utf-8"),
        pytest.param(b"\xff\xfe", "utf-16-le", "utf-16-le", id="utf-16 little end first"),
        pytest.param(b"\xfe\xff", "utf-16-be", "utf-16-be", id="utf-16 big end first"),
        pytest.param(b"\x84\x31\x95\x33", "gb18030", "gb18030", id="gb18030"),
    ],
)
def test_a_byte_order_mark_is_no_part_of_the_text_but_of_the_hash(mark: bytes, codec: str, encoding: str) -> None:
    data = mark + REPORT.encode(codec)
    decoded = decode(data, "a.txt")
    assert (decoded.text, decoded.encoding, decoded.sha256) == (REPORT, encoding, sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("data", "encoding", "end"),
    [
        pytest.param(REPORT.encode()[:-5], "utf-8", "申请3\ufffd", id="utf-8 cut within a character"),
        pytest.param(REPORT.encode("gbk")[:-4], "gb18030", "申请3\ufffd", id="gbk cut within a character"),
        pytest.param(b"\xff\xfe" + REPORT.encode("utf-16-le")[:-1], "utf-16-le", "3件。\ufffd", id="utf-16 cut"),
    ],
)
def test_half_a_report_keeps_its_encoding_and_marks_what_was_lost(data: bytes, encoding: str, end: str) -> None:
    decoded = decode(data, "half.txt")
    assert decoded.encoding == encoding
    assert decoded.text.startswith("云川县水利局2023年政府信息公开工作年度报告\r\n")
    assert decoded.text.endswith(end)


def test_a_stray_control_character_in_a_report_does_not_make_it_binary() -> None:
    text = "\0\x07" + REPORT
    assert decode(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "x is a PNG image, not text: convert it to text first.", id="png"
        ),
        pytest.param(
            b"\xff\xd8\xff\xe0\0\x10JFIF", "x is a JPEG image, not text: convert it to text first.", id="jpeg"
        ),
        pytest.param(b"GIF89a\1\0", "x is a GIF image, not text: convert it to text first.", id="gif"),
        pytest.param(b"II*\0\x08\0", "x is a TIFF image, not text: convert it to text first.", id="tiff"),
        pytest.param(b"%PDF-1.7\n", "x is a PDF document, not text: convert it to text first.", id="pdf"),
        pytest.param(b"{\\rtf1\\ansi", "x is an RTF document, not text: convert it to text first.", id="rtf"),
        pytest.param(b"PK\3\4 notes.txt", "x is a ZIP archive, not text: unpack it first.", id="zip"),
        pytest.param(
            b"PK\3\4 word/document.xml", "x is a Word document (.docx), not text: convert it to text first.", id="docx"
        ),
        pytest.param(
            b"PK\3\4 xl/workbook.xml", "x is an Excel workbook (.xlsx), not text: convert it to text first.", id="xlsx"
        ),
        pytest.param(b"PK\3\4 OFD.xml", "x is an OFD document, not text: convert it to text first.", id="ofd"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0",
            "x is an old Office document (.doc, .xls, .wps), not text: convert it to text first.",
            id="doc",
        ),
        pytest.param(b"\x1f\x8b\x08\0", "x is a gzip archive, not text: unpack it first.", id="gzip"),
        pytest.param(
            b"\x7fELF\2\1\1\0\0\0\xff\xfe", "x is binary data, not text: convert it to text first.", id="program"
        ),
        pytest.param(b"a\0b\0\0\0", "x is binary data, not text: convert it to text first.", id="nul bytes"),
        pytest.param(b"ab\x01\x02", "x is binary data, not text: convert it to text first.", id="control characters"),
        pytest.param(
            b"caf\xe9 \xff\xff\xff!",
            "x is in none of UTF-8, GB18030, Big5 and UTF-16: save it as UTF-8 first.",
            id="latin",
        ),
        pytest.param(b"", "x is empty: name a file that holds the text of a report.", id="empty"),
        pytest.param(b"\xef\xbb\xbf", "x is empty: name a file that holds the text of a report.", id="only a mark"),
        pytest.param(" \r\n　".encode(), "x is empty: name a file that holds the text of a report.", id="blank"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is_and_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as refusal:
        decode(data, "x")
    assert str(refusal.value) == message


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]),
)
def test_whatever_stands_in_a_report_comes_back_unchanged(text: str, codec: str) -> None:
    whole = REPORT * 20 + text
    assert decode(whole.encode(codec), "a.txt").text == whole


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused_by_name(data: bytes) -> None:
    try:
        assert decode(data, "noise.bin").text
    except InputError as refusal:
        assert str(refusal).startswith("noise.bin is ")  # noqa: PT017
