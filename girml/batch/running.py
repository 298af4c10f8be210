"""A run over many inputs: begun, gone on with, added to, and its errors tried again.

Workers read blocks and draft their parts; a part is written down in the journal, then put in its place. So a run that
is stopped by anything goes on where it was, and ends with the bytes of one that was never stopped.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from girml.batch import journal
from girml.batch.blocks import Block, Place, divide
from girml.batch.documents import Columns, Document, documents, known_by
from girml.batch.folder import Found, begin, empty, finish, found, locked, tidy
from girml.batch.manifest import Manifest
from girml.batch.parts import Part, Writer, put
from girml.batch.plan import Inputs, Plan, inputs, plan
from girml.batch.pool import Budget, Finished, Pool, Tick
from girml.batch.retrying import failed, sources
from girml.batch.tabling import Counts
from girml.batch.worker import Setup, Task
from girml.errors import RunError

_AHEAD = 64


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of a run: its folder, inputs and options, how many documents a part holds, and by what means."""

    folder: Path
    names: Sequence[str]
    columns: Columns
    setup: Setup
    size: int
    workers: int
    budget: Budget

    def plan(self) -> Plan:
        """Return the plan of the run."""
        return plan(self.setup, self.columns, self.size)


class Begun(NamedTuple):
    """A run is begun or gone on with; so much of it stands already."""

    counts: Counts


Event = Begun | Part | Tick


def go_on(job: Job) -> Iterator[Event]:
    """Carry out a run, from where it is; nothing is done where it is finished and stands."""
    own = job.plan()
    with locked(job.folder):
        yield from _gone_on(job, own)


def start_over(job: Job) -> Iterator[Event]:
    """Carry out a run, in the place of one that the folder may hold."""
    own = job.plan()
    with locked(job.folder):
        empty(job.folder)
        yield from _gone_on(job, own)


def add(job: Job) -> Iterator[Event]:
    """Extract the inputs that are not in a run yet, and add their parts to it; a run that is not there is begun."""
    own, given = job.plan(), inputs(job.names)
    with locked(job.folder):
        there = found(job.folder, own)
        if there is None or _same(there.run.inputs[-1], given):
            yield from _gone_on(job, own)
            return
        _check_whole(job, there)
        yield Begun(there.run.counts)
        fresh = _unknown(job, there.run.parts)
        first = next(fresh, None)
        if first is None:
            tidy(job.folder)
            return
        number, document = len(there.run.parts) + 1, there.run.counts.documents + 1
        begun = given._replace(first_part=number, first_document=document)
        run = there.run._replace(inputs=(*there.run.inputs, begun))
        yield from _extract(job, run, chain([first], fresh))


def retry(job: Job) -> Iterator[Event]:
    """Extract the documents in the errors of a run again, and put what they give into their parts; a run that is not
    finished is gone on with first."""
    own = job.plan()
    with locked(job.folder):
        there = found(job.folder, own)
        if there is None or not there.whole:
            yield from _gone_on(job, own)
            there = found(job.folder, own)
        assert there is not None
        yield Begun(there.run.counts)
        if there.run.counts.errors:
            blocks = failed(job.folder, there.run, documents(job.names, job.columns))
            begin(job.folder, there.run, expected=len(there.run.parts))
            yield from _carry_out(job, there.run, blocks, Writer(job.folder, there.run.plan.keep).mend)
        else:
            finish(job.folder, there.run)


def _check_whole(job: Job, there: Found) -> None:
    if not there.whole:
        raise RunError(f"{job.folder} holds a run that is not finished: give its own command first.")


def _gone_on(job: Job, own: Plan) -> Iterator[Event]:
    given = inputs(job.names)
    there = found(job.folder, own) or Found(Manifest(own, (given,)), whole=False)
    run, last = there.run, there.run.inputs[-1]
    yield Begun(run.counts)
    if there.whole and any(_same(one, given) for one in run.inputs):
        finish(job.folder, run)
        return
    before = [part for part in run.parts if part.number < last.first_part]
    if not _same(last, given) or len(before) < last.first_part - 1:
        raise RunError(
            f"{job.folder} holds a run over other inputs, or they changed: name another folder, start over with "
            "--fresh, or extract what is new with --add."
        )
    yield from _extract(job, run, _unknown(job, before) if before else documents(job.names, job.columns))


def _same(one: Inputs, other: Inputs) -> bool:
    return (one.inputs, one.sha256) == (other.inputs, other.sha256)


def _unknown(job: Job, parts: Iterable[Part]) -> Iterator[Document]:
    """Return the documents that parts do not hold."""
    known = {known_by(name) for part in parts for name in sources(job.folder, part)}
    return (one for one in documents(job.names, job.columns) if known_by(one.name) not in known)


def _extract(job: Job, run: Manifest, every: Iterator[Document]) -> Iterator[Event]:
    """Extract the documents whose parts do not stand."""
    last = run.inputs[-1]
    done = {part.number: Place(part.first, part.counts.documents) for part in run.parts}
    blocks = divide(every, run.plan.size, done, Place(last.first_document, last.first_part))
    begin(job.folder, run)
    yield from _carry_out(job, run, blocks, Writer(job.folder, run.plan.keep).write)


def _carry_out(job: Job, run: Manifest, blocks: Iterator[Block], task: Task) -> Iterator[Event]:
    parts = {part.number: part for part in run.parts}
    with Pool(job.setup, task, job.workers, job.budget, _AHEAD) as pool:
        for event in pool.results(blocks):
            if isinstance(event, Finished):
                part: Part = event.result
                journal.add(job.folder, part)
                put(job.folder, part)
                parts[part.number] = part
                yield part
            else:
                yield event
    finish(job.folder, run._replace(parts=tuple(parts[number] for number in sorted(parts))))
