"""The division of inputs into pieces, each of which becomes a part; a piece can be read on any machine."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from girml.batch.blocks import Block, loaded
from girml.batch.documents import Columns, Document
from girml.batch.rows import document
from girml.batch.tables import chosen
from girml.distributed.store import Found, Place, is_table
from girml.errors import InputError

_ROWS_AT_ONCE = 64


class Span(NamedTuple):
    """Rows of a table, from the first on, counted from 0; or a text."""

    name: str
    first: int
    rows: int


class Piece(NamedTuple):
    """The documents of a part: its number, the number of its first document, and where they stand."""

    number: int
    first: int
    spans: tuple[Span, ...]

    def dump(self) -> str:
        """Return the piece as JSON."""
        return json.dumps(self)

    @staticmethod
    def parse(text: str) -> "Piece":
        """Return the piece that JSON holds."""
        number, first, spans = json.loads(text)
        return Piece(number, first, tuple(Span(*span) for span in spans))

    def block(self, columns: Columns) -> Block:
        """Return the documents of the piece."""
        every = (one for span in self.spans for one in _documents(span, columns))
        return Block(self.number, tuple(loaded(number, one) for number, one in enumerate(every, self.first)))


def pieces(files: Iterable[Found], size: int, columns: Columns) -> Iterator[Piece]:
    """Yield pieces of so many documents, in the order of the files; InputError where a table cannot be read, or lacks a
    column."""
    number, first, spans, room = 1, 1, list[Span](), size
    for name, rows in ((one.name, _rows(one.name, columns)) for one in files):
        at = 0
        while at < rows:
            taken = min(room, rows - at)
            spans.append(Span(name, at, taken))
            at, room = at + taken, room - taken
            if not room:
                yield Piece(number, first, tuple(spans))
                number, first, spans, room = number + 1, first + size, [], size
    if spans:
        yield Piece(number, first, tuple(spans))


def _rows(name: str, columns: Columns) -> int:
    """Return how many documents a file holds."""
    if not is_table(name):
        return 1
    try:
        with Place(name).open() as file:
            told = pq.read_metadata(file)
            chosen(name, told.schema.to_arrow_schema().names, columns)
            return int(told.num_rows)
    except (OSError, pa.ArrowException):
        raise InputError(f"{name} is no whole Parquet file: write it anew.") from None


def _documents(span: Span, columns: Columns) -> Iterator[Document]:
    if not is_table(span.name):
        yield Document(span.name, Place(span.name).read, (None,) * len(columns.keep))
        return
    with Place(span.name).open() as source, pq.ParquetFile(source, pre_buffer=False) as file:
        wanted = chosen(span.name, file.schema_arrow.names, columns)
        for number, row in enumerate(_between(file, wanted, span), span.first + 1):
            yield document(f"{span.name}:{number}", row, columns)


def _between(file: pq.ParquetFile, wanted: list[str], span: Span) -> Iterator[dict[str, object]]:
    """Yield the rows of a span; groups of rows before it are not read."""
    start, end = span.first, span.first + span.rows
    begin = 0
    for group in range(file.num_row_groups):
        after = begin + file.metadata.row_group(group).num_rows
        if after > start and begin < end:
            for batch in file.iter_batches(_ROWS_AT_ONCE, row_groups=[group], columns=wanted):
                low, high = max(start, begin), min(end, begin + len(batch))
                if low < high:
                    yield from batch.slice(low - begin, high - low).to_pylist()
                begin += len(batch)
        begin = after
