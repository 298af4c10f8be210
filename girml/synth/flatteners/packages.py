"""The packages that flatteners need, of PyPI or Debian: whether they are installed, in which version, and the cure."""

import shutil
import subprocess
from ctypes.util import find_library
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

# The module by which a PyPI package is found; a package that is not named here is a Debian one, with its program.
_MODULES = {
    "beautifulsoup4": "bs4",
    "boilerpy3": "boilerpy3",
    "docx2python": "docx2python",
    "docx2txt": "docx2txt",
    "fonttools": "fontTools",
    "html-text": "html_text",
    "html-to-markdown": "html_to_markdown",
    "html2text": "html2text",
    "html5lib": "html5lib",
    "inscriptis": "inscriptis",
    "justext": "justext",
    "lxml": "lxml",
    "mammoth": "mammoth",
    "markdownify": "markdownify",
    "ortools": "ortools",
    "pandas": "pandas",
    "parsel": "parsel",
    "pdfminer.six": "pdfminer",
    "pdfplumber": "pdfplumber",
    "pillow": "PIL",
    "pypdf": "pypdf",
    "pypdfium2": "pypdfium2",
    "pyquery": "pyquery",
    "python-docx": "docx",
    "resiliparse": "resiliparse",
    "selectolax": "selectolax",
    "trafilatura": "trafilatura",
    "w3lib": "w3lib",
    "weasyprint": "weasyprint",
}
_PROGRAMS = {"poppler-utils": "pdftotext", "libreoffice-writer-nogui": "soffice", "tesseract-ocr-chi-sim": "tesseract"}
_LIBRARIES = {"libpangoft2-1.0-0": "pangoft2-1.0"}
FILES = {
    "fonts-arphic-ukai": "/usr/share/fonts/truetype/arphic/ukai.ttc",
    "fonts-arphic-uming": "/usr/share/fonts/truetype/arphic/uming.ttc",
    "fonts-wqy-microhei": "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
}
"""The file of a package that is a font."""


def is_installed(package: str) -> bool:
    """Return whether a package can be used here."""
    if package in _MODULES:
        return find_spec(_MODULES[package]) is not None
    if package in FILES:
        return Path(FILES[package]).exists()
    if package in _LIBRARIES:
        return find_library(_LIBRARIES[package]) is not None
    return shutil.which(_PROGRAMS.get(package, package)) is not None


def installed_version(package: str) -> str:
    """Return the version of a package that is installed here, "" where nothing tells it."""
    if package in _MODULES:
        return version(package)
    try:
        asked = ("dpkg-query", "--show", "--showformat", "${Version}", package)
        return subprocess.run(asked, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def cure(package: str) -> str:
    """Return the command that installs a package."""
    return f"pip install {package}" if package in _MODULES else f"apt-get install {package}"
