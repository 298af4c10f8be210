"""The work list: reports by body, year and reason, how far each has come, a page at a time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from girml.records.decision import REPORT
from girml.review.heads import Head
from girml.review.standing import Standing
from girml.view.reasons import REASONS, Reason

PAGE = 50
"""So many reports stand on a page of the list."""

Progress = Literal["all", "open", "doubtful", "done"]
PROGRESSES: tuple[Progress, ...] = get_args(Progress)
"""Which reports are listed: all; those not done; of these, those with a cell in doubt; those done."""


class Filter(NamedTuple):
    """What is asked for: a part of a body's name or of a source's, a year, a reason, how far reports have come."""

    body: str = ""
    year: int | None = None
    reason: Reason | None = None
    progress: Progress = "all"


class Item(NamedTuple):
    """A report on the list: how many cells are in doubt by each reason, how many of all these are decided, and whether
    it is done."""

    head: Head
    reasons: Mapping[Reason, int]
    doubtful: int
    decided: int
    done: bool


class Listed(NamedTuple):
    """A page of the list: its number among so many, its items, how many reports there are in all that were asked for,
    and how much of these is done."""

    page: int
    pages: int
    items: Sequence[Item]
    reports: int
    done: int
    doubtful: int
    decided: int


def listed(heads: Mapping[str, Head], standing: Standing, wanted: Filter, page: int) -> Listed:
    """Return a page of the reports that are asked for, in the order of the data set; the nearest where there is no such
    page."""
    items = (_item(head, standing) for head in heads.values())
    every = [one for one in items if _serves(one, wanted)]
    pages = max(1, -(-len(every) // PAGE))
    at = min(max(1, page), pages)
    return Listed(
        page=at,
        pages=pages,
        items=every[(at - 1) * PAGE : at * PAGE],
        reports=len(every),
        done=sum(one.done for one in every),
        doubtful=sum(one.doubtful for one in every),
        decided=sum(one.decided for one in every),
    )


def following(heads: Mapping[str, Head], standing: Standing, key: str) -> str | None:
    """Return the key of the next report behind one that is not done, from the top again at the end; None without."""
    keys = list(heads)
    at = keys.index(key) + 1
    return next((one for one in keys[at:] + keys[: at - 1] if not standing.last(one, REPORT)), None)


def years(heads: Mapping[str, Head]) -> list[int]:
    """Return the years that reports are of, in order."""
    return sorted({one.year for one in heads.values() if one.year is not None})


def _item(head: Head, standing: Standing) -> Item:
    counts = Counter(reason for _, reason in head.doubts)
    return Item(
        head=head,
        reasons={reason: counts[reason] for reason in REASONS if counts[reason]},
        doubtful=len(head.doubts),
        decided=sum(1 for cell, _ in head.doubts if standing.last(head.key, cell)),
        done=standing.last(head.key, REPORT) is not None,
    )


def _serves(one: Item, wanted: Filter) -> bool:
    head = one.head
    named = wanted.body in (head.agency or "") or wanted.body in head.source
    dated = wanted.year is None or head.year == wanted.year
    doubted = wanted.reason is None or wanted.reason in one.reasons
    return named and dated and doubted and _is_there(one, wanted.progress)


def _is_there(one: Item, progress: Progress) -> bool:
    match progress:
        case "open":
            return not one.done
        case "doubtful":
            return not one.done and one.decided < one.doubtful
        case "done":
            return one.done
    return True
