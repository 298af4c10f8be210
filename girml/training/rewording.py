"""Headings in other words and numbers: what a model learns must not hang on those that its reports happen to have.

Bodies word and number their headings as they like. So a share of those that are learned from get words at random, from
the report's own prose (half of the time the last two characters stay), and half of these a number of another style, now
and then as a token of its own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from girml.bio import ranges
from girml.records import Gap, Tokens
from girml.training.examples import Example

_PARTS = re.compile(r"([ *#>]*)(?:\(?([一二三四五六七八九十]{1,2})([、.,) ]{1,2}))?([\u4e00-\u9fff、]{3,30})([ 。:*]*)")
_WORD = re.compile("[\u4e00-\u9fff]{4,}")
_LONGEST_HEADING, _MOST_PROSE = 4, 200
_LAST = 2
_NUMERALS = "一二三四五六七八九十"
# How Chinese documents number their parts; {} is the numeral, {a} the same in Arabic digits.
_STYLES = (
    "{}、", "{}.", "{},", "({})", "({})、", "{}:", "{} ", "第{}部分 ", "第{}部分:", "第{}章 ", "第{}、", "{a}.",
    "{a}、", "{a} ", "【{}】", "",
)  # fmt: skip


def reworded(examples: Iterable[Example], share: float, seed: int) -> Iterator[Example]:
    """Yield reports in which a share of the headings, drawn by seed and id, have other words and numbers."""
    for example in examples:
        yield _reworded(example, share, Random(f"{seed}/{example.annotation.id}")) if share else example


def _reworded(example: Example, share: float, rng: Random) -> Example:
    texts = example.tokens.texts
    prose = "".join(_WORD.findall("".join(texts[:_MOST_PROSE])))
    style = rng.choice(_STYLES)
    pieces = [[text] for text in texts]
    for tag, first, last in ranges(example.tags):
        if tag == "heading" and last - first < _LONGEST_HEADING and prose and rng.random() < share:
            for at in range(first, last + 1):
                pieces[at] = _in_other_words(texts[at], prose, style, rng)
    return replace(example, tokens=_cut(example.tokens, pieces), tags=_tags(example.tags, pieces))


def _in_other_words(text: str, prose: str, style: str, rng: Random) -> list[str]:
    """Return a heading, or a part of one, in other words: the number may stand by itself."""
    parts = _PARTS.fullmatch(text)
    if not parts:
        return [text]
    markup, numeral, behind_number, words, behind = parts.groups()
    own = "".join(rng.choices(prose, k=max(3, len(words) + rng.randint(-3, 3))))
    said = (own[:-_LAST] + words[-_LAST:] if rng.random() < 0.5 else own) + behind
    if not numeral:
        return [markup + said]
    number = f"{numeral}{behind_number}"
    if rng.random() < 0.5:
        number = style.format(numeral, a=_NUMERALS.find(numeral) + 1)
    return [number.strip(), said] if number[-1:] == " " and rng.random() < 0.5 else [markup + number + said]


def _cut(tokens: Tokens, pieces: list[list[str]]) -> Tokens:
    """Return tokens with other texts, some of them cut in two at no place of the source."""
    where = [at for at, some in enumerate(pieces) for _ in some]
    first = [number == 0 for some in pieces for number in range(len(some))]
    return replace(
        tokens,
        texts=[text for some in pieces for text in some],
        starts=[tokens.starts[at] for at in where],
        ends=[tokens.ends[at] for at in where],
        lines=[tokens.lines[at] for at in where],
        gaps=[tokens.gaps[at] if is_first else Gap(0, 0, 1) for at, is_first in zip(where, first, strict=True)],
    )


def _tags(tags: list[str], pieces: list[list[str]]) -> list[str]:
    return [
        tag if number == 0 else f"I-{tag[2:]}"
        for tag, some in zip(tags, pieces, strict=True)
        for number in range(len(some))
    ]
