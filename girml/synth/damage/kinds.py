"""The kinds of damage, in the order in which they are done, and the way to damage a document by some of them."""

from collections.abc import Callable, Collection
from dataclasses import replace
from random import Random
from typing import NamedTuple

from girml.records.annotation import Annotation
from girml.synth.damage.furniture import number_in_furniture, page_marks
from girml.synth.damage.gold import Case
from girml.synth.damage.lines import collapsed_blanks, deduplicated_lines, one_line
from girml.synth.damage.numbers import cut_number, glued_numbers, lookalike_digits, lost_units
from girml.synth.damage.reports import report_twice, two_reports
from girml.synth.damage.script import mistyped_labels, mojibake, traditional
from girml.synth.damage.tables import labels_then_figures, shifted_row

_PARTED = ("cells", "rows", "layout", "pdf", "ocr")
_LINED = (*_PARTED, "split")
_ALL = (*_LINED, "glued")
_COUNTS = {1: 60, 2: 27, 3: 13}
MOST = max(_COUNTS)


class Kind(NamedTuple):
    """A kind of damage: its name, what does it (None where the document gives no hold), and the kinds of documents it
    suits; `weight` makes up for those that seldom find a hold."""

    name: str
    apply: Callable[[Case], Annotation | None]
    suits: tuple[str, ...]
    weight: int = 1


# Where labels and figures run into each other, a gap in a number would show a border where none is, and rubble would
# run into what still stands.
KINDS = (
    # What moves whole cells goes first; then characters, while rows still stand in lines; what joins texts goes last.
    Kind("labels_then_figures", labels_then_figures, ("cells", "rows", "layout", "pdf")),
    Kind("shifted_row", shifted_row, ("rows", "layout"), 8),
    Kind("collapsed_blanks", collapsed_blanks, _PARTED, 4),
    Kind("deduplicated_lines", deduplicated_lines, _LINED),
    Kind("glued_numbers", glued_numbers, _LINED),
    Kind("cut_number", cut_number, _LINED),
    Kind("lookalike_digits", lookalike_digits, _ALL),
    Kind("lost_units", lost_units, _ALL),
    Kind("mistyped_labels", mistyped_labels, _ALL),
    Kind("number_in_furniture", number_in_furniture, _LINED),
    Kind("page_marks", page_marks, _LINED),
    Kind("traditional", traditional, _ALL),
    Kind("mojibake", mojibake, _LINED),
    Kind("one_line", one_line, _LINED),
    Kind("report_twice", report_twice, _ALL),
    Kind("two_reports", two_reports, _ALL),
)
NAMES = tuple(kind.name for kind in KINDS)


def damage(
    annotation: Annotation, rng: Random, *, kinds: Collection[str], other: Annotation | None = None
) -> Annotation:
    """Return an annotation damaged by one to three kinds, done in the order of `KINDS` whatever theirs; `other` is the
    report that `two_reports` puts behind it.

    A kind that does not suit the document, or finds no hold in it, is left out; `damage` of the result tells which
    were done. ValueError for an unknown kind, none at all, or more than three. What the text decides may be less
    afterwards: `undecided` is for the caller to compute anew.
    """
    if unknown := sorted(set(kinds) - set(NAMES)):
        raise ValueError(f"no kinds of damage: {', '.join(unknown)}; choose from {', '.join(NAMES)}.")
    if not 1 <= len(set(kinds)) <= MOST:
        raise ValueError(f"{len(set(kinds))} kinds of damage at once: give one to {MOST}.")
    for kind in KINDS:
        if kind.name in kinds and annotation.kind in kind.suits:
            damaged = kind.apply(Case(annotation, rng, other))
            if damaged:
                annotation = replace(damaged, damage=(*annotation.damage, kind.name))
    return annotation


def draw(rng: Random, document_kind: str) -> tuple[str, ...]:
    """Return one to three kinds of damage that suit a kind of document, in the order of `KINDS`."""
    fit = [kind for kind in KINDS if document_kind in kind.suits]
    count = rng.choices(list(_COUNTS), list(_COUNTS.values()))[0]
    chosen = set(rng.sample([kind.name for kind in fit], count, counts=[kind.weight for kind in fit]))
    return tuple(kind.name for kind in fit if kind.name in chosen)
