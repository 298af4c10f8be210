"""The blanks of an annotated text that left a trace: an empty span for each, where it shows."""

from girml.synth.traces.tracing import traced

__all__ = ["traced"]
