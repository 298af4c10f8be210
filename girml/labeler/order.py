"""The printed order of rows, over all forms at once."""

from functools import cache

from girml.forms import FORM_IDS, load
from girml.records import TableId

TABLES: tuple[TableId, ...] = ("t2", "t3", "t4")


@cache
def row_order() -> dict[str, int]:
    """Return the rank of every row label in print order; a row of one form only stands after the row
    that precedes it there."""
    order: list[str] = []
    for table in TABLES[:2]:
        for form_id in FORM_IDS:
            before = None
            for row in load(form_id).tables[table].rows:
                if row.label not in order:
                    order.insert(order.index(before) + 1 if before else len(order), row.label)
                before = row.label
    return {label: rank for rank, label in enumerate(order)}


def table_of(label: str) -> str:
    """Return the table a label id belongs to ("t2", "t3", "t4"); "" for the id of a heading.

    >>> table_of("l.t3.col.total"), table_of("s3")
    ('t3', '')
    """
    return label[2:4]
