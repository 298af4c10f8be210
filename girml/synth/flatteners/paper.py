"""Pages printed to PDF by one program and read back by another, in its modes."""

import logging
from collections.abc import Callable
from functools import lru_cache, partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from girml.records.annotation import Kind
from girml.synth.flatteners.flattener import Flattener, run, within_folder
from girml.synth.flatteners.fonts import PACKAGES, dressed

Print = Callable[[str], bytes]
Read = Callable[[bytes], str]

_CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
# A page in several modes is printed twice in all: as it is, and in marks.
_PRINTS = 2


@lru_cache(maxsize=_PRINTS)
def _chromium(html: str) -> bytes:
    def steps(folder: Path) -> bytes:
        profile, output = f"--user-data-dir={folder}/profile", f"--print-to-pdf={folder}/page.pdf"
        run((*_CHROMIUM, profile, output, "page.html"), within=folder)
        return (folder / "page.pdf").read_bytes()

    return within_folder(html, steps)


@lru_cache(maxsize=_PRINTS)
def weasyprint(html: str) -> bytes:
    """Return the PDF that weasyprint prints of a page."""
    printed: bytes = import_module("weasyprint").HTML(string=html).write_pdf()
    return printed


def _pdftotext(pdf: bytes, *options: str) -> str:
    return run(("pdftotext", *options, "-", "-"), pdf).decode("utf-8", "replace")


def _pdfplumber(pdf: bytes, **options: Any) -> str:
    with _plumbed(pdf) as pages:
        return "\n".join(page.extract_text(**options) for page in pages.pages)


def _pdfplumber_tables(pdf: bytes) -> str:
    """Return the rows of all tables, as a script writes them that wants nothing else."""
    with _plumbed(pdf) as pages:
        rows = [row for page in pages.pages for table in page.extract_tables() for row in table]
    return "\n".join("\t".join((cell or "").replace("\n", "") for cell in row) for row in rows)


def _plumbed(pdf: bytes) -> Any:
    _quieten()
    return import_module("pdfplumber").open(BytesIO(pdf))


def _pypdf(pdf: bytes, **options: Any) -> str:
    return "\n".join(page.extract_text(**options) for page in import_module("pypdf").PdfReader(BytesIO(pdf)).pages)


def _pdfminer(pdf: bytes, **options: Any) -> str:
    _quieten()
    layout = import_module("pdfminer.layout").LAParams(**options)
    return str(import_module("pdfminer.high_level").extract_text(BytesIO(pdf), laparams=layout))


def _quieten() -> None:
    # It warns of every font without a bounding box, and reads it all the same.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)


def _pdfium(pdf: bytes) -> str:
    pages = import_module("pypdfium2").PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "\n")


def _paper(html: str, printer: Print, read: Read) -> str:
    return read(printer(html))


_PRINTER_PACKAGES = {"chromium": ("chromium",), "weasyprint": ("weasyprint", "libpangoft2-1.0-0")}
_PRINTERS: dict[str, Print] = {"chromium": _chromium, "weasyprint": weasyprint}
_READERS: dict[str, tuple[str, Kind, Read]] = {
    "pdftotext": ("poppler-utils", "split", _pdftotext),
    "pdftotext-raw": ("poppler-utils", "pdf", lambda pdf: _pdftotext(pdf, "-raw")),
    "pdftotext-layout": ("poppler-utils", "pdf", lambda pdf: _pdftotext(pdf, "-layout")),
    "pdfplumber": ("pdfplumber", "pdf", _pdfplumber),
    "pdfplumber-layout": ("pdfplumber", "pdf", lambda pdf: _pdfplumber(pdf, layout=True)),
    "pdfplumber-tables": ("pdfplumber", "rows", _pdfplumber_tables),
    "pypdf": ("pypdf", "pdf", _pypdf),
    "pypdf-layout": ("pypdf", "pdf", lambda pdf: _pypdf(pdf, extraction_mode="layout")),
    "pdfminer": ("pdfminer.six", "split", _pdfminer),
    "pdfminer-boxes": ("pdfminer.six", "pdf", lambda pdf: _pdfminer(pdf, boxes_flow=None)),
    "pdfium": ("pypdfium2", "pdf", _pdfium),
}

PAPER = tuple(
    Flattener(
        f"{printer}-{mode}",
        library,
        kind,
        (*_PRINTER_PACKAGES[printer], library, *PACKAGES),
        partial(_paper, printer=print_, read=read),
        dressed,
        press=f"paper-{printer}",
        alike=True,
    )
    for printer, print_ in _PRINTERS.items()
    for mode, (library, kind, read) in _READERS.items()
)
