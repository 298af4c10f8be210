"""A run by Ray Data: pieces of the inputs go to actors, each with a worker under watch; they write the parts.

A part is done once its marker stands in `.progress`; a run given again goes on with the pieces that have none. The last
thing written is `run.json`, as by the local engine.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from girml.batch import manifest
from girml.batch.documents import Columns
from girml.batch.manifest import NAME, SCHEMA, Manifest
from girml.batch.parts import DRAFTS, Part
from girml.batch.plan import Inputs, Plan, plan
from girml.batch.pool import Budget
from girml.batch.worker import Setup
from girml.distributed.actor import Actor
from girml.distributed.pieces import Piece, pieces
from girml.distributed.store import Found, Place, found
from girml.errors import RunError

_PLAN = "plan.json"


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of a run: the place of its folder, its inputs and options, how many documents a part holds, what a
    document may take, and how many actors at most; one for each processor of the cluster, where none is said."""

    folder: str
    names: tuple[str, ...]
    columns: Columns
    setup: Setup
    size: int
    actors: int | None
    budget: Budget


def run(job: Job) -> Iterator[Part]:
    """Carry out a run, from where it is; yield each part that stands, those first that did before."""
    files = found(job.names)
    folder = Place(job.folder)
    own = Manifest(plan(job.setup, job.columns, job.size), (_inputs(files),))
    if (done := _finished(folder, own)) is not None:
        yield from done.parts
        return
    every = list(pieces(files, job.size, job.columns))
    _begin(folder, own)
    parts = {part.number: part for part in _done(folder)}
    yield from parts.values()
    left = [piece for piece in every if piece.number not in parts]
    for part in _extracted(job, left) if left else ():
        parts[part.number] = part
        yield part
    whole = own._replace(parts=tuple(parts[number] for number in sorted(parts)))
    folder.below(NAME).write(manifest.dump(whole))
    folder.below(DRAFTS).remove()


def _extracted(job: Job, left: list[Piece]) -> Iterator[Part]:
    """Yield the parts of pieces as actors finish them."""
    ray = _started()
    actors = min(len(left), job.actors or int(ray.cluster_resources().get("CPU", 1)))
    rows = ray.data.from_items([{"piece": piece.dump()} for piece in left], override_num_blocks=len(left))
    done = rows.map(
        Actor,
        fn_constructor_args=(job.folder, job.columns, job.setup, job.budget),
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=actors),
        num_cpus=1,
    )
    for row in done.iter_rows():
        yield manifest.from_dict(json.loads(row["part"]))


def _started() -> Any:
    """Return Ray, quiet, once it joined the cluster that RAY_ADDRESS names, or started one on this machine."""
    import ray.data

    logging.getLogger("ray.data").setLevel(logging.ERROR)
    ray.init(ignore_reinit_error=True, log_to_driver=False, logging_level=logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    return ray


def _inputs(files: list[Found]) -> Inputs:
    digest = sha256()
    for file in files:
        digest.update(f"{file.name}\0{file.size}\n".encode())
    return Inputs(len(files), digest.hexdigest())


def _finished(folder: Place, own: Manifest) -> Manifest | None:
    """Return the run that was finished in a folder, None where none was; RunError where it is another."""
    file = folder.below(NAME)
    if not file.files():
        return None
    try:
        done = manifest.parse(file.read())
    except (ValueError, LookupError, TypeError, AttributeError):
        raise RunError(f"{file.name} is damaged: remove the folder, and start over.") from None
    _check(folder, done.plan, done.inputs[0], own)
    return done


def _begin(folder: Place, own: Manifest) -> None:
    """Write down what the run is, or check that what is written down is this one."""
    file = folder.below(DRAFTS).below(_PLAN)
    if file.files():
        told: dict[str, Any] = json.loads(file.read())
        _check(folder, Plan(**told["plan"]), Inputs(**told["inputs"]), own)
    elif folder.files():
        raise RunError(f"{folder.name} is no run of Ray and stays as it is: name a new folder.")
    else:
        head = {"schema": SCHEMA, "plan": own.plan._asdict(), "inputs": own.inputs[0]._asdict()}
        file.write(json.dumps(head).encode())


def _check(folder: Place, there: Plan, inputs: Inputs, own: Manifest) -> None:
    difference = there.difference(own.plan)
    if difference is None and inputs != own.inputs[0]:
        difference = "over other inputs, or they changed"
    if difference:
        raise RunError(f"{folder.name} holds another run ({difference}): name another folder.")


def _done(folder: Place) -> Iterator[Part]:
    """Yield the parts whose marker stands."""
    for file in folder.below(DRAFTS).files():
        if not file.name.endswith(_PLAN) and file.name.endswith(".json"):
            yield manifest.from_dict(json.loads(Place(file.name).read()))
