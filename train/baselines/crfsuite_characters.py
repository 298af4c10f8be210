"""Train a chain over characters by python-crfsuite on a share of the train split.

python train/baselines/crfsuite_characters.py ANNOTATIONS FILE [--share 0.25] [--iterations 60] [--seed 1]
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from girml.baselines.characters import characters, features
from girml.corpus import read
from girml.corpus.tagging import bio_tags
from girml.records.annotation import Annotation
from girml.text.view import view
from girml.training.data import drawn

L1, L2, LEAST_COUNT = 0.1, 0.05, 3


def train(documents: Sequence[Annotation], file: Path, iterations: int) -> int:
    """Train on documents, write the weights to `file`; return how many characters there were."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": iterations, "feature.minfreq": LEAST_COUNT})
    count = 0
    for one in documents:
        tokens = characters(view(one.text))
        count += len(tokens)
        trainer.append(features(tokens.view.text), bio_tags(one, tokens))
    file.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(file))
    return count


def main() -> None:
    """Train and print on how much, and how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--share", type=float, default=0.25)
    parser.add_argument("--iterations", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.perf_counter()
    whole = sorted(read(options.annotations, "train"), key=lambda one: one.id)
    documents = drawn(whole, max(1, round(options.share * len(whole))), options.seed)
    count = train(documents, options.file, options.iterations)
    print(
        f"{len(documents):,} of {len(whole):,} documents, {count:,} characters, {options.iterations} iterations: "
        f"{time.perf_counter() - began:,.0f} s, {options.file.stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main()
