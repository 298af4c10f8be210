"""How a model does on converters that it never saw: each library left out of the training in turn.

    python benchmarks/leave_out.py CONFIG ANNOTATIONS [--share 4] [--each 40] [--iterations 40] [--seed 1] [--workers 2]
        [--only LIBRARY]

Of the documents every fourth is taken, by seed. For each library a model learns from the others, without the families
of bodies that it is scored on, and is scored on at most forty documents of the library. Prints a Markdown table. Needs
a system whose processes can fork: features are worked out once for all of them.
"""

import argparse
import platform
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

import girml
from girml.corpus import read
from girml.corpus.splits import Splits, needed
from girml.evaluation.printing import interval
from girml.labeler.lexicon import Lexicon
from girml.labeler.names import index
from girml.pipeline import Extractor
from girml.records.annotation import Annotation
from girml.score import score, summarise
from girml.text.tokens import Tokenizer
from girml.text.view import view
from girml.training.config import Config, read_config
from girml.training.examples import Example, examples, tagged
from girml.training.likelihood import Tagged
from girml.training.scoring import mention_rates, score_mentions
from girml.training.training import fit_examples, varied

REAL = "unknown"
HEAD = ("library", "kinds", "n", "learned from", "heading F1", "column F1", "row F1", "figure F1", "rows named",
        "non-zero cells right", "silent errors")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as it is read, and as it is learned from, with its features and tags."""

    read: Example
    learned: Example
    texts: Tagged


PREPARED: dict[str, Prepared] = {}
"""The documents by id, as the processes find them."""


@dataclass(frozen=True, slots=True)
class Left:
    """A library left out: the ids of the documents to learn from, and of those to be scored on."""

    library: str
    learned: tuple[str, ...]
    scored: tuple[str, ...]


def prepare(documents: Sequence[Annotation], config: Config) -> None:
    """Work out the features and tags of documents, varied as a training learns them."""
    tokenizer = Tokenizer(index().patterns)
    read = list(examples(documents, lambda text: tokenizer(view(text))))
    for one, learned in zip(read, varied(read, config.data), strict=True):
        PREPARED[one.annotation.id] = Prepared(one, learned, tagged(Lexicon(index()), learned))


def left_out(splits: Splits, each: int, seed: int) -> Iterator[Left]:
    """Yield each library with what its model learns from and is scored on."""
    documents = [one.read.annotation for one in PREPARED.values()]
    for library in sorted({one.library for one in documents}):
        own = [one for one in documents if one.library == library]
        scored = Random(f"{seed}/{library}").sample(own, min(each, len(own)))
        families = {splits.family(one.body) for one in scored}
        learned = (one for one in documents if one.library != library and splits.family(one.body) not in families)
        yield Left(library, tuple(one.id for one in learned), tuple(sorted(one.id for one in scored)))


def row(left: Left, config: Config) -> list[str]:
    """Return the row of a library."""
    learned = [PREPARED[name] for name in left.learned]
    parts = fit_examples(config, [one.learned for one in learned], (one.texts for one in learned), lambda *_: None)
    labeler = parts.labeler()
    found = [PREPARED[name].read for name in left.scored]
    rates = mention_rates(score_mentions(labeler, found))["all"]
    extractor = Extractor(labeler, "left out")
    documents = [one.annotation for one in found]
    reports = extractor.pipe(one.text for one in documents)
    summary = summarise([score(report, one) for report, one in zip(reports, documents, strict=True)])
    kinds = ", ".join(sorted({one.kind for one in documents}))
    mentions = [rates[f"f1 {tag}"] for tag in ("heading", "column", "row", "figure")]
    figures = [*mentions, rates["named row"], summary.cells.nonzero, summary.cells.silent]
    return [left.library, kinds, str(len(found)), str(len(learned)), *(interval(one, 2) for one in figures)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("--share", type=int, default=4)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--iterations", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", action="append")
    options = parser.parse_args()
    every = sorted((one for one in read(options.annotations) if one.library != REAL), key=lambda one: one.id)
    documents = Random(options.seed).sample(every, len(every) // options.share)
    config = read_config(options.config)
    config = replace(config, chain=replace(config.chain, iterations=options.iterations))
    prepare(documents, config)
    lefts = left_out(needed(options.annotations), options.each, options.seed)
    chosen = [one for one in lefts if not options.only or one.library in options.only]
    print(f"girml {girml.__version__}, Python {platform.python_version()}, seed {options.seed}, "
          f"{len(documents):,} of {len(every):,} documents, {options.iterations} iterations\n")  # fmt: skip
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * 2}{'---:|' * (len(HEAD) - 2)}")
    with ProcessPoolExecutor(options.workers, mp_context=get_context("fork")) as pool:
        for cells in pool.map(partial(row, config=config), chosen):
            print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
