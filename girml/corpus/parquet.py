"""Annotations as Parquet: the same annotations give the same bytes, with the same version of Arrow."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from girml.corpus.features import Row, arrow_schema, from_row, to_row
from girml.drafts import file_draft
from girml.errors import InputError
from girml.records.annotation import Annotation

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_A_GROUP = 500
_ROWS_AT_ONCE = 100
# Large pages let zstd see one report's labels while it packs the next one's.
_OPTIONS: dict[str, Any] = {
    "compression": "zstd",
    "compression_level": 19,
    "data_page_size": 1 << 25,
    "dictionary_pagesize_limit": 1 << 22,
}


def write(annotations: Iterable[Annotation], path: Path) -> None:
    """Write annotations to a file in the order given; the file appears whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema()
    rows = (to_row(one) for one in annotations)
    with file_draft(path) as draft, pq.ParquetWriter(draft, schema, **_OPTIONS) as writer:
        while group := list(islice(rows, _ROWS_A_GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema), row_group_size=_ROWS_A_GROUP)


def read(path: Path) -> Iterator[Annotation]:
    """Yield the annotations of a file; InputError where it holds other columns."""
    return (from_row(row) for row in rows(path))


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file, a few at a time in memory."""
    for batch in opened(path).iter_batches(_ROWS_AT_ONCE):
        yield from batch.to_pylist()


def opened(path: Path) -> "pa.parquet.ParquetFile":
    """Return the file opened; InputError where it is none of this corpus."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid:
        raise InputError(f"{path} is no whole Parquet file: write it anew.") from None
    except OSError as reason:
        raise InputError(f"{path} cannot be read ({reason.strerror}): check that it may be opened.") from None
    if not file.schema_arrow.equals(arrow_schema()):
        raise InputError(f"{path} has other columns than an annotated document: write it with this version of girml.")
    return file
