"""What fifty annotated reports of an unknown converter are worth: lays out what a user with fifty would have.

    python benchmarks/few_reports.py ANNOTATIONS LIBRARY OUT [--reports 50] [--start models/default] [--seed 1]
    girml train OUT/config.toml
    girml evaluate OUT/held --split all --system OUT/model --system learned

OUT/learned holds fifty reports of a library, drawn by seed, OUT/held those of other bodies, OUT/config.toml a training
that starts from a model and learns from the fifty. The library must be one that the model did not learn from.
"""

import argparse
import re
from pathlib import Path
from random import Random

from girml.corpus import lines, read
from girml.corpus.splits import needed
from girml.records.annotation import Annotation

CONFIG = Path(__file__).parents[1] / "train" / "config.toml"


def parted(documents: list[Annotation], reports: int, annotations: Path, seed: int) -> tuple[list[Annotation], ...]:
    """Return so many documents, drawn by families of bodies, and those of all other families."""
    splits = needed(annotations)
    families = sorted({splits.family(one.body) for one in documents})
    Random(seed).shuffle(families)
    learned: list[Annotation] = []
    for family in families:
        if len(learned) >= reports:
            break
        learned += [one for one in documents if splits.family(one.body) == family]
    used = {splits.family(one.body) for one in learned}
    return learned[:reports], [one for one in documents if splits.family(one.body) not in used]


def config(start: Path, annotations: Path, learned: str = "learned") -> str:
    """Return the config of the shipped model with other name, output, start; `learned` is where its data stand."""
    changes = {
        "name": '"few-reports"',
        "output": '"model"',
        "start": f'"{start.resolve()}"',
        "train": f'["{learned}"]',
        "dev": f'["{annotations.resolve()}:dev"]',
        "folds": "0",
    }
    text = CONFIG.read_text(encoding="utf-8")
    for name, value in changes.items():
        text = re.sub(rf"(?m)^{name} = .*$", lambda _, name=name, value=value: f"{name} = {value}", text)
    return re.sub(r'about = """.*?"""', 'about = "Reports of one converter."', text, flags=re.DOTALL)


def main() -> None:
    """Lay the folder out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("library")
    parser.add_argument("out", type=Path)
    parser.add_argument("--reports", type=int, default=50)
    parser.add_argument("--start", type=Path, default=Path("models/default"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    documents = sorted((one for one in read(options.annotations) if one.library == options.library),
                       key=lambda one: one.id)  # fmt: skip
    learned, held = parted(documents, options.reports, options.annotations, options.seed)
    if not learned or not held:
        raise SystemExit(f"{options.annotations} holds too few documents of {options.library!r} to part them by body.")
    for name, own in (("learned", learned), ("held", held)):
        (options.out / name).mkdir(parents=True, exist_ok=True)
        lines.write(own, options.out / name / "reports.jsonl")
    text = config(options.start, options.annotations)
    (options.out / "config.toml").write_text(text, encoding="utf-8")
    print(f"{len(learned)} reports to learn from, {len(held)} of other bodies to be scored on, in {options.out}")


if __name__ == "__main__":
    main()
