"""The formats by name: what reads and writes each, and what it shows of an annotation."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from girml.formats import brat, conll, docbin, doccano, label_studio, prodigy
from girml.formats.items import Found, Item, Refused, Shown, Told


class Format(NamedTuple):
    """A format: what it is, how its marks are shown, what reads a path and what writes one."""

    told: str
    shown: Shown
    read: Callable[[Path, Told], Iterator[Found | Refused]]
    write: Callable[[Iterable[Item], Path], None]


FORMATS: dict[str, Format] = {
    "label-studio": Format("a JSON list of tasks", label_studio.shown, label_studio.read, label_studio.write),
    "doccano": Format("JSON Lines", doccano.shown, doccano.read, doccano.write),
    "prodigy": Format("JSON Lines", prodigy.shown, prodigy.read, prodigy.write),
    "brat": Format("a folder of .txt and .ann files", brat.shown, brat.read, brat.write),
    "conll": Format("a file of tokens", conll.shown, conll.read, conll.write),
    "spacy": Format("a folder of .spacy files", docbin.shown, docbin.read, docbin.write),
}
