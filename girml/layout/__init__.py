"""From mentions to the readings of printed rows: which figure sits in which cell."""

from girml.layout.tables import read_tables

__all__ = ["read_tables"]
