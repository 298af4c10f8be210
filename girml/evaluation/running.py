"""Systems run over documents, in processes of their own."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial

from girml.evaluation.outcome import Judged, Outcome, judge, outcome
from girml.evaluation.planning import Plan
from girml.evaluation.predicting import predicted
from girml.evaluation.selecting import Selection
from girml.evaluation.systems import system
from girml.records.annotation import Annotation

_AT_ONCE = 16


def outcomes(plan: Plan, selection: Selection) -> Iterator[Outcome]:
    """Yield the outcome of each drawn document, in order: of the systems that read it now, then of the reports that
    were written before. The number of processes changes nothing."""
    before = {name: predicted(path, selection) for name, path in plan.predictions}
    for one in _read(selection.drawn, plan.systems, plan.workers):
        yield replace(one, judged={**one.judged, **{name: found[one.id] for name, found in before.items()}})


def _read(documents: Sequence[Annotation], systems: tuple[str, ...], workers: int) -> Iterator[Outcome]:
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(partial(_outcome, systems=systems), documents, chunksize=_AT_ONCE)


def _outcome(annotation: Annotation, systems: tuple[str, ...]) -> Outcome:
    judged: dict[str, Judged] = {name: judge(system(name)(annotation.text), annotation) for name in systems}
    return outcome(annotation, judged)
