"""Documents as they come: HTML pages, PDF documents with a text layer, Word documents."""

from girml.documents.reading import read, text_of

__all__ = ["read", "text_of"]
