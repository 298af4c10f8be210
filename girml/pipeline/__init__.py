"""From a text to its reports: the one place where labeler, layout and reconciler meet."""

from girml.pipeline.extractor import Extractor

__all__ = ["Extractor"]
