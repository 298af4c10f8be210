"""Documents that cannot be read: each gets a clear word, and costs itself alone."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from benchmarks.printing import docx_of, made
from girml.documents import docx, parsing, read, text_of
from girml.documents.kinds import kind_of
from girml.errors import InputError
from girml.pipeline import Extractor
from tests.pdfs import Words
from tests.pdfs import pdf as printed

NARROW = (
    "import sys; sys.path[:] = sys.argv[1:]; from girml.documents import child, limits; "
    "limits.MOST_MEMORY = 150_000_000; child.main()"
)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = b"<html><body><p>\xe4\xb8\x80"
SOUND = printed([[Words(20, 500, "规章")]])


def encrypted() -> bytes:
    """Return a PDF document under a password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(BytesIO(SOUND)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


def locked() -> bytes:
    """Return an archive that says of its parts that they are encrypted."""
    data = bytearray(archive({"word/document.xml": b"<a/>"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


REFUSED = [
    pytest.param("a.pdf", encrypted, "a.pdf is encrypted: save it without a password.", id="encrypted PDF"),
    pytest.param(
        "a.pdf", lambda: printed([[], []]),
        "a.pdf has 2 pages but no text layer, it may be scanned: recognise its text first.", id="scanned",
    ),
    pytest.param(
        "a.pdf", lambda: SOUND[:300], "a.pdf is damaged: it is no whole PDF document; get it again.", id="cut PDF"
    ),
    pytest.param(
        "a.pdf", lambda: printed([[Words(1, 1, "文")]] * 501),
        "a.pdf has more than 500 pages, which no report has: divide it first.", id="too many pages",
    ),
    pytest.param(
        "a.pdf", lambda: SOUND.replace(b"UniGB-UCS2-H", b"Identity-H##").replace(b"(GB1)", b"(XXX)"),
        "a.pdf has fonts that do not name their characters: recognise its text from its images.", id="unnamed",
    ),
    pytest.param("a.pdf", lambda: b"", "a.pdf is empty: get the document again.", id="empty"),
    pytest.param(
        "a.docx", lambda: SOUND,
        "a.docx is a PDF document, not a Word document (.docx): give it the ending .pdf.", id="PDF called docx",
    ),
    pytest.param("a.html", lambda: SOUND, "a.html is a PDF document, not an HTML page: give it the ending .pdf.",
                 id="PDF called html"),
    pytest.param("a.pdf", lambda: PAGE, "a.pdf is an HTML page, not a PDF document: give it the ending .html.",
                 id="page called PDF"),
    pytest.param(
        "a.pdf", lambda: b"plain",
        "a.pdf is not a PDF document, whatever its name says: look at it, and give it the ending of what it is.",
        id="text called PDF",
    ),
    pytest.param(
        "a.docx", lambda: OLD,
        "a.docx is encrypted, or an old Office document (.doc): save it as .docx, without a password.", id="old Word",
    ),
    pytest.param("a.docx", locked, "a.docx is encrypted: save it without a password.", id="locked archive"),
    pytest.param(
        "a.docx", lambda: archive({"word/document.xml": b"<a/>"}),
        "a.docx is damaged: it is no whole Word document; get it again.", id="archive without its parts",
    ),
    pytest.param(
        "a.html", lambda: b"<html><body><script>a</script>", "a.html shows nothing: look at it, and get it again.",
        id="page of nothing",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "message"), REFUSED)
def test_a_document_that_cannot_be_read_is_told_with_its_cure(
    name: str, data: Callable[[], bytes], message: str, extractor: Extractor
) -> None:
    with pytest.raises(InputError) as told:
        read(extractor, data(), name)
    assert str(told.value) == message


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (SOUND, "standard input", "pdf"), (SOUND, "a.txt", None), (b"\xef\xbb\xbf \n<!DOCTYPE HTML>", "report", "html"),
        (archive({"word/document.xml": b""}), "in.jsonl:3", "docx"), (b"text <b>", "in.jsonl:4", None),
        (b"no mark <p>", "a.HTM", "html"), ("\ufeff<html>".encode("utf-16-le"), "report.aspx", "html"),
    ],
)  # fmt: skip
def test_the_kind_is_told_by_the_name_else_by_the_first_bytes(data: bytes, name: str, kind: str | None) -> None:
    assert kind_of(data, name) == kind


def test_a_word_document_that_unpacks_without_measure_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "MOST_UNPACKED", 1000)
    with pytest.raises(InputError, match=r"^a\.docx unpacks to more than 1,000 bytes, which no report does: divide it"):
        docx.blocks(archive({"word/document.xml": bytes(1001)}), "a.docx")


def test_entities_of_a_word_document_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    parts = zipfile.ZipFile(BytesIO(docx_of(made(0, 3).page)))
    own = {name: parts.read(name) for name in parts.namelist()}
    begin = own["word/document.xml"].index(b"<w:document")
    entity = f'<!DOCTYPE a [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
    text = own["word/document.xml"][begin:].replace(b"<w:t>", b"<w:t>&e;", 1)
    own["word/document.xml"] = own["word/document.xml"][:begin] + entity + text
    assert "secret" not in str(docx.blocks(archive(own), "a.docx"))


def test_a_parser_that_says_nothing_in_time_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    parsing._parser.cache_clear()
    monkeypatch.setattr(parsing, "SECONDS", 0.2)
    monkeypatch.setattr(parsing, "_START", "import time; time.sleep(60)")
    with pytest.raises(InputError, match=r"^a\.pdf was given up after 0\.2 seconds of parsing"):
        text_of(SOUND, "a.pdf")
    monkeypatch.undo()
    assert text_of(SOUND, "a.pdf") == "规章\n"


def test_a_parser_that_takes_too_much_memory_costs_its_document(monkeypatch: pytest.MonkeyPatch) -> None:
    parsing._parser.cache_clear()
    monkeypatch.setattr(parsing, "_START", NARROW)
    with pytest.raises(InputError, match=r"^a\.html (takes too much memory|made its parser end|is damaged)"):
        text_of(b"<html>" + b"<p>a<b>" * 1_000_000, "a.html")
    assert text_of(b"<html>b", "b.html") == "b\n"
    parsing._parser.cache_clear()


def test_the_process_that_parses_writes_no_file(tmp_path: Path) -> None:
    script = "from girml.documents.limits import bind; bind(); out = open('out', 'w'); out.write('a'); out.close()"
    done = subprocess.run((sys.executable, "-c", script), cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"File too large" in done.stderr
    assert (tmp_path / "out").read_bytes() == b""


def test_parsers_are_not_loaded_until_they_are_needed() -> None:
    loaded = "print(*{'lxml', 'pdfplumber', 'pdfminer', 'docx'} & set(sys.modules))"
    script = f"import girml.cli, sys; girml.load('deterministic')('a'); {loaded}"
    done = subprocess.run((sys.executable, "-c", script), capture_output=True, check=True)
    assert done.stdout == b"\n"
