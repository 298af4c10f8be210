"""How a model does on converters that it never saw: each library left out of the training in turn.

    python benchmarks/leave_out.py CONFIG ANNOTATIONS [--share 4] [--each 40] [--seed 1] [--workers 2] [--only LIBRARY]

Of the documents every fourth is taken, by seed. For each library a model learns from the others, without the families
of bodies that it is scored on, and is scored on at most forty documents of the library. Prints a Markdown table.
"""

import argparse
import platform
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import girml
from girml.corpus import read
from girml.corpus.splits import Splits, needed
from girml.evaluation.printing import interval
from girml.labeler.names import index
from girml.pipeline import Extractor
from girml.records.annotation import Annotation
from girml.score import score, summarise
from girml.text.tokens import Tokenizer
from girml.text.view import view
from girml.training.config import Config, read_config
from girml.training.examples import examples
from girml.training.scoring import mention_rates, score_mentions
from girml.training.training import fit_labeler

REAL = "unknown"
HEAD = ("library", "kinds", "n", "learned from", "heading F1", "column F1", "row F1", "figure F1", "rows named",
        "non-zero cells right", "silent errors")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Left:
    """A library left out: the documents to learn from, and those to be scored on."""

    library: str
    learned: tuple[Annotation, ...]
    scored: tuple[Annotation, ...]


def left_out(documents: Sequence[Annotation], splits: Splits, each: int, seed: int) -> Iterator[Left]:
    """Yield each library with what its model learns from and is scored on."""
    for library in sorted({one.library for one in documents}):
        own = [one for one in documents if one.library == library]
        scored = Random(f"{seed}/{library}").sample(own, min(each, len(own)))
        families = {splits.family(one.body) for one in scored}
        learned = (one for one in documents if one.library != library and splits.family(one.body) not in families)
        yield Left(library, tuple(learned), tuple(sorted(scored, key=lambda one: one.id)))


def row(left: Left, config: Config) -> list[str]:
    """Return the row of a library."""
    labeler = fit_labeler(config, left.learned, lambda *_: None).labeler()
    tokenizer = Tokenizer(index().patterns)
    found = list(examples(left.scored, lambda text: tokenizer(view(text))))
    rates = mention_rates(score_mentions(labeler, found))["all"]
    extractor = Extractor(labeler, "left out")
    summary = summarise([score(extractor(one.text), one) for one in left.scored])
    kinds = ", ".join(sorted({one.kind for one in left.scored}))
    mentions = [rates[f"f1 {tag}"] for tag in ("heading", "column", "row", "figure")]
    figures = [*mentions, rates["named row"], summary.cells.nonzero, summary.cells.silent]
    return [left.library, kinds, str(len(left.scored)), str(len(left.learned)), *(interval(one, 2) for one in figures)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("--share", type=int, default=4)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", action="append")
    options = parser.parse_args()
    every = sorted((one for one in read(options.annotations) if one.library != REAL), key=lambda one: one.id)
    documents = Random(options.seed).sample(every, len(every) // options.share)
    lefts = left_out(documents, needed(options.annotations), options.each, options.seed)
    chosen = [one for one in lefts if not options.only or one.library in options.only]
    print(f"girml {girml.__version__}, Python {platform.python_version()}, seed {options.seed}, "
          f"{len(documents):,} of {len(every):,} documents\n")  # fmt: skip
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * 2}{'---:|' * (len(HEAD) - 2)}")
    with ProcessPoolExecutor(options.workers) as pool:
        for cells in pool.map(partial(row, config=read_config(options.config)), chosen):
            print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
