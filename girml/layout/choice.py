"""The form of each table, told by its labels and never by the year."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from girml.forms import FORM_IDS, load
from girml.records import Mention, TableId

_CLEAR, _LIKELY = 0.7, 0.5
_OTHER = "l.t3.row.other_handling"


def choose(mentions: Iterable[tuple[Mention, str]]) -> dict[TableId, str | None]:
    """Return the form of each table, None where its labels leave it open.

    `mentions` are the label mentions with their folded text.
    """
    votes = {"t2": Counter[str](), "t3": Counter[str]()}
    likely = Counter[str]()
    for mention, text in mentions:
        name = mention.names[0] if mention.names else None
        if name is None or name.score < _LIKELY or (table := name.label[2:4]) not in votes:
            continue
        # A word or two of a torn head may read like a label of the other form; the row that decides on table 3 may be
        # in doubt.
        own = votes[table] if name.score >= _CLEAR else likely if table == "t3" else None
        if own is not None:
            for form in _votes(name.label, text):
                own[form] += 1
    table_2 = _winner(votes["t2"])
    table_3 = _winner(votes["t3"]) or _winner(likely)
    return {"t2": table_2, "t3": table_3, "t4": table_3 or table_2}


@lru_cache(maxsize=1 << 12)
def _votes(label: str, text: str) -> tuple[str, ...]:
    if label.startswith(_OTHER):
        return ("2019" if label == _OTHER else "2021",)
    if label.startswith("l.t3"):
        return ()
    having = tuple(form_id for form_id in FORM_IDS if label in load(form_id).labels)
    if len(having) == 1:
        return having
    return tuple(form_id for form_id in having if _is_decisive(form_id, text))


def _is_decisive(form_id: str, text: str) -> bool:
    """Return whether a head begins like one that only this form prints; its last character may be lost."""
    stems = [decisive.split("（单位")[0] for decisive in load(form_id).decisive if not decisive.startswith("第")]
    return any(text.startswith(stem[:-1]) for stem in stems)


def _winner(votes: Counter[str]) -> str | None:
    ranked = votes.most_common()
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
