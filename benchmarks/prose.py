"""Counts told in prose: how many are found, how many contradictions, and how often a true count is questioned.

    python benchmarks/prose.py ANNOTATIONS [--split test] [--each 1000] [--seed 1]

Found: the count of the relation at its place (of what is told to be none: a place that overlaps). Counts told by
sentence patterns that only test has stand in a row of their own. A contradiction is a count that the printed tables
do not allow; those count that stand against cells which the text decides. False alarms are contradictions that are
none. Undamaged documents, at most so many of each kind.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from drawing import drawn, measured_on

import girml
from girml.evaluation.printing import interval
from girml.forms import load
from girml.records import Finding
from girml.records.annotation import Annotation, ToldCount
from girml.score import Rate
from girml.score.binomial import clopper_pearson
from girml.synth.choosing import data

BESIDE = ("p.fee_none", "p.proposals_deputies", "p.proposals_members")
"""What prose tells beside the relations of the forms: the annotations hold none of it."""
SLOT = re.compile(r"\\\{([a-z_.\\]+)(?::(.*?))?\\\}")
AROUND = 80


def only_of_test() -> list[re.Pattern[str]]:
    """Return the wordings, without white space, of the sentences with counts that only test has."""
    sentences = (one["text"] for one in data("wording")["sentences"] if one["test_only"] and "{p." in one["text"])
    return [re.compile(SLOT.sub(lambda match: match[2] or ".{1,40}?", re.escape(text))) for text in sentences]


def is_unseen(text: str, count: ToldCount, patterns: Sequence[re.Pattern[str]]) -> bool:
    """Return whether a count stands in a sentence of a pattern that only test has."""
    before = "".join(text[max(0, count.start - AROUND) : count.start].split())
    around = before + "".join(text[count.start : count.end + AROUND].split())
    spans = (match.span() for pattern in patterns for match in pattern.finditer(around))
    return any(start <= len(before) < end for start, end in spans)


def matched(annotation: Annotation, findings: Sequence[Finding]) -> Iterator[tuple[ToldCount, Finding | None]]:
    """Yield each count of gold with the finding on it."""
    for count in annotation.counts:
        yield count, next((one for one in findings if _is_on(one, count)), None)


def _is_on(finding: Finding, count: ToldCount) -> bool:
    assert finding.start is not None
    assert finding.end is not None
    if finding.rules != (count.relation,):
        return False
    if count.relation.startswith("p.none"):
        return finding.start < count.end and count.start < finding.end
    return (finding.start, finding.end) == (count.start, count.end)


def is_shown(annotation: Annotation, count: ToldCount) -> bool:
    """Return whether the text decides all cells that a count may be held against."""
    relations = (one for form in annotation.form.values() for one in load(form).prose if one.id == count.relation)
    cells = {cell for relation in relations for terms in relation.sums for cell in terms}
    return cells.isdisjoint(annotation.undecided | annotation.lost)


def counted(annotation: Annotation, findings: Sequence[Finding], patterns: Sequence[re.Pattern[str]]) -> Counter[str]:
    """Return what one document adds to each count of the tables."""
    told = [one for one in findings if one.kind.startswith("prose") and one.rules[0] not in BESIDE]
    pairs = list(matched(annotation, told))
    hit = [id(finding) for _, finding in pairs if finding]
    wrong = {id(finding) for count, finding in pairs if finding and not count.agrees}
    counts = Counter(documents=1, told=len(told), false=len(told) - len(set(hit)))
    for count, finding in pairs:
        kind = "unseen" if is_unseen(annotation.text, count, patterns) else "known"
        counts[f"{kind} counts"] += 1
        counts[f"{kind} found"] += finding is not None
        if not count.agrees and is_shown(annotation, count):
            counts["contradictions"] += 1
            counts["contradictions found"] += finding is not None and _questions(finding)
    counts["false alarms"] += sum(_questions(one) and id(one) not in wrong for one in told)
    return counts


def _questions(finding: Finding) -> bool:
    return finding.kind == "prose_contradicts"


def share(part: int, of: int) -> str:
    """Return a share with its interval."""
    return interval(Rate(part, of, clopper_pearson(part, of)), 2) if of else "–"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("--split", default="test")
    parser.add_argument("--each", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    extractor, patterns = girml.load(prose=True), only_of_test()
    found: dict[str, Counter[str]] = {"all": Counter()}
    for kind, documents in drawn(options.annotations, options.split, options.each, options.seed).items():
        for one in documents:
            counts = counted(one, extractor(one.text).findings, patterns)
            found["all"] += counts
            found.setdefault(kind, Counter()).update(counts)
    print(measured_on(options.split, options.seed))
    print("| kind | n | precision | recall | recall, patterns of test alone | contradictions found | false alarms |")
    print(f"|---|---:|{'---:|' * 5}")
    for kind, counts in (*list(found.items())[1:], ("all", found["all"])):
        cells = [
            kind,
            str(counts["documents"]),
            share(counts["told"] - counts["false"], counts["told"]),
            share(counts["known found"], counts["known counts"]),
            share(counts["unseen found"], counts["unseen counts"]),
            share(counts["contradictions found"], counts["contradictions"]),
            str(counts["false alarms"]),
        ]
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
