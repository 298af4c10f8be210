"""The tables of a run and their columns, declared."""

from collections.abc import Sequence

import pyarrow as pa

from girml.records.report import SCHEMA
from girml.writers.parquet import ARROW

CELLS, REPORTS, CHECKS, FINDINGS, ERRORS = TABLES = ("cells", "reports", "checks", "findings", "errors")

DOCUMENT = "document"
"""The number of a document in its run, which leads every row."""
_LEAD = [(DOCUMENT, pa.int64()), ("source", pa.string()), ("report", pa.int32())]
_IDS = pa.list_(pa.string())
_COLUMNS: dict[str, list[tuple[str, pa.DataType]]] = {
    CELLS: [_LEAD[0], *[(field.name, field.type) for field in ARROW]],
    REPORTS: [
        *_LEAD,
        ("reports", pa.int32()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("sha256", pa.string()),
        ("encoding", pa.string()),
        ("form_t2", pa.string()),
        ("form_t3", pa.string()),
        ("form_t4", pa.string()),
        ("title", pa.string()),
        ("agency", pa.string()),
        ("year", pa.int16()),
        ("published", pa.string()),
        ("cells", pa.int32()),
        ("review", pa.int32()),
        ("failed", pa.int32()),
        ("findings", pa.int32()),
    ],
    CHECKS: [
        *_LEAD,
        ("id", pa.string()),
        ("holds", pa.bool_()),
        ("relation", pa.string()),
        ("left", pa.float64()),
        ("right", pa.float64()),
        ("severity", pa.string()),
        ("cells", _IDS),
    ],
    FINDINGS: [
        *_LEAD,
        ("kind", pa.string()),
        ("message", pa.string()),
        ("cells", _IDS),
        ("sets", pa.list_(_IDS)),
        ("rules", _IDS),
        ("start", pa.int64()),
        ("end", pa.int64()),
    ],
    ERRORS: [*_LEAD[:2], ("reason", pa.string()), ("message", pa.string())],
}
_KEEPING = (REPORTS, ERRORS)


def schema(table: str, keep: Sequence[str]) -> pa.Schema:
    """Return the schema of a table in a run where some columns of the inputs are kept."""
    kept = [(name, pa.string()) for name in keep] if table in _KEEPING else []
    return pa.schema([*_COLUMNS[table], *kept], metadata={"girml_schema": SCHEMA})


def own_columns() -> frozenset[str]:
    """Return the names that no kept column may have."""
    return frozenset(name for table in _KEEPING for name, _ in _COLUMNS[table])
