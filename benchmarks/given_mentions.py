"""How reports are read where the labeler is never wrong: given the mentions of gold, as a Markdown table by kind.

    python benchmarks/given_mentions.py ANNOTATIONS [--split test] [--each 100] [--seed 1] [--failing]

Undamaged documents, so many of each kind drawn by seed. What the text decides must be read as printed, what it does not
must be unresolved or ask for review; `--failing` names the documents with most cells that are not.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from drawing import drawn, measured_on

from girml.corpus.tagging import bio_tags, token_places, token_range
from girml.labeler.names import key
from girml.pipeline import Extractor
from girml.records import Labeling, Name, Tokens
from girml.records.annotation import Annotation
from girml.score import verdicts

LABELS = ("heading", "column", "row")
COLUMNS = ("decided", "right", "unresolved", "wrong, asks", "wrong, silent", "undecided", "marked", "not marked")


class FromGold:
    """A labeler that tells each document's own mentions."""

    def __init__(self, documents: Iterable[Annotation]) -> None:
        self._documents = {one.text: one for one in documents}

    def __call__(self, every: Sequence[Tokens]) -> list[Labeling]:
        """Return the labels of gold for the tokens of its texts."""
        return [self._labeling(tokens) for tokens in every]

    def _labeling(self, tokens: Tokens) -> Labeling:
        annotation = self._documents[tokens.view.source]
        tags = bio_tags(annotation, tokens)
        return Labeling(tags, [1.0] * len(tags), dict(_names(annotation, tokens, tags)))


def _names(annotation: Annotation, tokens: Tokens, tags: Sequence[str]) -> Iterator[tuple[int, tuple[Name, ...]]]:
    """Yield the name of each label and heading: a piece of a wrapped one goes on where the one before it ended. Where
    a token holds several things, its tag says which is named."""
    places = token_places(tokens)
    label, at = "", 0
    for span in sorted(annotation.spans):
        if span.tag not in LABELS or not span.label:
            continue
        found = token_range(span, places, annotation.text)
        at = at if span.label == label and span.tag != "heading" else 0
        length = len(key(annotation.text[span.start : span.end]))
        if found and tags[found.first] == f"B-{span.tag}":
            yield found.first, (Name(span.label, at, at + length, 1.0),)
        label, at = span.label, at + length


def counts(extractor: Extractor, annotation: Annotation) -> Counter[str]:
    """Return how many cells of a document are read how."""
    found: Counter[str] = Counter()
    for one in verdicts(extractor(annotation.text), annotation):
        if one.id in annotation.undecided:
            found["undecided"] += 1
            found["marked" if one.right else "not marked"] += 1
        elif one.id not in annotation.lost:
            found["decided"] += 1
            wrong = "unresolved" if one.unresolved else "wrong, asks" if one.review else "wrong, silent"
            found["right" if one.right else wrong] += 1
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("--split", default="test")
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failing", action="store_true")
    options = parser.parse_args()
    documents = drawn(options.annotations, options.split, options.each, options.seed)
    extractor = Extractor(FromGold(one for own in documents.values() for one in own), "gold")
    print(measured_on(options.split, options.seed))
    print(f"| kind | n | {' | '.join(COLUMNS)} |")
    print(f"|---|---:|{'---:|' * len(COLUMNS)}")
    failing: list[tuple[int, str, Counter[str]]] = []
    for kind, own in documents.items():
        found = {one.id: counts(extractor, one) for one in own}
        total = sum(found.values(), Counter())
        print(f"| {kind} | {len(own)} | {' | '.join(f'{total[column]:,}' for column in COLUMNS)} |")
        failing += [(of["decided"] - of["right"] + of["not marked"], name, of) for name, of in found.items()]
    if options.failing:
        for bad, name, of in sorted(failing, key=lambda row: (-row[0], row[1])):
            if bad:
                print(f"{name}: {dict(of)}")


if __name__ == "__main__":
    main()
