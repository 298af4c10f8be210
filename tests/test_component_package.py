"""A pipeline as a package: `spacy package` makes it, an environment of its own reads with it. Nothing is fetched."""

import json
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
import spacy

from girml.corpus import read

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parent.parent
READ = """
import json, sys, spacy
nlp = spacy.load("zh_girml_reports")
docs = nlp.pipe(json.load(sys.stdin))
print(json.dumps([{cell.id: cell.value for cell in doc._.girml[0].cells} for doc in docs]))
"""


def run(*command: str | Path, given: str = "") -> str:
    """Return what a command prints."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, input=given)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """Return the Python of an environment in which nothing is installed, and the libraries of this one can be read."""
    folder = tmp_path / "environment"
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    own = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    outer = sysconfig.get_path("purelib")
    (own / "outer.pth").write_text(f"import site; site.addsitedir({outer!r})\n", encoding="utf-8")
    return python


def test_a_packaged_pipeline_installs_and_reads_every_cell(tmp_path: Path, environment: Path) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("girml")
    nlp.to_disk(tmp_path / "saved")
    (tmp_path / "packages").mkdir()
    named = ("--name", "girml_reports", "--version", "1.0.0", "--build", "none")
    run(sys.executable, "-m", "spacy", "package", tmp_path / "saved", tmp_path / "packages", *named)
    pip = (sys.executable, "-m", "pip", "--python", environment, "install", "--quiet", "--disable-pip-version-check")
    offline = ("--no-index", "--no-deps", "--no-build-isolation")
    run(*pip, *offline, tmp_path / "packages" / "zh_girml_reports-1.0.0")

    real = list(read(ROOT / "annotations" / "real"))
    found = json.loads(run(environment, "-c", READ, given=json.dumps([one.text for one in real])))
    assert found == [one.cells for one in real]
    assert sum(map(len, found)) == 998
