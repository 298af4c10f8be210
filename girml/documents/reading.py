"""Inputs as they come: texts as ever, documents by their tables and by their text."""

from hashlib import sha256

from girml.documents.kinds import kind_of
from girml.documents.laying import Laid, lay
from girml.documents.parsing import parse
from girml.documents.twoways import read_both_ways
from girml.errors import InputError
from girml.pipeline import Extractor
from girml.records import Report
from girml.text.source import decode


def read(extractor: Extractor, data: bytes, name: str) -> list[Report]:
    """Return every report in the bytes of the input called `name`, a text or a document; InputError where it cannot be
    read. The offsets of a document count in the text that `text_of` gives."""
    found = laid(data, name)
    if found is None:
        return extractor.read(data, name)
    encoding, whole = found
    head = Report(name, sha256(data).hexdigest(), encoding, 1, 1, 0, len(whole.text), extractor.model)
    return read_both_ways(extractor, whole, head)


def text_of(data: bytes, name: str) -> str:
    """Return the text in which the places of a report count: that which the bytes of a text decode to, or that which a
    document is laid out as. InputError where it cannot be read."""
    found = laid(data, name)
    return found[1].text if found else decode(data, name).text


def laid(data: bytes, name: str) -> tuple[str, Laid] | None:
    """Return how the bytes of a document were read, and what it shows, laid out; None for what is no document."""
    kind = kind_of(data, name)
    if kind is None:
        return None
    encoding, blocks = parse(data, name, kind)
    whole = lay(blocks)
    if not whole.text:
        raise InputError(f"{name} shows nothing: look at it, and get it again.")
    return encoding, whole
