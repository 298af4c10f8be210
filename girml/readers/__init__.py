"""Reports read back from the contract's JSON."""

from girml.readers.contract import parse, read

__all__ = ["parse", "read"]
