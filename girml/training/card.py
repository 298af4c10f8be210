"""The card of a model: what it is for, what it learned from, how well it does, and where its limits are."""

from collections.abc import Mapping

from girml.score import Rate
from girml.training.config import Config

_TEXT = """# {name}

A sequence labeler for flattened 政府信息公开工作年度报告 (annual reports on open government information): it finds
headings, labels and figures among the tokens of a text, and names which row or column of the statutory form a label is.
Made for girml; of no use for other texts.

## Data

{about}

{start}Learned from {train:,} annotated documents ({sources}); all scored, and confidence fitted, on {dev:,} others
({held}).{folds}
SHA-256 of them all: `{corpus}`.

## Scores on the documents it did not learn from

Exact runs of tokens (F1), and labels named rightly, with 95% intervals by bootstrap over documents.

| what | share | interval | of |
|---|---:|---:|---:|
{scores}

## Limits

Words that the generated prose never holds may be taken for labels or figures where they stand in a table. Texts of
other forms are out of its reach. The same text gives the same labels, in any batch.
"""

_FOLDS = """
Confidence is fitted, too, on what it learned from, in {folds} folds of converters, each as a labeler reads it that
learned from the others."""


def card(config: Config, corpus: str, sizes: tuple[int, int], scores: Mapping[str, Rate], *, start: str | None) -> str:
    """Return the text of a model's card; `sizes` are the documents learned from and those scored on, `start` the name
    of the model that it started from."""
    return _TEXT.format(
        start=f"Started from the model `{start}`. " if start else "",
        name=config.name,
        train=sizes[0],
        dev=sizes[1],
        about=config.about,
        sources=", ".join(f"`{one}`" for one in config.data.train),
        held=", ".join(f"`{one}`" for one in config.data.dev),
        folds=_FOLDS.format(folds=folds) if (folds := config.confidence.folds) else "",
        corpus=corpus,
        scores="\n".join(_row(name, rate) for name, rate in scores.items()),
    )


def _row(name: str, rate: Rate) -> str:
    share = "–" if rate.share is None else f"{100 * rate.share:.2f}%"
    bounds = "–" if rate.interval is None else " to ".join(f"{100 * bound:.2f}%" for bound in rate.interval)
    return f"| {name} | {share} | {bounds} | {rate.denominator:,} |"
