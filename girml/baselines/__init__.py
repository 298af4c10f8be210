"""What a reader has to beat, under the same contract: from a text to a `Report` that can be scored.

Two simple ones need nothing; `ordering` reads in order what a trained labeler finds: one of girml's own, spaCy's `ner`
over words, or a chain over characters.
"""

from girml.baselines.counting import regex
from girml.baselines.zeros import zeros

__all__ = ["regex", "zeros"]
