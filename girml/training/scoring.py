"""How well a labeler finds and names mentions: F1 of exact runs of tokens, and the share of labels named rightly."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from girml.bio import ranges
from girml.labeler import Labeler
from girml.records import Labeling
from girml.score import Rate, Ratio, rates
from girml.training.examples import Example, names_of_runs

TAGS = ("heading", "column", "row", "figure", "blank", "title", "date")
NAMED = ("column", "row", "heading")
AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class MentionScore:
    """What one document adds to each rate: `f1 TAG` for mentions, `named TAG` for the labels that were found."""

    example: Example
    ratios: dict[str, Ratio]


def score_mentions(labeler: Labeler, examples: Sequence[Example]) -> Iterator[MentionScore]:
    """Yield the score of each document, in order."""
    for at in range(0, len(examples), AT_ONCE):
        some = examples[at : at + AT_ONCE]
        for example, labeling in zip(some, labeler([one.tokens for one in some]), strict=True):
            yield score_mention(example, labeling)


def score_mention(example: Example, labeling: Labeling) -> MentionScore:
    """Return the score of one document."""
    found = {f"f1 {tag}": _found(tag, example.tags, labeling.tags) for tag in TAGS}
    return MentionScore(example, found | dict(_named(example, labeling)))


def mention_rates(
    scores: Iterable[MentionScore], key: Callable[[Example], str] = lambda _: "all", *, seed: int = 1
) -> dict[str, dict[str, Rate]]:
    """Return the rates of the documents under each key, with intervals by bootstrap over documents."""
    groups: dict[str, list[dict[str, Ratio]]] = {}
    for one in scores:
        groups.setdefault(key(one.example), []).append(one.ratios)
    return {name: _summed(groups[name], seed) for name in sorted(groups)}


def _summed(ratios: Sequence[dict[str, Ratio]], seed: int) -> dict[str, Rate]:
    names = list(ratios[0])
    return dict(zip(names, rates([[one[name] for name in names] for one in ratios], seed=seed), strict=True))


def _found(tag: str, gold: Sequence[str], predicted: Sequence[str]) -> Ratio:
    wanted, got = ({run for run in ranges(tags) if run[0] == tag} for tags in (gold, predicted))
    return Ratio(2 * len(wanted & got), len(wanted) + len(got), times=2)


def _named(example: Example, labeling: Labeling) -> Iterator[tuple[str, Ratio]]:
    names = names_of_runs(example)
    found = [run for run in ranges(labeling.tags) if run in names]
    for tag in NAMED:
        own = [run for run in found if run[0] == tag]
        right = sum(labeling.names[run[1]][0].label == names[run] for run in own if labeling.names.get(run[1]))
        yield f"named {tag}", Ratio(right, len(own))
