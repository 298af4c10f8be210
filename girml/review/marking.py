"""A place of the text that a person marks: what it is, and which label, heading or cell it names."""

from girml.bio import tags
from girml.corpus.names import allowed, known
from girml.errors import UsageError
from girml.records import Decision
from girml.records.decision import place
from girml.review.deciding import Wish
from girml.review.sheet import Sheet

_LONGEST = 1000
_BY_DECISION = ("blank",)


def marked(now: Sheet, entry: Decision, wish: Wish) -> Decision:
    """Return the decision that a place is what a wish says; UsageError where it cannot be that.

    The places of cells are told by decisions on these; a figure that is marked here is one of no cell.
    """
    if wish.place is None:
        raise UsageError("Nothing is selected in the text: select what is to be marked.")
    start, end = wish.place
    report = now.report
    if not report.start <= start < end <= report.end or end - start > _LONGEST:
        raise UsageError(f"{start}:{end} is no place of this report: select up to {_LONGEST} characters of its text.")
    if wish.tag not in tags() or wish.tag in _BY_DECISION:
        raise UsageError(f"{wish.tag!r} cannot be marked: name one of {', '.join(tags())}, except blank.")
    cells, labels, _ = known(tuple((report.form or {}).items()))
    label = wish.label or ""
    if label not in allowed(wish.tag, frozenset() if wish.tag == "figure" else cells, labels):
        raise UsageError(f"{wish.tag} names no {label!r} on this form: `girml forms` lists the ids.")
    return entry._replace(subject=place(start, end), tag=wish.tag, label=label)
