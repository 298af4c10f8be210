"""Labelers: from tokens to a tag, its probability and, for labels, their names.

A labeler takes the tokens of several texts at once, and gives each the labeling it would get alone. The deterministic
one is the baseline of every comparison.
"""

from collections.abc import Callable, Sequence

from girml.records import Labeling, Tokens

Labeler = Callable[[Sequence[Tokens]], Sequence[Labeling]]
