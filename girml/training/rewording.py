"""Headings in other words and numbers: what a model learns must not hang on those that its reports happen to have.

Bodies word and number their headings as they like. So a share of those that are learned from get words at random, from
the report's own prose (half of the time the last two characters stay); and a share of the reports have the numbers of
all their headings in another style, now and then as tokens of their own. And a share of the reports say in one cell in
words what others say in figures, as clerks do.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

from girml.bio import ranges
from girml.records import Gap, Tokens
from girml.training.examples import Example

_PARTS = re.compile(
    r"([ *#>]*)(?:\(?([一二三四五六七八九十]{1,2})([、.,:) ]{1,2}))?([\u4e00-\u9fff、]{3,30})([ 。:*]*)"
)
_WORD = re.compile("[\u4e00-\u9fff]{4,}")
_LONGEST_HEADING, _MOST_PROSE = 4, 200
_LAST, _APART, _LABELED = 2, 0.4, 0.4
_CELL, _MORE = "B-figure", "I-figure"
_LABELS, _SHORT = ("B-row", "B-column"), 12
_BETWEEN = ("", "", ",", "{0}件", "20{1:02}年", "{1}月", "({0}项)")
_GAPS = (Gap(0, 0, 0), Gap(0, 0, 1), Gap(0, 0, 2), Gap(0, 1, 0), Gap(1, 0, 0), Gap(2, 0, 0))
_NUMERALS = "一二三四五六七八九十"
# How Chinese documents number their parts; {} is the numeral, {a} the same in Arabic digits.
_STYLES = (
    "{}、", "{}.", "{},", "({})", "({})、", "{}:", "{}: ", "{} ", "第{}部分 ", "第{}部分:", "第{}章 ", "第{}、", "{a}.",
    "{a}、", "{a} ", "【{}】", "",
)  # fmt: skip


def reworded(examples: Iterable[Example], share: float, seed: int) -> Iterator[Example]:
    """Yield reports, of which and of whose headings a share, drawn by seed and id, have other numbers or words."""
    for example in examples:
        yield _reworded(example, share, Random(f"{seed}/{example.annotation.id}")) if share else example


def _reworded(example: Example, share: float, rng: Random) -> Example:
    texts = example.tokens.texts
    prose = "".join(_WORD.findall("".join(texts[:_MOST_PROSE])))
    style = rng.choice(_STYLES) if rng.random() < share else None
    apart = style is not None and rng.random() < _APART
    gap = rng.choice(_GAPS)
    pieces = [[text] for text in texts]
    for tag, first, last in ranges(example.tags):
        if tag == "heading" and last - first < _LONGEST_HEADING:
            said = prose if rng.random() < share else ""
            for at in range(first, last + 1):
                number, words = _in_other_words(texts[at], said, style, rng)
                pieces[at] = [number.strip(), words] if apart and number.strip() else [number + words]
    cells = [at for at, pair in enumerate(pairwise([*example.tags, ""])) if pair[0] == _CELL and pair[1] != _MORE]
    if prose and cells and rng.random() < share:
        labels = [text for text, tag in zip(texts, example.tags, strict=True) if tag in _LABELS and len(text) <= _SHORT]
        pieces[rng.choice(cells)] = [_sentence(prose, labels, rng)]
    return replace(example, tokens=_cut(example.tokens, pieces, gap), tags=_tags(example.tags, pieces))


def _sentence(prose: str, labels: Sequence[str], rng: Random) -> str:
    """Return what a cell may say in words: words at random, some of them labels, and figures within."""
    words = []
    for _ in range(rng.randint(1, 4)):
        own = "".join(rng.choices(prose, k=rng.randint(2, 9)))
        words.append(rng.choice(_BETWEEN).format(rng.randint(1, 300), rng.randint(1, 12)))
        words.append(rng.choice(labels) if labels and rng.random() < _LABELED else own)
    return "".join(words)


def _in_other_words(text: str, prose: str, style: str | None, rng: Random) -> tuple[str, str]:
    """Return the number of a heading, or of a part of one, and its words: other ones from prose, where there is any;
    other numbers where there is a style."""
    parts = _PARTS.fullmatch(text)
    if not parts:
        return "", text
    markup, numeral, behind_number, words, behind = parts.groups()
    if prose:
        own = "".join(rng.choices(prose, k=max(3, len(words) + rng.randint(-3, 3))))
        words = own[:-_LAST] + words[-_LAST:] if rng.random() < 0.5 else own
    if not numeral:
        return "", markup + words + behind
    number = f"{numeral}{behind_number}" if style is None else style.format(numeral, a=_NUMERALS.find(numeral) + 1)
    return markup + number, words + behind


def _cut(tokens: Tokens, pieces: list[list[str]], gap: Gap) -> Tokens:
    """Return tokens with other texts, some of them cut in two by a gap, at no place of the source."""
    where = [at for at, some in enumerate(pieces) for _ in some]
    first = [number == 0 for some in pieces for number in range(len(some))]
    return replace(
        tokens,
        texts=[text for some in pieces for text in some],
        starts=[tokens.starts[at] for at in where],
        ends=[tokens.ends[at] for at in where],
        lines=[tokens.lines[at] for at in where],
        gaps=[tokens.gaps[at] if is_first else gap for at, is_first in zip(where, first, strict=True)],
    )


def _tags(tags: list[str], pieces: list[list[str]]) -> list[str]:
    return [
        tag if number == 0 else f"I-{tag[2:]}"
        for tag, some in zip(tags, pieces, strict=True)
        for number in range(len(some))
    ]
