"""Pages saved as office documents, by pandoc or LibreOffice, and read back."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from girml.records.annotation import Kind
from girml.synth.flatteners.flattener import Flattener, run, within_folder

Save = Callable[[str], bytes]
Read = Callable[[bytes], str]

_SOFFICE = ("soffice", "--headless", "--norestore")
_DOCX, _ODT, _TEXT = "docx:MS Word 2007 XML", "odt:writer8", "txt:Text (encoded):UTF8"
_READ_HTML = ("--infilter=HTML (StarWriter)",)
# A page in several modes is saved twice in all: as it is, and in marks.
_SAVED = 2


@lru_cache(maxsize=_SAVED)
def _pandoc_docx(html: str) -> bytes:
    return run(("pandoc", "-f", "html", "-t", "docx", "-o", "-"), html.encode())


@lru_cache(maxsize=_SAVED)
def _office_docx(html: str) -> bytes:
    return _converted(html.encode(), "html", _DOCX, *_READ_HTML)


@lru_cache(maxsize=_SAVED)
def _office_odt(html: str) -> bytes:
    return _converted(html.encode(), "html", _ODT, *_READ_HTML)


def _converted(data: bytes, suffix: str, target: str, *options: str) -> bytes:
    """Return a document as LibreOffice saves it in another format, named `suffix:filter`."""

    def steps(folder: Path) -> bytes:
        (folder / f"document.{suffix}").write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        run((*_SOFFICE, profile, "--convert-to", target, *options, f"document.{suffix}"), within=folder)
        return (folder / f"document.{target.partition(':')[0]}").read_bytes()

    return within_folder("", steps)


def _text(document: bytes, suffix: str) -> str:
    return _converted(document, suffix, _TEXT).decode("utf-8-sig").replace("\r\n", "\n")


def _python_docx(document: bytes) -> str:
    """Return paragraphs and rows in their order, as scripts write them; labels that span rows stand in each."""
    blocks = import_module("docx").Document(BytesIO(document)).iter_inner_content()
    return "\n".join(_rows(block) if hasattr(block, "rows") else str(block.text) for block in blocks)


def _rows(table: Any) -> str:
    return "\n".join("\t".join(_once(row.cells)) for row in table.rows)


def _once(cells: Sequence[Any]) -> list[str]:
    return [cell.text for at, cell in enumerate(cells) if at == 0 or cell._tc is not cells[at - 1]._tc]


def _docx2txt(document: bytes) -> str:
    return str(import_module("docx2txt").process(BytesIO(document)))


def _docx2python(document: bytes) -> str:
    with import_module("docx2python").docx2python(BytesIO(document)) as content:
        return str(content.text)


def _mammoth(document: bytes) -> str:
    return str(import_module("mammoth").extract_raw_text(BytesIO(document)).value)


def _odt2txt(document: bytes) -> str:
    def steps(folder: Path) -> str:
        (folder / "document.odt").write_bytes(document)
        return run(("odt2txt", "--width=-1", "document.odt"), within=folder).decode()

    return within_folder("", steps)


def _reread(html: str, save: Save, read: Read) -> str:
    return read(save(html))


_OFFICE = "libreoffice-writer-nogui"
_MODES: tuple[tuple[str, str, Kind, tuple[str, ...], Save, Read], ...] = (
    ("office-docx", "libreoffice", "cells", (_OFFICE,), _office_docx, partial(_text, suffix="docx")),
    ("office-odt", "libreoffice", "cells", (_OFFICE,), _office_odt, partial(_text, suffix="odt")),
    ("office-python-docx", "python-docx", "rows", (_OFFICE, "python-docx"), _office_docx, _python_docx),
    ("office-mammoth", "mammoth", "cells", (_OFFICE, "mammoth"), _office_docx, _mammoth),
    ("office-docx2txt", "docx2txt", "cells", (_OFFICE, "docx2txt"), _office_docx, _docx2txt),
    ("office-odt2txt", "odt2txt", "cells", (_OFFICE, "odt2txt"), _office_odt, _odt2txt),
    ("docx-python-docx", "python-docx", "rows", ("pandoc", "python-docx"), _pandoc_docx, _python_docx),
    ("docx-mammoth", "mammoth", "cells", ("pandoc", "mammoth"), _pandoc_docx, _mammoth),
    ("docx-docx2txt", "docx2txt", "cells", ("pandoc", "docx2txt"), _pandoc_docx, _docx2txt),
    ("docx-docx2python", "docx2python", "cells", ("pandoc", "docx2python"), _pandoc_docx, _docx2python),
)

OFFICE = tuple(
    Flattener(name, library, kind, needs, partial(_reread, save=save, read=read), press=name.partition("-")[0])
    for name, library, kind, needs, save, read in _MODES
)
