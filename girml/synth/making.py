"""Documents made to order: a page composed, flattened, its traces marked, damaged where ordered, what it leaves
undecided worked out."""

from dataclasses import replace
from random import Random
from typing import NamedTuple

from girml.records.annotation import Annotation
from girml.synth.bodies import body
from girml.synth.choosing import Split
from girml.synth.composing import compose
from girml.synth.damage import damage, draw
from girml.synth.flatteners import FLATTENERS, Flattener, flatten
from girml.synth.gold import annotate
from girml.synth.markup import to_html
from girml.synth.orders import Order
from girml.synth.page import Page
from girml.synth.style import Style, draw_style
from girml.synth.traces import fielded, retraced, traced
from girml.synth.undecided import undecided

_TRIES = 6
_SECOND = "two_reports"


class Made(NamedTuple):
    """What came of an order: its page as HTML, the documents, and the flatteners that gave none."""

    html: str
    documents: tuple[Annotation, ...]
    failed: tuple[str, ...]


def make(order: Order, seed: int) -> Made:
    """Return what comes of an order: the same for the same seed and versions of the flatteners."""
    page, style = _page(order.body, order.year, seed=seed, split=order.split)
    named = {one.name: one for one in FLATTENERS}
    documents, failed = [], []
    for name, is_damaged in zip(order.flatteners, order.damaged, strict=True):
        found = _flattened(page, style, named[name])
        if found is None:
            failed.append(name)
            continue
        if is_damaged:
            found = retraced(_damaged(found, order, seed=seed, flattener=named[name]))
        found = fielded(found)
        documents.append(replace(found, undecided=undecided(found)))
    return Made(to_html(page, style), tuple(documents), tuple(failed))


def _page(number: int, year: int, *, seed: int, split: Split) -> tuple[Page, Style]:
    one = body(seed, number)
    rng = Random(f"style/{seed}/{one.id}/{year}")
    return compose(one, year, seed=seed, split=split), draw_style(rng.getrandbits(32))


def _flattened(page: Page, style: Style, flattener: Flattener) -> Annotation | None:
    unmarked = flatten(page, style, flattener)
    return traced(annotate(page, unmarked, flattener)) if unmarked else None


def _damaged(annotation: Annotation, order: Order, *, seed: int, flattener: Flattener) -> Annotation:
    """Return a document with one to three kinds of damage: drawn anew where none of them finds a hold."""
    rng = Random(f"damage/{seed}/{annotation.id}")
    for _ in range(_TRIES):
        kinds = draw(rng, annotation.kind)
        other = _other(order, seed=seed, flattener=flattener) if _SECOND in kinds else None
        found = damage(annotation, rng, kinds=kinds, other=other)
        if found.damage:
            return found
    return annotation


def _other(order: Order, *, seed: int, flattener: Flattener) -> Annotation | None:
    """Return the report of another body of the family, by the same flattener, where that is not dear."""
    if flattener.press or flattener.find:
        return None
    number = order.body ^ 1
    page, style = _page(number, body(seed, number).years[0], seed=seed, split=order.split)
    return _flattened(page, style, flattener)
