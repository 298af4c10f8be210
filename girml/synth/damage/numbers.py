"""Damage to figures: cut in two, glued to the next, misread, without their unit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from random import Random
from typing import TypeVar

from girml.records.annotation import AnnotatedSpan, Annotation, ToldCount
from girml.synth.damage.edits import Edit
from girml.synth.damage.gold import Case, edited, reprint
from girml.synth.damage.places import everything, figures, printed_rows

Item = TypeVar("Item")

_LOOKALIKE = {"0": "OOoo〇", "1": "lIl"}
_TWO_DIGITS = re.compile(r"(?<=\d)(?=\d)")
_GAP = re.compile(r"[\s|]+")
_DELIMITER = re.compile(r"[|\t]")
_NEXT_CELL = re.compile(r"[ \u00a0]*[|\t]")
_UNIT = re.compile(r"(?<=\d)[ \u00a0\u3000]?(?:件次|万元|件|元|项|个|条|宗|起|份|次|例|人|篇|场)")
_MOST_CUT, _MOST_GLUED, _MOST_MISREAD = 4, 3, 8
_DROPPED = 0.7


def cut_number(case: Case) -> Annotation | None:
    """Return the annotation with figures parted by a space or a line end, their spans around both parts; None where no
    figure has two digits side by side."""
    places = {span: _joints(case.annotation, span) for span in figures(case.annotation)}
    fit = [span for span, joints in places.items() if joints]
    if not fit:
        return None
    # A text without line ends has no reason to break in the middle of a number.
    breaks = " \n" if "\n" in case.annotation.text else " "
    chosen = _some(case.rng, fit, _MOST_CUT)
    cuts = ((case.rng.choice(places[span]), case.rng.choice(breaks)) for span in chosen)
    return edited(case.annotation, [Edit(at, at, text) for at, text in cuts])


def _joints(annotation: Annotation, span: AnnotatedSpan) -> list[int]:
    return [match.start() for match in _TWO_DIGITS.finditer(annotation.text, span.start + 1, span.end)]


def glued_numbers(case: Case) -> Annotation | None:
    """Return the annotation with pairs of neighbouring figures of a row joined; None where no two bare numbers stand
    with a gap between them.

    Each keeps its digits of the run, unless a delimiter behind it shows the second one's cell as empty: then the text
    shows another figure, and both are lost.
    """
    fit = list(_neighbours(case.annotation))
    if not fit:
        return None
    chosen: list[Edit] = []
    for edit in sorted(_some(case.rng, fit, _MOST_GLUED)):
        if not chosen or chosen[-1].end <= edit.start:
            chosen.append(edit)
    return edited(case.annotation, chosen)


def _neighbours(annotation: Annotation) -> Iterator[Edit]:
    """Yield the edits that glue two figures; the delimiters between them are kept, so that no other figure moves."""
    text = annotation.text
    for row in printed_rows(annotation):
        for one, other in pairwise(row.spans):
            first, gap, second = text[one.start : one.end], text[one.end : other.start], text[other.start : other.end]
            beside = row.column(one) >= 0 and row.column(other) == row.column(one) + 1
            if beside and first.isdecimal() and second.isdecimal() and _GAP.fullmatch(gap):
                run = first + second
                if _DELIMITER.search(gap):
                    yield _displaced(text, one.start, other.end, run=run, kept=gap)
                else:
                    spans = (one._replace(start=0, end=len(first)), other._replace(start=len(first), end=len(run)))
                    yield Edit(one.start, other.end, run, spans)


def _displaced(text: str, start: int, end: int, *, run: str, kept: str) -> Edit:
    spans = [AnnotatedSpan(0, len(run), "figure", "")]
    if "\n" not in kept and _NEXT_CELL.match(text, end):
        # The second figure's cell is empty now, and shows.
        spans.append(AnnotatedSpan(len(run + kept), len(run + kept), "blank", ""))
    return Edit(start, end, run + kept, tuple(spans))


def lookalike_digits(case: Case) -> Annotation | None:
    """Return the annotation with zeros and ones printed as letters that look like them; None where there are none.

    Such a figure is lost, its span names no cell. With 〇 alone it is not: that is a way to print a zero.
    """
    fit = [span for span in figures(case.annotation) if set(_slice(case.annotation, span)) & _LOOKALIKE.keys()]
    if not fit:
        return None
    chosen = _some(case.rng, fit, _MOST_MISREAD)
    return edited(
        case.annotation, [reprint(span, _misread(case.rng, _slice(case.annotation, span))) for span in chosen]
    )


def _misread(rng: Random, text: str) -> str:
    """Return a figure with one digit misread at least."""
    places = [at for at, char in enumerate(text) if char in _LOOKALIKE]
    wrong = set(_some(rng, places, len(places)))
    return "".join(rng.choice(_LOOKALIKE[char]) if at in wrong else char for at, char in enumerate(text))


def lost_units(case: Case) -> Annotation | None:
    """Return the annotation without most units behind figures, in tables and in prose; None where there are none."""
    fit = list(_units(case.annotation))
    if not fit:
        return None
    chosen = [edit for edit in fit if case.rng.random() < _DROPPED] or [case.rng.choice(fit)]
    return edited(case.annotation, chosen)


def _units(annotation: Annotation) -> Iterator[Edit]:
    """Yield the edits that drop a unit at the end of a figure, or behind a number that is in no span."""
    plain = {*figures(annotation), *(span for span in annotation.spans if span.tag == "figure" and not span.label)}
    in_figures = _covered(plain)
    in_others = _covered(one for one in everything(annotation) if one not in plain)
    ends = {span.end for span in plain}
    for match in _UNIT.finditer(annotation.text):
        letters = set(range(*match.span()))
        if letters.isdisjoint(in_others) and (letters.isdisjoint(in_figures) or match.end() in ends):
            yield Edit(*match.span())


def _covered(spans: Iterable[AnnotatedSpan | ToldCount]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _slice(annotation: Annotation, span: AnnotatedSpan) -> str:
    return annotation.text[span.start : span.end]


def _some(rng: Random, items: Sequence[Item], most: int) -> list[Item]:
    return rng.sample(items, rng.randint(1, min(most, len(items))))
