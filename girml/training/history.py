"""The history of models: a line of figures for each that was trained."""

import csv
from pathlib import Path

from girml.pack import Pack

SCORES = ("f1 heading", "f1 column", "f1 row", "f1 figure", "named column", "named row")
_HEAD = ("model", "girml", "corpus", "train", "dev", *SCORES)


def add_line(file: Path, pack: Pack) -> None:
    """Add the line of a model to a CSV file, in place of an older one of the same name; its head where it is new."""
    known = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines())) if file.exists() else []
    lines = [one for one in known if one["model"] != pack.name]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, _HEAD, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*lines, _line(pack)])


def _line(pack: Pack) -> dict[str, str]:
    corpus, scores = pack.sections["corpus"], pack.sections["scores"]
    about = (pack.name, pack.sections["versions"]["girml"], corpus["sha256"][:12], corpus["train"], corpus["dev"])
    shares = [f"{scores[name]['right'] / scores[name]['of']:.4f}" if scores[name]["of"] else "" for name in SCORES]
    return dict(zip(_HEAD, (*map(str, about), *shares), strict=True))
