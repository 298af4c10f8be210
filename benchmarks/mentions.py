"""How well labelers find headings, labels and figures and name labels, by kind, as a Markdown table.

    python benchmarks/mentions.py ANNOTATIONS [SYSTEM ...] [--split test] [--seed 1]

SYSTEM is a name that `girml evaluate` takes for what reads in order: order:MODEL, spacy:FOLDER or characters:FILE.
Undamaged documents; F1 of exact runs of a labeler's own tokens (words, characters), so that labelers of other tokens
are not quite on a par; the share of the labels found that are named rightly; 95% intervals by bootstrap over documents.
"""

import argparse
import platform
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import girml
from girml.baselines.ordering import InOrder
from girml.corpus import read
from girml.corpus.tagging import bio_tags
from girml.evaluation.printing import interval
from girml.evaluation.systems import system
from girml.records.annotation import Annotation
from girml.text.view import view
from girml.training.examples import Example
from girml.training.scoring import MentionScore, mention_rates, score_mention

REAL = "unknown"
COLUMNS = ("f1 heading", "f1 row", "f1 column", "f1 figure", "named row", "named column")


def scores(reader: InOrder, documents: Iterable[Annotation]) -> Iterator[MentionScore]:
    """Yield the score of each document that has a token."""
    for one in documents:
        tokens, labeling = reader.labels(view(one.text))
        if tokens.texts:
            yield score_mention(Example(one, tokens, bio_tags(one, tokens)), labeling)


def table(documents: Sequence[Annotation], names: Sequence[str], seed: int) -> list[str]:
    """Return the lines of the table: for each kind and all kinds a row a system."""
    lines = [f"| kind | system | n | {' | '.join(COLUMNS)} |", f"|---|---|---:|{'---:|' * len(COLUMNS)}"]
    rows: dict[str, list[str]] = {}
    for name in names:
        found = list(scores(reader(name), documents))
        by_kind = mention_rates(found, lambda one: one.annotation.kind, seed=seed)
        for kind, rates in (*by_kind.items(), *mention_rates(found, seed=seed).items()):
            n = sum(kind in (one.example.annotation.kind, "all") for one in found)
            shown = " | ".join(interval(rates[one], 2) for one in COLUMNS)
            rows.setdefault(kind, []).append(f"| {kind} | {name} | {n} | {shown} |")
    return [*lines, *(line for own in rows.values() for line in own)]


def reader(name: str) -> InOrder:
    """Return the system of a name, which must tell its mentions."""
    found = system(name)
    if not isinstance(found, InOrder):
        raise SystemExit(f"{name} tells no mentions: name one of order:MODEL, spacy:FOLDER or characters:FILE.")
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("systems", nargs="*", default=["order:deterministic"])
    parser.add_argument(
        "--split", default="test", help="train, dev, test, or all for every document; test, unless said"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    split = None if options.split == "all" else options.split
    chosen = [one for one in read(options.annotations, split) if not one.damage and one.library != REAL]
    print(f"girml {girml.__version__}, Python {platform.python_version()}, split {options.split}, "
          f"n = {len(chosen):,}, seed {options.seed}\n")  # fmt: skip
    print("\n".join(table(chosen, options.systems, options.seed)))


if __name__ == "__main__":
    main()
