"""Annotations as Parquet: declared columns, what is written comes back, the same bytes every time."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from girml.corpus import parquet
from girml.corpus.features import COLUMNS, arrow_schema, features, from_row, to_row
from girml.corpus.lines import KEYS
from girml.errors import InputError
from tests.corpora import WHOLE, document


def test_every_field_of_an_annotation_is_a_column() -> None:
    assert set(COLUMNS) == KEYS


def test_the_features_of_datasets_are_the_columns_of_arrow() -> None:
    declared = features()
    assert list(declared) == list(COLUMNS)
    assert declared.arrow_schema.equals(arrow_schema())


def test_an_annotation_comes_back_from_its_row_to_the_last_type() -> None:
    back = from_row(to_row(WHOLE))
    assert back == WHOLE
    assert {name: type(value) for name, value in back.cells.items()} == {
        name: type(value) for name, value in WHOLE.cells.items()
    }


def test_a_blank_has_no_value_and_a_zero_has_one() -> None:
    row = to_row(replace(document(), cells={"a": None, "b": 0, "c": 0.0, "d": ""}))
    assert [(cell["integer"], cell["decimal"], cell["words"]) for cell in row["cells"]] == [
        (None, None, None), (0, None, None), (None, 0.0, None), (None, None, ""),
    ]  # fmt: skip
    assert from_row(row).cells == {"a": None, "b": 0, "c": 0.0, "d": ""}


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "a.parquet", tmp_path / "b.parquet"
    documents = [replace(WHOLE, id=f"d{number}") for number in range(600)]
    parquet.write(documents, one)
    parquet.write(iter(documents), other)
    assert one.read_bytes() == other.read_bytes()
    assert list(parquet.read(one)) == documents
    assert sorted(tmp_path.iterdir()) == [one, other]


def test_the_order_of_sets_and_cells_does_not_show(tmp_path: Path) -> None:
    one, other = tmp_path / "a.parquet", tmp_path / "b.parquet"
    parquet.write([WHOLE], one)
    parquet.write([replace(WHOLE, cells=dict(reversed(WHOLE.cells.items())))], other)
    assert one.read_bytes() == other.read_bytes()


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": ["a"]}), path)
    with pytest.raises(InputError, match=r"a\.parquet has other columns than an annotated document"):
        list(parquet.read(path))


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 and no more")
    with pytest.raises(InputError, match=r"a\.parquet is no whole Parquet file: write it anew"):
        list(parquet.read(path))
