"""How well labelers find headings, labels and figures and name labels, by kind, as a Markdown table.

    python benchmarks/mentions.py ANNOTATIONS [MODEL ...] [--split test] [--seed 1]

MODEL is "deterministic" or the folder of a pack. Undamaged documents; F1 of exact runs of tokens, the share of the
labels found that are named rightly, with 95% intervals by bootstrap over documents.
"""

import argparse
import platform
from collections.abc import Sequence
from pathlib import Path

import girml
from girml.corpus import read
from girml.labeler.names import index
from girml.pipeline.models import find
from girml.score import Rate
from girml.text.tokens import Tokenizer
from girml.text.view import view
from girml.training.examples import Example, examples
from girml.training.scoring import mention_rates, score_mentions

REAL = "unknown"
COLUMNS = ("f1 heading", "f1 row", "f1 column", "f1 figure", "named row", "named column")


def table(found: Sequence[Example], models: Sequence[str], seed: int) -> list[str]:
    """Return the lines of the table: for each kind and all kinds a row a model."""
    lines = [f"| kind | model | n | {' | '.join(COLUMNS)} |", f"|---|---|---:|{'---:|' * len(COLUMNS)}"]
    rows: dict[str, list[str]] = {}
    for model in models:
        scores = list(score_mentions(find(model).labeler, found))
        by_kind = mention_rates(scores, lambda one: one.annotation.kind, seed=seed)
        for kind, rates in (*by_kind.items(), ("all", mention_rates(scores, seed=seed)["all"])):
            n = sum(kind in (one.annotation.kind, "all") for one in found)
            name = model if model == "deterministic" else Path(model).name
            rows.setdefault(kind, []).append(
                f"| {kind} | {name} | {n} | {' | '.join(_shown(rates[one]) for one in COLUMNS)} |"
            )
    return [*lines, *(line for own in rows.values() for line in own)]


def _shown(rate: Rate) -> str:
    if rate.share is None or rate.interval is None:
        return "–"
    low, high = (f"{100 * bound:.2f}" for bound in rate.interval)
    return f"{100 * rate.share:.2f}% ({low}–{high})"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("models", nargs="*", default=["deterministic", "models/default"])
    parser.add_argument("--split", default="test")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tokenizer = Tokenizer(index().patterns)
    chosen = [one for one in read(options.annotations, options.split) if not one.damage and one.library != REAL]
    found = list(examples(chosen, lambda text: tokenizer(view(text))))
    print(f"girml {girml.__version__}, Python {platform.python_version()}, split {options.split}, "
          f"n = {len(found):,}, seed {options.seed}\n")  # fmt: skip
    print("\n".join(table(found, options.models, options.seed)))


if __name__ == "__main__":
    main()
