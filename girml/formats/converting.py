"""What is to be converted, as a stream: annotations from files of girml's own or of other tools, one at a time."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from girml.corpus import parquet
from girml.corpus.files import PARQUET, files
from girml.corpus.lines import parse
from girml.errors import InputError
from girml.formats import reading
from girml.formats.items import Item, Refused, Told
from girml.formats.merging import merge
from girml.formats.sheet import check_writable
from girml.formats.table import FORMATS


class Taken(NamedTuple):
    """An annotation that is taken over: where it stands, and what is to be told of it."""

    place: str
    item: Item
    notes: tuple[str, ...] = ()


Outcome = Taken | Refused


def from_tool(name: str, path: Path, told: Told) -> Iterator[Outcome]:
    """Yield the annotations in a file or folder of another tool, by the name of its format."""
    one = FORMATS[name]
    for found in one.read(path, told):
        if isinstance(found, Refused):
            yield found
            continue
        try:
            yield Taken(found.place, *merge(found, one.shown))
        except InputError as error:
            yield Refused(str(error))


def from_annotations(path: Path, told: Told) -> Iterator[Outcome]:
    """Yield the annotations of a folder or a file of girml's own."""
    try:
        for file in files(path):
            yield from _rows(file, told) if file.suffix == PARQUET else _lines(file, told)
    except InputError as error:
        yield Refused(str(error))


def _rows(file: Path, told: Told) -> Iterator[Outcome]:
    share = reading.size(file) / max(1, parquet.opened(file).metadata.num_rows)
    for number, annotation in enumerate(parquet.read(file), 1):
        told(share)
        yield taken(f"{file}:{number}", Item(annotation))


def _lines(file: Path, told: Told) -> Iterator[Outcome]:
    for number, line in reading.lines(file, told):
        place = f"{file}:{number}"
        try:
            if line.strip():
                yield taken(place, Item(parse(line, place)))
        except (InputError, RecursionError) as error:
            yield Refused(str(error) if isinstance(error, InputError) else f"{place} is nested too deeply: mend it.")


def taken(place: str, item: Item) -> Outcome:
    """Return an annotation as taken over, unless no file can hold it."""
    try:
        check_writable(item.annotation, place)
    except InputError as error:
        return Refused(str(error))
    return Taken(place, item)


def once(some: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield what comes in; a document with the id of one before it is refused."""
    ids: set[str] = set()
    for one in some:
        if isinstance(one, Taken) and one.item.annotation.id in ids:
            yield Refused(f"{one.place} is {one.item.annotation.id}, which came before: keep one of them.")
            continue
        if isinstance(one, Taken):
            ids.add(one.item.annotation.id)
        yield one
