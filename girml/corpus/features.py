"""The columns of a corpus, declared once for `datasets` and for Arrow, and the way from an annotation to a row.

A printed value is an integer, a decimal or words, each in a field of its own; a blank has none of them.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

from girml.records import TableId, Value
from girml.records.annotation import AnnotatedSpan, Annotation, Misprint, ToldCount

if TYPE_CHECKING:
    import datasets
    import pyarrow as pa

Shape: TypeAlias = "str | list[Shape] | dict[str, Shape]"
Row: TypeAlias = dict[str, Any]

TABLES: tuple[TableId, ...] = get_args(TableId)

COLUMNS: dict[str, Shape] = {
    "id": "string",
    "text": "string",
    "kind": "string",
    "flattener": "string",
    "library": "string",
    "body": "string",
    "year": "int32",
    "form": dict.fromkeys(TABLES, "string"),
    "spans": [{"start": "int32", "end": "int32", "tag": "string", "label": "string"}],
    "cells": [{"id": "string", "integer": "int64", "decimal": "float64", "words": "string"}],
    "lost": ["string"],
    "undecided": ["string"],
    "misprints": [{"kind": "string", "cells": ["string"]}],
    "damage": ["string"],
    "counts": [{"start": "int32", "end": "int32", "relation": "string", "value": "int64", "agrees": "bool"}],
}
"""The name and the type of each column: a list holds the type of its entries, a mapping the types of its fields."""


def features() -> "datasets.Features":
    """Return the columns as features of a `datasets.Dataset`."""
    import datasets

    return datasets.Features({name: _mapped(shape, datasets.Value) for name, shape in COLUMNS.items()})


def _mapped(shape: Shape, leaf: Callable[[str], Any]) -> Any:
    if isinstance(shape, str):
        return leaf(shape)
    if isinstance(shape, list):
        return [_mapped(shape[0], leaf)]
    return {name: _mapped(entry, leaf) for name, entry in shape.items()}


def arrow_schema() -> "pa.Schema":
    """Return the columns as an Arrow schema."""
    import pyarrow as pa

    return pa.schema([(name, _arrow_type(shape)) for name, shape in COLUMNS.items()])


def _arrow_type(shape: Shape) -> "pa.DataType":
    import pyarrow as pa

    if isinstance(shape, str):
        return pa.type_for_alias(shape)
    if isinstance(shape, list):
        return pa.list_(_arrow_type(shape[0]))
    return pa.struct([(name, _arrow_type(entry)) for name, entry in shape.items()])


def to_row(annotation: Annotation) -> Row:
    """Return an annotation as a row of the columns."""
    row: Row = {name: getattr(annotation, name) for name in COLUMNS}
    return row | {
        "form": {table: annotation.form.get(table) for table in TABLES},
        "spans": [span._asdict() for span in annotation.spans],
        "cells": [{"id": name, **_fields(value)} for name, value in sorted(annotation.cells.items())],
        "lost": sorted(annotation.lost),
        "undecided": sorted(annotation.undecided),
        "misprints": [{"kind": one.kind, "cells": list(one.cells)} for one in annotation.misprints],
        "damage": list(annotation.damage),
        "counts": [one._asdict() for one in annotation.counts],
    }


def _fields(value: Value) -> dict[str, Value]:
    return {
        "integer": value if isinstance(value, int) else None,
        "decimal": value if isinstance(value, float) else None,
        "words": value if isinstance(value, str) else None,
    }


def from_row(row: Mapping[str, Any]) -> Annotation:
    """Return the annotation of a row."""
    return Annotation(
        **{name: row[name] for name in ("id", "text", "kind", "flattener", "library", "body", "year")},
        form={table: row["form"][table] for table in TABLES if row["form"][table] is not None},
        spans=tuple(AnnotatedSpan(**span) for span in row["spans"]),
        cells={cell["id"]: _value(cell) for cell in row["cells"]},
        lost=frozenset(row["lost"]),
        undecided=frozenset(row["undecided"]),
        misprints=tuple(Misprint(one["kind"], tuple(one["cells"])) for one in row["misprints"]),
        damage=tuple(row["damage"]),
        counts=tuple(ToldCount(**one) for one in row["counts"]),
    )


def _value(cell: Mapping[str, Value]) -> Value:
    return next((cell[name] for name in ("integer", "decimal", "words") if cell[name] is not None), None)
