"""Clean reports: printed whole, in the form's words and order. They are read in one pass, without tokens and search."""

from girml.clean.reading import Clean, CleanReader

__all__ = ["Clean", "CleanReader"]
