"""How well the baselines find and name mentions, as a Markdown table.

    python train/baselines/mentions.py ANNOTATIONS SYSTEM ... [--split dev] [--seed 1]

SYSTEM is a name that `girml evaluate` takes: order:MODEL, spacy:FOLDER or characters:FILE. F1 of exact runs of its own
tokens (tokens, words or characters), and the share of the labels found that are named rightly, with 95% intervals by
bootstrap over documents.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from girml.baselines.ordering import InOrder
from girml.corpus import read
from girml.corpus.tagging import bio_tags
from girml.evaluation.systems import system
from girml.records import Labeling
from girml.records.annotation import Annotation
from girml.score import Rate
from girml.text.view import view
from girml.training.examples import Example
from girml.training.scoring import NAMED, TAGS, Label, MentionScore, mention_rates, score_mentions

RATES = (*(f"f1 {tag}" for tag in TAGS), *(f"named {tag}" for tag in NAMED))


def scores(reader: InOrder, documents: Iterable[Annotation]) -> Iterator[MentionScore]:
    """Yield the score of each document that has a token."""
    for one in documents:
        tokens, labeling = reader.labels(view(one.text))
        if tokens.texts:
            yield from score_mentions(_told(labeling), [Example(one, tokens, bio_tags(one, tokens))])


def _told(labeling: Labeling) -> Label:
    return lambda _: [labeling]


def table(documents: Sequence[Annotation], names: Sequence[str], seed: int) -> Iterator[str]:
    """Yield the lines of the table: a row for each rate, a column for each system."""
    found = {name: mention_rates(scores(_reader(name), documents), seed=seed)["all"] for name in names}
    yield f"| n = {len(documents):,} | {' | '.join(names)} |"
    yield f"|---|{'---:|' * len(names)}"
    for rate in RATES:
        yield f"| {rate} | {' | '.join(_shown(found[name][rate]) for name in names)} |"


def _reader(name: str) -> InOrder:
    found = system(name)
    if not isinstance(found, InOrder):
        raise SystemExit(f"{name} tells no mentions: name one of order:MODEL, spacy:FOLDER or characters:FILE.")
    return found


def _shown(rate: Rate) -> str:
    if rate.share is None or rate.interval is None:
        return "–"
    low, high = (f"{100 * bound:.2f}" for bound in rate.interval)
    return f"{100 * rate.share:.2f}% ({low}–{high})"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("systems", nargs="+")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print("\n".join(table(list(read(options.annotations, options.split)), options.systems, options.seed)))


if __name__ == "__main__":
    main()
