"""Headings in other words: what a model learns from must not hang on the wordings that its reports happen to have.

Bodies word their headings as they like. So a share of those that are learned from get words at random, taken from the
report's own prose; the number stays, and half of the time the last two characters do.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from girml.bio import ranges
from girml.training.examples import Example

_PARTS = re.compile(r"([ *#>]*(?:\(?[一二三四五六七八九十]{1,2}[、.,) ]{1,2})?)([\u4e00-\u9fff、]{3,30})([ 。:*]*)")
_WORD = re.compile("[\u4e00-\u9fff]{4,}")
_LONGEST_HEADING, _MOST_PROSE = 4, 200
_LAST = 2


def reworded(examples: Iterable[Example], share: float, seed: int) -> Iterator[Example]:
    """Yield reports in which a share of the headings, drawn by seed and id, have other words."""
    for example in examples:
        yield _reworded(example, share, Random(f"{seed}/{example.annotation.id}")) if share else example


def _reworded(example: Example, share: float, rng: Random) -> Example:
    texts = list(example.tokens.texts)
    prose = "".join(_WORD.findall("".join(texts[:_MOST_PROSE])))
    for tag, first, last in ranges(example.tags):
        if tag != "heading" or last - first >= _LONGEST_HEADING or rng.random() >= share or not prose:
            continue
        for at in range(first, last + 1):
            texts[at] = _in_other_words(texts[at], prose, rng)
    return replace(example, tokens=replace(example.tokens, texts=texts))


def _in_other_words(text: str, prose: str, rng: Random) -> str:
    parts = _PARTS.fullmatch(text)
    if not parts:
        return text
    number, words, behind = parts.groups()
    size = max(3, len(words) + rng.randint(-3, 3))
    own = "".join(rng.choices(prose, k=size))
    return number + (own[:-_LAST] + words[-_LAST:] if rng.random() < 0.5 else own) + behind
