"""The formats by name: what each shows of an annotation, what reads and what writes it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from girml.formats import brat, conll, docbin, doccano, label_studio, prodigy
from girml.formats.items import Found, Item, Refused, Shown, Told


class Format(NamedTuple):
    """A format: the marks it shows of an annotation, what reads a path and what writes one."""

    shown: Shown
    read: Callable[[Path, Told], Iterator[Found | Refused]]
    write: Callable[[Iterable[Item], Path], None]


FORMATS: dict[str, Format] = {
    "label-studio": Format(label_studio.shown, label_studio.read, label_studio.write),
    "doccano": Format(doccano.shown, doccano.read, doccano.write),
    "prodigy": Format(prodigy.shown, prodigy.read, prodigy.write),
    "brat": Format(brat.shown, brat.read, brat.write),
    "conll": Format(conll.shown, conll.read, conll.write),
    "spacy": Format(docbin.shown, docbin.read, docbin.write),
}
