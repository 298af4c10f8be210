"""Which blanks of an annotated text left a trace: counted in gaps, seen by columns that line up, or shown by fields."""

from girml.synth.traces.fields import fielded
from girml.synth.traces.tracing import retraced, traced

__all__ = ["fielded", "retraced", "traced"]
