"""Annotated reports: how they are kept, loaded, divided into splits and checked.

JSON Lines hold what is annotated one by one, Parquet what is generated; both hold the same records.
"""

from girml.corpus.checking import check
from girml.corpus.counting import count
from girml.corpus.faults import KINDS, Fault
from girml.corpus.loading import load, read
from girml.corpus.splits import SPLITS, Splits

__all__ = ["KINDS", "SPLITS", "Fault", "Splits", "check", "count", "load", "read"]
