"""What sentences tell: phrases found over jieba's words by spaCy's Matcher."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from girml.prose.phrases import NUMBER, Phrase, phrases
from girml.prose.sentences import Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

_IS_NUMBER = re.compile(NUMBER)
_CLAUSE_ENDS = re.compile("[,;:!?。、]")
_OTHER_UNITS = re.compile("^[\u4e00-\u9fff%]")
_NONE_BEHIND = re.compile("也|都|没")
_UNITS = "件份条宗起例"
_DIGITS = "零一二三四五六七八九"
_TENS = {"十": 10, "百": 100}


class Count(NamedTuple):
    """A count that a sentence tells: the relation, its value, and the characters [start, end) of the sentence that say
    it."""

    relation: str
    value: int
    start: int
    end: int


class _Match(NamedTuple):
    """A phrase found in words [first, last], and the word that is its number, None where it tells of none."""

    phrase: Phrase
    first: int
    last: int
    number: int | None


def told(found: Sequence[Sentence]) -> Iterator[tuple[Sentence, list[Count]]]:
    """Yield each sentence with the counts that it tells, in order."""
    for sentence, doc in zip(found, _language().pipe(one.text for one in found), strict=True):
        yield sentence, sorted(_counts(doc), key=lambda count: count.start)


@cache
def _language() -> "Language":
    import logging

    import jieba
    import spacy

    jieba.setLogLevel(logging.WARNING)
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})


@cache
def _matcher() -> "Matcher":
    from spacy.matcher import Matcher

    matcher = Matcher(_language().vocab)
    for number, phrase in enumerate(phrases()):
        matcher.add(str(number), [list(phrase.pattern)])
    return matcher


def _counts(doc: "Doc") -> Iterator[Count]:
    matches = list(_matches(doc))
    # Of several phrases around a number the one that says more speaks, then the one that begins nearer to it.
    best: dict[int, _Match] = {}
    for match in matches:
        if match.number is not None:
            known = best.get(match.number)
            if known is None or _rank(match) > _rank(known):
                best[match.number] = match
    for number, match in best.items():
        word = doc[number]
        figure = word.text.rstrip(_UNITS)
        yield Count(match.phrase.relation, _value(figure), word.idx, word.idx + len(figure))
    yield from _none(doc, [match for match in matches if match.number is None])


def _none(doc: "Doc", matches: Sequence[_Match]) -> Iterator[Count]:
    """Yield what is told to be none: of phrases that overlap the one with more words, then the shorter one."""
    kept: list[_Match] = []
    for match in sorted(matches, key=lambda one: (-one.phrase.words, one.last - one.first)):
        if all(match.last < other.first or other.last < match.first for other in kept):
            kept.append(match)
            first, last = doc[match.first], doc[match.last]
            yield Count(match.phrase.relation, 0, first.idx, last.idx + len(last))


def _rank(match: _Match) -> tuple[int, int]:
    return match.phrase.words, match.first


def _matches(doc: "Doc") -> Iterator[_Match]:
    for key, first, end in _matcher()(doc):
        phrase = phrases()[int(doc.vocab.strings[key])]
        numbers = [at for at in range(first, end) if _IS_NUMBER.search(doc[at].text)] if phrase.is_counted else []
        number = numbers[0] if numbers else None
        if phrase.is_counted == (number is not None) and _fits(doc, phrase, first, number):
            yield _Match(phrase, first, end - 1, number)


def _fits(doc: "Doc", phrase: Phrase, first: int, number: int | None) -> bool:
    """Return whether what stands around a phrase lets it tell its count: the clause before it, the unit, the rest."""
    if (phrase.beside and not phrase.beside.search(doc.text)) or (phrase.absent and phrase.absent.search(doc.text)):
        return False
    stop = doc[number].idx if number is not None else doc[first].idx
    clause = _CLAUSE_ENDS.split(doc.text[:stop])[-1]
    if phrase.without and phrase.without.search(clause):
        return False
    if number is None or number + 1 == len(doc):
        return True
    behind = doc[number + 1].text
    if doc[number].text[-1] in _UNITS:
        return not _NONE_BEHIND.match(behind)
    return bool(phrase.units.search(behind)) or not _OTHER_UNITS.search(behind)


def _value(text: str) -> int:
    """Return the value of a number in figures or in words below a thousand.

    >>> _value("120"), _value("十二"), _value("两"), _value("三百零五")
    (120, 12, 2, 305)
    """
    if text.isdecimal():
        return int(text)
    whole, rest = 0, 0
    for char in text.replace("两", "二"):
        if char in _TENS:
            whole, rest = whole + (rest or 1) * _TENS[char], 0
        else:
            rest = _DIGITS.index(char)
    return whole + rest
