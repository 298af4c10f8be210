"""What a review refuses, beside wrong usage."""

from girml.errors import GirmlError
from girml.records import Decision


class UnknownError(GirmlError):
    """There is no such report in the review, or no such cell in the report."""


class MetError(GirmlError):
    """A decision met one that its person had not seen: both are written down, and the earlier one stands."""

    def __init__(self, mine: Decision, theirs: Decision) -> None:
        what = f"{theirs.who} decided on {mine.subject} meanwhile ({theirs.at})"
        super().__init__(f"{what}: look at both, and decide again if yours is to stand.")
        self.mine = mine
        self.theirs = theirs
