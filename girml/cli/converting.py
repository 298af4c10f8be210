"""The verb `convert`: annotations into the formats of other tools, and back; texts as the model reads them."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from girml.batch.documents import Columns, Document, documents
from girml.batch.paths import ENDS, find, shown
from girml.cli.status import READ, UNREADABLE
from girml.cli.telling import byte_bar, tell
from girml.documents import text_of
from girml.errors import InputError, UsageError

if TYPE_CHECKING:
    from girml.formats.converting import Outcome
    from girml.formats.items import Item, Told
    from girml.pipeline import Extractor

ANNOTATIONS, TEXTS = "annotations", "texts"
TOOLS = ("label-studio", "doccano", "prodigy", "brat", "conll", "spacy")
"""The formats of other tools; `girml.formats.table` says what reads and writes each."""
_OWN = ".jsonl"
_READ = (*ENDS, ".json", _OWN, ".parquet", ".spacy", ".conll")


class _Conversion:
    """A conversion: it tells what cannot be taken over, goes on, and counts."""

    def __init__(self) -> None:
        self.taken = self.refused = 0

    def items(self, outcomes: "Iterable[Outcome]") -> "Iterator[Item]":
        """Yield what is taken over; InputError in the end where nothing is, so that nothing is written."""
        from girml.formats.items import Refused

        for one in outcomes:
            if isinstance(one, Refused):
                self.refused += 1
                tell(one.message)
                continue
            self.taken += 1
            for note in one.notes:
                tell(f"{one.place}: {note}")
            yield one.item
        if not self.taken:
            raise InputError("Nothing could be taken over, so nothing was written.")


def convert(options: Namespace) -> int:
    """Convert the inputs into one output; return the exit status."""
    _check(options)
    conversion = _Conversion()
    with byte_bar(sum(map(_size, options.paths))) as told:
        _write(options, conversion.items(_outcomes(options, told)))
    refused = f", {conversion.refused:,} were left out" if conversion.refused else ""
    tell(f"{shown(options.output)} holds {conversion.taken:,} documents{refused}.")
    return UNREADABLE if conversion.refused else READ


def _check(options: Namespace) -> None:
    if options.source == options.target:
        raise UsageError(f"Both sides are {options.source}: name another format with --from or --to.")
    if options.target == ANNOTATIONS and not options.output.endswith(_OWN):
        raise UsageError(f"{shown(options.output)} is no name for annotations: give one that ends in {_OWN} with -o.")


def _size(path: str) -> int:
    """Return how many bytes there are to read, about: the bar shows no more than that."""
    found = Path(path)
    inside = (file for file in found.rglob("*") if file.suffix in _READ) if found.is_dir() else (found,)
    return sum(file.stat().st_size for file in inside if file.is_file())


def _outcomes(options: Namespace, told: "Told") -> "Iterator[Outcome]":
    from girml.formats.converting import from_annotations, from_tool, once

    if options.source == TEXTS:
        return once(_texts(options, told))
    paths = map(Path, options.paths)
    if options.source == ANNOTATIONS:
        return once(one for path in paths for one in from_annotations(path, told))
    return once(one for path in paths for one in from_tool(options.source, path, told))


def _texts(options: Namespace, told: "Told") -> "Iterator[Outcome]":
    """Yield what the model proposes for each text."""
    import girml
    from girml.formats.items import Refused

    inputs = find(options.paths)
    yield from (Refused(str(error)) for error in inputs.errors)
    extractor = girml.load(options.model)
    for document in documents(inputs.names, Columns()):
        yield _proposed(document, extractor, told)


def _proposed(document: Document, extractor: "Extractor", told: "Told") -> "Outcome":
    from girml.formats.converting import taken
    from girml.formats.items import Item, Refused
    from girml.formats.proposing import propose

    try:
        data = document.load()
        told(len(data))
        text = text_of(data, document.name)
    except InputError as error:
        return Refused(str(error))
    annotation = propose(extractor, text, _bare(document.name))
    if annotation is None:
        return Refused(
            f"{document.name} holds no table of the statutory form: leave it out, or check that it is whole."
        )
    return taken(document.name, Item(annotation, extractor.model))


def _write(options: Namespace, items: "Iterator[Item]") -> None:
    from girml.corpus import lines
    from girml.formats.table import FORMATS

    if options.target == ANNOTATIONS:
        lines.write((item.annotation for item in items), Path(options.output))
    else:
        FORMATS[options.target].write(items, Path(options.output))


def _bare(name: str) -> str:
    """Return the name of a text or a document without its ending."""
    return next((name[: -len(end)] for end in ENDS if name.lower().endswith(end)), name)
