"""What a reader has to beat: two simple ones under the same contract, from a text to a `Report` that can be scored."""

from girml.baselines.counting import regex
from girml.baselines.zeros import zeros

__all__ = ["regex", "zeros"]
