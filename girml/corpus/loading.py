"""Annotated documents loaded: as annotations, or as a dataset of the library `datasets`; nothing from the network."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from girml.corpus import features, parquet
from girml.corpus.files import PARQUET, Located, files, located
from girml.corpus.splits import SPLITS, Splits, needed
from girml.errors import UsageError
from girml.records.annotation import Annotation

if TYPE_CHECKING:
    import datasets
    import pyarrow as pa


def read(path: Path | str, split: str | None = None) -> Iterator[Annotation]:
    """Return the annotations of a folder or a file, in the order of its sorted files; those of one split alone
    where it is named, else all, those between the splits too."""
    splits = _splits(Path(path), split)
    return (one.annotation for one in located(Path(path)) if splits is None or _serves(splits, one, split))


@overload
def load(path: Path | str, *, split: str | None = None, streaming: Literal[False] = False) -> "datasets.Dataset": ...


@overload
def load(path: Path | str, *, split: str | None = None, streaming: Literal[True]) -> "datasets.IterableDataset": ...


def load(
    path: Path | str, *, split: str | None = None, streaming: bool = False
) -> "datasets.Dataset | datasets.IterableDataset":
    """Return a folder or a file as a `datasets.Dataset` with the columns of `girml.corpus.features.COLUMNS`.

    Documents and order are those of `read`. With `streaming` it is a `datasets.IterableDataset`, which reads while
    it is iterated; else all columns are held in memory. Nothing is cached, so a changed file is never missed.
    """
    if streaming:
        return _streamed(Path(path), split)
    return _loaded(Path(path), split)


def _streamed(path: Path, split: str | None) -> "datasets.IterableDataset":
    import datasets

    _splits(path, split)
    files(path)
    return datasets.IterableDataset.from_generator(
        _rows, features=features.features(), gen_kwargs={"path": path, "split": split}, split=_named(split or "all")
    )


def _rows(path: Path, split: str | None) -> Iterator[features.Row]:
    return map(features.to_row, read(path, split))


def _loaded(path: Path, split: str | None) -> "datasets.Dataset":
    import datasets
    import pyarrow as pa

    splits = _splits(path, split)
    tables = [_table(file, splits, split) for file in files(path)]
    info = datasets.DatasetInfo(features=features.features())
    return datasets.Dataset(pa.concat_tables(tables), info=info, split=_named(split))


def _table(file: Path, splits: Splits | None, split: str | None) -> "pa.Table":
    import pyarrow as pa

    if file.suffix != PARQUET:
        found = [one for one in located(file) if splits is None or _serves(splits, one, split)]
        return pa.Table.from_pylist([features.to_row(one.annotation) for one in found], features.arrow_schema())
    table = parquet.opened(file).read()
    if splits is None:
        return table
    pairs = zip(table["body"].to_pylist(), table["library"].to_pylist(), strict=True)
    return table.filter(pa.array([splits.of(file, *pair) == split for pair in pairs], pa.bool_()))


def _serves(splits: Splits, one: Located, split: str | None) -> bool:
    return splits.of(one.file, one.annotation.body, one.annotation.library) == split


def _splits(path: Path, split: str | None) -> Splits | None:
    """Return the splits that a choice needs, None where all documents are wanted."""
    if split is None:
        return None
    if split not in SPLITS:
        raise UsageError(f"There is no split {split!r}: name one of {', '.join(SPLITS)}.")
    return needed(path)


def _named(split: str | None) -> Any:
    import datasets

    return datasets.NamedSplit(split) if split else None
