"""Labelers: from tokens to a tag, its probability and, for labels, their names.

A labeler is a callable `Tokens -> Labeling`; the deterministic one here is the baseline of every comparison.
"""

from collections.abc import Callable

from girml.records import Labeling, Tokens

Labeler = Callable[[Tokens], Labeling]
