"""Counts told in prose, and whether the tables of the same report agree with them: read only where it is asked for."""

from girml.prose.comparing import Told, prose_findings
from girml.prose.sentences import Sentence, sentences
from girml.prose.words import told

__all__ = ["Sentence", "Told", "prose_findings", "sentences", "told"]
