"""The reports on a `Doc`: kept as lines of the contract's JSON, so that they go wherever the document goes."""

from collections.abc import Iterable
from functools import lru_cache

from spacy.tokens import Doc

from girml.readers.contract import parse
from girml.records import Report
from girml.writers.contract import line

KEY = "girml"
"""The name of the extension, and of the lines in `doc.user_data`."""


def keep(doc: Doc, reports: Iterable[Report]) -> None:
    """Put reports on a document; offsets are those of `doc.text`."""
    doc.user_data[KEY] = [line(report) for report in reports]


def kept(doc: Doc) -> tuple[Report, ...]:
    """Return the reports on a document, in reading order; none where no component has read it."""
    return tuple(map(_parsed, doc.user_data.get(KEY, ())))


@lru_cache(maxsize=1 << 4)
def _parsed(text: str) -> Report:
    return parse(text, f"doc.user_data[{KEY!r}]")


Doc.set_extension(KEY, getter=kept, force=True)
