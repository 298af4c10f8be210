"""A spaCy pipeline with girml, packaged in one environment and installed by its name in another, both empty before.

    python benchmarks/packaged.py

Builds the wheel of this checkout, installs it, saves a pipeline and packages it as `spacy package` does; then installs
that package alone, which must bring girml along, and reads the five real reports. It fetches what girml depends on.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from girml.corpus import read

ROOT = Path(__file__).parent.parent
SAVE = "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('girml'); nlp.to_disk('saved')"
READ = """
import json, sys, spacy
docs = spacy.load('zh_girml_reports').pipe(json.load(sys.stdin))
print(json.dumps([{cell.id: cell.value for cell in doc._.girml[0].cells} for doc in docs]))
"""


def main() -> None:
    """Package, install, read and compare; print how many cells are as printed."""
    with TemporaryDirectory() as name:
        work = Path(name)
        run(work, sys.executable, "-I", "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", "wheels", str(ROOT))
        package(work, environment(work / "first", "girml"))
        second = environment(work / "second", "zh_girml_reports")
        real = list(read(ROOT / "annotations" / "real"))
        found = json.loads(run(work, second, "-I", "-c", READ, given=json.dumps([one.text for one in real])))
    pairs = [(one.cells[name], value) for one, cells in zip(real, found, strict=True) for name, value in cells.items()]
    right = sum(printed == value for printed, value in pairs)
    print(f"{right} of {len(pairs)} cells of {len(real)} reports are as printed, read where only the package was put.")


def environment(folder: Path, package: str) -> str:
    """Return the Python of a new environment with one package and what it needs."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    run(folder.parent, python, "-I", "-m", "pip", "install", "--quiet", "--find-links", "wheels", package)
    return python


def package(work: Path, python: str) -> None:
    """Save a pipeline, and put its package among the wheels."""
    run(work, python, "-I", "-c", SAVE)
    (work / "packages").mkdir()
    options = ("--name", "girml_reports", "--version", "1.0.0", "--build", "none")
    run(work, python, "-I", "-m", "spacy", "package", "saved", "packages", *options)
    source = work / "packages" / "zh_girml_reports-1.0.0"
    needs = json.loads((source / "meta.json").read_text(encoding="utf-8"))["requirements"]
    print(f"The package needs {', '.join(needs)}.")
    run(work, python, "-I", "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", "wheels", str(source))


def run(folder: Path, *command: str, given: str = "") -> str:
    """Return what a command prints."""
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, encoding="utf-8", input=given).stdout


if __name__ == "__main__":
    main()
