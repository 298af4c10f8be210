"""A report as the page is told of it: what stands, what may be chosen, what is open, and its parts as markup."""

from collections.abc import Iterator
from dataclasses import replace

from girml.records import Decision
from girml.records.annotation import AnnotatedSpan
from girml.review.annotating import apart, mark_of
from girml.review.bodies import Item, Listed, Parts, Record, Sheet, Span, State, Told, Written
from girml.review.deciding import choices
from girml.review.desk import Desk
from girml.review.sheet import Sheet as Standing
from girml.review.worklist import Filter, following, listed
from girml.view import Parts as Markup
from girml.view import parts
from girml.writers.contract import as_dict

HOME = "/"


def answered(desk: Desk, written: Decision) -> Written:
    """Return a decision that was written down, and its report as it stands by it."""
    return Written(written=told(written), state=state(desk, desk.sheet(written.report)))


def shown(desk: Desk, key: str) -> Sheet:
    """Return a report of a review as it stands, and how it is shown."""
    now = desk.sheet(key)
    made = markup(now)
    own = Parts(head=made.head, text=made.text, form=made.form, notes=made.notes)
    return Sheet(state=state(desk, now), parts=own)


def state(desk: Desk, now: Standing) -> State:
    """Return what the page is told of a report beside its markup."""
    return State(
        key=now.head.key,
        lines=len(now.history),
        standing={subject: told(one) for subject, one in now.standing.items()},
        versions=dict(now.versions),
        choices={cell.id: offered for cell in now.report.cells if (offered := list(choices(now.opened, cell)))},
        remaining=list(now.remaining),
        conflicts=[told(one) for one in _conflicts(now)],
        done=now.done,
        flaws=list(desk.flaws(now.head.key)),
        next=following(desk.heads, desk.standing, now.head.key),
    )


def _conflicts(now: Standing) -> Iterator[Decision]:
    """Yield the decisions that met another and have not been settled since."""
    return (one for one in now.history if one.met is not None and one.met == now.versions[one.subject])


def markup(now: Standing) -> Markup:
    """Return the parts of the page of a report; a cell that was decided asks for nobody."""
    cells = tuple(one._replace(review=one.review and one.id not in now.standing) for one in now.report.cells)
    return parts(replace(now.report, cells=cells), now.opened.text, _labels(now), HOME)


def _labels(now: Standing) -> tuple[AnnotatedSpan, ...]:
    """Return the labels of a report: those that people marked, and those of the reader that meet none of them."""
    marks = sorted(mark_of(one) for one in now.standing.values() if one.action == "mark")
    return (*marks, *apart(now.opened.marks, marks))


def record(desk: Desk, key: str) -> Record:
    """Return a report of a review as it stands, for programs; offsets are those of its text."""
    now = desk.sheet(key)
    start = now.report.start
    marked = desk.annotated(now).spans
    spans = [Span(start=one.start + start, end=one.end + start, tag=one.tag, label=one.label) for one in marked]
    return Record(report=as_dict(now.report), spans=spans)


def told(one: Decision) -> Told:
    """Return a decision as the page is told of it."""
    return Told(
        number=one.number,
        at=one.at,
        who=one.who,
        subject=one.subject,
        action=one.action,
        value=one.value,
        state=one.outcome and one.outcome.state,
        tag=one.tag,
        label=one.label,
        undoes=one.undoes,
        met=one.met,
    )


def page_of(desk: Desk, wanted: Filter, page: int) -> Listed:
    """Return a page of the work list."""
    found = listed(desk.heads, desk.standing, wanted, page)
    items = [
        Item(
            key=one.head.key,
            source=one.head.source,
            agency=one.head.agency,
            year=one.head.year,
            reasons={str(reason): n for reason, n in one.reasons.items()},
            doubtful=one.doubtful,
            decided=one.decided,
            done=one.done,
        )
        for one in found.items
    ]
    return Listed(**found._asdict() | {"items": items})
