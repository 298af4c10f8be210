"""Any record as what JSON holds, key by key in the order of its fields."""

from typing import Any


def as_plain(value: object) -> Any:
    """Return a record, a dataclass or a named tuple, as a dict, and all records in it too.

    >>> from girml.records import Field
    >>> as_plain((Field(2023, 6, 10), None))
    [{'value': 2023, 'start': 6, 'end': 10}, None]
    """
    names = getattr(value, "_fields", None) or getattr(value, "__dataclass_fields__", None)
    if names:
        return {name: as_plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple | list):
        return [as_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: as_plain(one) for key, one in value.items()}
    return value
